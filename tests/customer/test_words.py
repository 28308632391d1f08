"""Comments and contacts: what is typed is text, whatever it looks like, and no longer than the field."""

from customer.at_work import AtWork, at_work
from customer.surveys import WORDS_AFTER
from textual import events

from store.model.response import Outcome
from store.model.survey_file import read_survey

CALL_BACK = read_survey(
    """
    name = "call"
    touchpoint = "returns"
    languages = ["en"]

    [[question]]
    id = "ease"
    metric = "ces"
    scale = 5
    text = { en = "How easy was it?" }

    [[question.follow_up]]
    id = "phone"
    when = "any"
    kind = "contact"
    text = { en = "How can we reach you?" }
    consent = { en = "Yes, you may call me back" }
    """
)


async def commenting(kiosk: AtWork) -> None:
    await kiosk.press("3")
    await kiosk.asked("why")


async def test_markup_and_escapes_are_shown_and_kept_as_harmless_text(tmp_path):
    async with at_work(tmp_path, WORDS_AFTER) as kiosk:
        await commenting(kiosk)
        typed = "[@click=app.quit()]x[/] [/b] [b]"
        kiosk.app.screen.post_message(events.Paste(typed + "\x1b]52;c;AAAA\x07\x9b31m\u202e!"))
        await kiosk.pilot.pause()
        assert typed in kiosk.words().replace("\n", "")
        assert "\x1b" not in kiosk.words()
        await kiosk.touch("done", "#below")
        await kiosk.shown("ThanksScreen")
        assert kiosk.kept()[0].answers["why"].text == typed + "]52;c;AAAA31m!"


async def test_a_huge_paste_is_cut_to_the_field(tmp_path):
    async with at_work(tmp_path, WORDS_AFTER) as kiosk:
        await commenting(kiosk)
        kiosk.app.screen.post_message(events.Paste("W" * 1_000_000))
        await kiosk.pilot.pause()
        await kiosk.press("x", "enter")
        await kiosk.shown("ThanksScreen")
        assert kiosk.kept()[0].answers["why"].text == "W" * 280


async def test_a_comment_is_edited_by_keys(tmp_path):
    async with at_work(tmp_path, WORDS_AFTER) as kiosk:
        await commenting(kiosk)
        await kiosk.press(
            *"goof", "backspace", "d", "home", "delete", "G", "end", "!", "left", "left", "left"
        )
        await kiosk.press("o", "enter")
        await kiosk.shown("ThanksScreen")
        assert kiosk.kept()[0].answers["why"].text == "Goood!"


async def test_digits_are_text_in_a_comment(tmp_path):
    async with at_work(tmp_path, WORDS_AFTER) as kiosk:
        await commenting(kiosk)
        await kiosk.press(*"10/10 - *", "enter")
        await kiosk.shown("ThanksScreen")
        assert kiosk.kept()[0].answers["why"].text == "10/10 - *"


async def test_enter_on_an_empty_comment_skips_it(tmp_path):
    async with at_work(tmp_path, WORDS_AFTER) as kiosk:
        await commenting(kiosk)
        kiosk.clock.move(1)
        await kiosk.press("enter")
        await kiosk.shown("ThanksScreen")
        assert kiosk.kept()[0].answers["why"].outcome is Outcome.SKIPPED


async def test_a_language_change_keeps_what_is_typed(tmp_path):
    async with at_work(tmp_path, WORDS_AFTER) as kiosk:
        await commenting(kiosk)
        await kiosk.press(*"slow queue")
        await kiosk.touch("fr", "#top")
        await kiosk.pilot.pause()
        assert "slow queue" in kiosk.words()
        assert "Souhaitez-vous" in kiosk.words()


async def test_going_back_and_on_again_keeps_the_comment(tmp_path):
    async with at_work(tmp_path, WORDS_AFTER) as kiosk:
        await commenting(kiosk)
        await kiosk.press("o", "k", "tab", "tab")
        await kiosk.touch("back", "#below")
        await kiosk.asked("satisfaction")
        await kiosk.press("4")
        await kiosk.asked("why")
        assert kiosk.app.screen.field.text == ""  # it had not been sent


async def test_the_caret_goes_where_it_is_touched(tmp_path):
    async with at_work(tmp_path, WORDS_AFTER) as kiosk:
        await commenting(kiosk)
        await kiosk.press(*"ab")
        await kiosk.pilot.click("#answers", offset=(3, 1))
        await kiosk.press("X")
        assert kiosk.app.screen.field.text == "aXb"


async def test_a_contact_is_only_taken_with_consent(tmp_path):
    async with at_work(tmp_path, CALL_BACK) as kiosk:
        assert "No name is asked" not in kiosk.words()
        assert "No name asked" not in kiosk.words()
        await kiosk.press("2")
        await kiosk.asked("phone")
        await kiosk.press(*"01 23", "enter")
        assert kiosk.question == "phone"
        assert "Switch the line below on" in kiosk.words()
        await kiosk.press("enter")  # the keys stand on the line of consent
        await kiosk.touch("done", "#below")
        await kiosk.shown("ThanksScreen")
        answer = kiosk.kept()[0].answers["phone"]
        assert (answer.text, answer.consent) == ("01 23", True)
