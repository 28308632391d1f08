"""Arabic and Hebrew stand as they are read, inside the cells they take: no column moves."""

import os

import pytest
from customer.at_work import at_work
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from screens.widgets.bidi import EXPLICIT, IMPLICIT, is_turned, order, visual
from screens.widgets.canvas import Canvas, style
from store.model.survey_file import read_survey

ARABIC = """
name = "arabic"
touchpoint = "checkout"
languages = ["ar", "he", "en"]
[[question]]
id = "satisfaction"
metric = "csat"
scale = 5
text = { ar = "ما مدى رضاك عن زيارتك اليوم؟", he = "עד כמה היית מרוצה מהביקור היום?", en = "How was it?" }
labels = { ar = ["غير راض", "راض جدا"], he = ["בכלל לא", "מאוד"], en = ["Bad", "Good"] }
[[question.follow_up]]
id = "mattered"
kind = "reasons"
text = { ar = "ما الأهم؟", he = "מה היה הכי חשוב?", en = "What mattered?" }
options = [
    { id = "wait", ar = "وقت الانتظار (طويل)", he = "זמן ההמתנה", en = "Waiting" },
    { id = "staff", ar = "الموظفون", he = "הצוות", en = "Staff" },
    { id = "card", ar = "الدفع 100%", he = "כרטיס VISA", en = "Card" },
    { id = "other", ar = "شيء آخر", he = "משהו אחר", en = "Other" },
]
[[question.follow_up]]
id = "words"
kind = "comment"
text = { ar = "هل تريد إضافة شيء؟", he = "משהו להוסיף?", en = "More?" }
"""


def test_hebrew_is_turned_and_its_numbers_are_not():
    assert visual("שלום 12-34 abc") == "abc 12-34 םולש"
    assert visual("(אב)") == "(בא)"
    assert visual("abc אב 12") == "abc 12 בא"
    assert is_turned("12 אב abc")
    assert not is_turned("abc אב")


def test_arabic_letters_join_and_marks_stay_on_theirs():
    assert visual("بيت") == "\ufe96\ufef4\ufe91"  # last shape, middle shape, first shape
    assert visual("دار") == "\ufead\ufe8d\ufea9"  # none of these joins what follows
    assert visual("بَ") == "\ufe8f\u064e"


@given(st.text(alphabet="abאבגمرحل 12,.-%()؟٣é", max_size=20))
@settings(max_examples=100, deadline=None)
def test_no_character_is_lost_and_no_cell_gained(text):
    assert sorted(order(text)) == [*range(len(text))]
    assert cell_len(visual(text)) == cell_len(text)
    canvas = Canvas(30, 1, style("#ffffff", "#000000"))
    canvas.put(0, 0, text, style("#ffffff", "#000000"))
    assert canvas.strips()[0].cell_length == 30


def test_other_text_is_left_alone():
    assert visual("Êtes-vous là ? ● → 日本 🙂") == "Êtes-vous là ? ● → 日本 🙂"


@pytest.mark.parametrize(("language", "size"), [("ar", (40, 15)), ("he", (80, 24))])
async def test_a_whole_visit_in_a_language_that_is_read_from_the_right(tmp_path, language, size):
    survey = read_survey(ARABIC)
    async with at_work(tmp_path, survey, language=language, size=size) as kiosk:
        questions = {q.id: q for q in survey.every_question()}
        for name, key in (("satisfaction", "2"), ("mattered", "3")):
            await kiosk.asked(name)
            lines = kiosk.lines()
            assert {cell_len(line) for line in lines} == {size[0]}
            shown = "\n".join(lines)
            words = [questions[name].text[language], *(o.text[language] for o in questions[name].options)]
            for word in " ".join(words).split(" "):
                assert any(visual(part) in shown for part in (word, words[0])), word
            await kiosk.press(key)
            if name == "mattered":
                await kiosk.press("enter")
        await kiosk.asked("words")
        typed = {"ar": "شكرا 5", "he": "תודה 5"}[language]
        await kiosk.press(*typed)
        assert visual(typed) in kiosk.words()
        await kiosk.press("enter")
        await kiosk.shown("ThanksScreen")
        assert kiosk.kept()[0].answers["words"].text == typed


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="no pseudo-terminals here")
def test_the_terminal_is_told_not_to_turn_them_once_more_and_told_again_at_the_end(tmp_path):
    import signal

    from hostile.pseudo_terminal import Terminal

    from kiosk.home import Home, make_home
    from kiosk.pins.file import write_pin

    home = Home(tmp_path / "home")
    make_home(home)
    write_pin(home.pin_file, "748291")
    (home.surveys / "counter.toml").write_text(ARABIC, encoding="utf-8")
    with Terminal(["-m", "kiosk", "--home", str(home.path), "run", "--language", "ar"]) as terminal:
        terminal.until(visual("زيارتك"))
        assert EXPLICIT.encode() in terminal.output
        assert IMPLICIT.encode() not in terminal.output
        terminal.signal(signal.SIGTERM)
        assert terminal.ends() == 143
        assert IMPLICIT.encode() in terminal.output
