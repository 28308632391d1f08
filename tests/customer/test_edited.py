"""The survey is edited while the kiosk asks it."""

import os

from customer.at_work import AtWork, at_work
from customer.surveys import WORDS_AFTER


def edit(kiosk: AtWork, text: str) -> None:
    """As an editor saves: a new file in place of the old one."""
    file = kiosk.home.surveys / "counter.toml"
    file.with_suffix(".new").write_text(text, encoding="utf-8")
    os.replace(file.with_suffix(".new"), file)


async def test_an_edit_is_asked_from_the_next_visit_on(tmp_path):
    async with at_work(tmp_path, WORDS_AFTER, edited=True) as kiosk:
        await kiosk.press("4")
        await kiosk.asked("why")
        edit(kiosk, WORDS_AFTER.source.replace("How was it?", "And now?"))
        await kiosk.after(3)
        assert kiosk.question == "why"  # this visit goes on as it began
        await kiosk.press("escape")
        await kiosk.shown("ThanksScreen")
        await kiosk.after(6)
        await kiosk.until(lambda: "And now?" in kiosk.words())
        await kiosk.asked("satisfaction")
        await kiosk.press("5")
        await kiosk.asked("why")
        versions = [response.version for response in kiosk.kept()]
        assert len({*versions}) == 2


async def test_a_broken_edit_keeps_the_last_good_one_and_tells_the_operator(tmp_path):
    async with at_work(tmp_path, WORDS_AFTER, edited=True) as kiosk:
        edit(kiosk, WORDS_AFTER.source.replace('metric = "csat"', 'metric = "cast"'))
        await kiosk.after(3)
        assert "counter.toml has a mistake in line 8" in kiosk.app.keeper.problem
        assert "asks as before" in kiosk.app.keeper.problem
        await kiosk.press("4")
        await kiosk.asked("why")
        await kiosk.press("escape")
        edit(kiosk, WORDS_AFTER.source)
        await kiosk.shown("ThanksScreen")
        await kiosk.after(8)
        await kiosk.until(lambda: kiosk.app.keeper.problem == "")
        (kiosk.home.surveys / "counter.toml").unlink()
        await kiosk.after(3)
        assert "is missing" in kiosk.app.keeper.problem
        assert kiosk.question == "satisfaction"


async def test_a_language_that_is_taken_out_is_not_spoken_any_more(tmp_path):
    async with at_work(tmp_path, WORDS_AFTER, edited=True, language="fr") as kiosk:
        edit(
            kiosk,
            WORDS_AFTER.source.replace('languages = ["en", "fr"]', 'languages = ["en"]')
            .replace(', fr = "Comment était-ce ?"', "")
            .replace(', fr = "Souhaitez-vous ajouter quelque chose ?"', ""),
        )
        await kiosk.after(3)
        await kiosk.until(lambda: kiosk.app.survey.languages == ("en",))
        await kiosk.until(lambda: "Comment était" not in kiosk.words())
        assert "How was it?" in kiosk.words()


async def test_nobody_who_is_about_to_answer_sees_the_question_change(tmp_path):
    async with at_work(tmp_path, WORDS_AFTER, edited=True) as kiosk:
        await kiosk.press("right")
        edit(kiosk, WORDS_AFTER.source.replace("How was it?", "And now?"))
        await kiosk.after(5)
        assert "How was it?" in kiosk.words()
        await kiosk.after(15)
        await kiosk.until(lambda: "And now?" in kiosk.words())
