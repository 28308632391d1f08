"""Arabic and Hebrew stand as they are read, inside the cells they take: no column moves."""

import os
import re

import pytest
from customer.at_work import at_work
from customer.pictures import QUESTIONS, read, sheets
from customer.surveys import FROM_THE_RIGHT
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from screens.widgets.bidi import EXPLICIT, IMPLICIT, is_turned, order, visual
from screens.widgets.canvas import Box, Canvas, style
from screens.widgets.field import Field
from store.words import AT_THE_COUNTER, words_for
from store.words.scales import labels

PAINT = style("#ffffff", "#000000")


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
    canvas = Canvas(30, 1, PAINT)
    canvas.put(0, 0, text, PAINT)
    assert canvas.strips()[0].cell_length == 30


def test_other_text_is_left_alone():
    assert visual("Êtes-vous là ? ● → 日本 🙂") == "Êtes-vous là ? ● → 日本 🙂"


def test_what_begins_with_a_latin_word_is_turned_with_the_text_around_it():
    assert visual("VISA אב 12") == "VISA 12 בא"
    assert visual("VISA אב 12", right=True) == "12 בא VISA"


def test_a_mirrored_canvas_turns_boxes_and_texts_but_no_picture():
    canvas = Canvas(12, 2, PAINT, mirrored=True)
    canvas.put(0, 0, "one", PAINT)
    canvas.put(4, 0, "[", PAINT)
    canvas.fill(Box(9, 0, 2, 1), PAINT, "x")
    straight, box = canvas.straight(Box(0, 1, 4, 1))
    straight.put(box.x, 1, "[ab]", PAINT)
    assert [strip.text for strip in canvas.strips()] == [" xx    ] one", "        [ab]"]
    assert canvas.turned(Box(0, 0, 3, 1)) == Box(9, 0, 3, 1)


@pytest.mark.parametrize("language", ["ar", "he"])
async def test_a_page_that_is_read_from_the_right_begins_there(tmp_path, language):
    """The lowest stands where reading begins; what a key or a touch means is what is shown there."""
    async with at_work(tmp_path, FROM_THE_RIGHT, language=language) as kiosk:
        scale = kiosk.app.screen.query_one("#answers")
        words = ["1", "2", "3", "4", "5"]
        spots = {spot.id: spot.box.x for spot in scale.spots}
        assert sorted(spots, key=spots.__getitem__) == words[::-1]
        row = next(line for line in kiosk.lines() if line.split() == words[::-1])
        assert [scale.spot_at(row.index(word), 2) for word in words] == words
        await kiosk.press("right", "left", "enter")  # from the lowest to the one beside it
        await kiosk.asked("mattered")
        assert kiosk.kept()[0].answers["satisfaction"].score == 2
        first, second, *_ = kiosk.app.screen.query_one("#answers").spots
        assert first.box.x > second.box.x
        buttons = {spot.id: spot.box.x for spot in kiosk.app.screen.query_one("#below").spots}
        assert buttons["back"] > buttons["skip"] > buttons["done"]
        await kiosk.press("asterisk", *(["asterisk"] if language == "ar" else []))
        assert kiosk.app.screen.language == "en"
        first, second, *_ = kiosk.app.screen.query_one("#answers").spots
        assert first.box.x < second.box.x


async def test_a_comment_stands_on_the_side_where_its_language_begins(tmp_path):
    async with at_work(tmp_path, FROM_THE_RIGHT, language="he") as kiosk:
        await kiosk.press("2")
        await kiosk.asked("mattered")
        await kiosk.press("1", "enter")
        await kiosk.asked("words")
        field = kiosk.app.screen.query_one("#answers", Field)

        def row() -> str:
            field.ready()
            return field.render_line(1).text

        right = field.size.width - 2
        assert row().rindex(visual("כתבו כאן")[0]) > right - 12
        await kiosk.press(*"אב VISA")
        assert row()[:right].endswith("VISA בא")
        await kiosk.pilot.click(field, offset=(right - 1, 1))
        assert field.caret == 0
        await kiosk.pilot.click(field, offset=(3, 1))
        assert field.caret == len(field.text)
        await kiosk.pilot.click(field, offset=(right - 2, 1))
        assert field.caret == 1
        field.fill("VISA אב")  # whoever writes in another language begins where that begins
        assert row()[2:].startswith("VISA בא")


@pytest.mark.parametrize("language", AT_THE_COUNTER)
async def test_no_word_of_the_kiosk_is_cut_off_at_40_by_15(language):
    made = dict(sheets(language))
    scales = {"faces": "satisfaction", "nps": "recommend", "ease": "ease"}
    notices = ["welcome", "thanks-with-a-code", "closed", "pause", "moment", "first-run"]
    small = await read([(name, made[name]()) for name in (*scales, *notices)], "kiosk-plain")
    large = await read([(name, made[name]()) for name in notices], "kiosk-plain", size=(130, 40))
    for name, question in scales.items():
        ends = labels(QUESTIONS[question], words_for(language))
        wanted = [visual(word) for end in (ends[0], ends[-1]) for word in end.split(" ")]
        assert [word for word in wanted if word not in small[name]] == [], name
    for name in notices:
        wanted = re.findall("[\u0590-\u06ff\ufb1d-\ufefc]+", large[name])
        assert wanted, name
        assert [word for word in wanted if word not in small[name]] == [], name
    assert not [name for name, shown in small.items() if "…" in shown]


@pytest.mark.parametrize(("language", "size"), [("ar", (40, 15)), ("he", (80, 24))])
async def test_a_whole_visit_in_a_language_that_is_read_from_the_right(tmp_path, language, size):
    survey = FROM_THE_RIGHT
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
    (home.surveys / "counter.toml").write_text(FROM_THE_RIGHT.source, encoding="utf-8")
    with Terminal(["-m", "kiosk", "--home", str(home.path), "run", "--language", "ar"]) as terminal:
        terminal.until(visual("زيارتك"))
        assert EXPLICIT.encode() in terminal.output
        assert IMPLICIT.encode() not in terminal.output
        terminal.signal(signal.SIGTERM)
        assert terminal.ends() == 143
        assert IMPLICIT.encode() in terminal.output
