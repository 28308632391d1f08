"""Faces, lines and text, cell by cell."""

from itertools import combinations, pairwise

import pytest
from customer.pictures import Frame, asking
from hypothesis import given, settings
from hypothesis import strategies as st
from rich._windows import WindowsConsoleFeatures as Features
from rich.cells import cell_len
from rich.color import Color, ColorSystem

from screens.widgets.bars import BottomBar
from screens.widgets.canvas import Box, Canvas, style
from screens.widgets.face import face, glyphs
from screens.widgets.guard import Guard
from screens.widgets.ink import INKS, blend, contrast, theme_name
from screens.widgets.rows import share
from screens.widgets.wrap import balance, cut, harmless, wrap

PLAIN = style("#ffffff", "#000000")


@pytest.mark.parametrize("across", range(7, 25))
def test_five_faces_differ_by_their_shape_alone(across):
    shapes = [[[ink >= 0.5 for _, ink in row] for row in face(mood, across)] for mood in range(5)]
    for one, other in combinations(shapes, 2):
        differing = sum(a != b for x, y in zip(one, other, strict=True) for a, b in zip(x, y, strict=True))
        assert differing >= 3


@pytest.mark.parametrize("across", range(7, 25))
def test_a_face_is_round_and_symmetric(across):
    for mood in range(5):
        for row in face(mood, across):
            assert row == row[::-1]
        assert face(mood, across)[0][0][0] == 0
        assert face(mood, across)[across // 2][across // 2][0] == 1


def test_a_console_without_blocks_has_five_faces_too():
    for rows in (4, 5, 7):
        assert len({tuple(glyphs(mood, rows)) for mood in range(5)}) == 5


@given(st.text(max_size=80), st.integers(1, 40))
@settings(max_examples=80, deadline=None)
def test_wrapped_lines_fit_and_lose_nothing(text, width):
    for lines in (wrap(text, width), balance(text, width)):
        assert all(cell_len(line) <= max(width, 2) for line in lines)
        assert "".join(lines).replace(" ", "") == harmless(text).replace(" ", "")


def test_balancing_breaks_no_word_that_was_whole():
    assert balance("Extremely likely", 9) == ["Extremely", "likely"]
    assert balance("It was extraordinarily easy", 15) == ["It was", "extraordinarily", "easy"]


def test_balanced_lines_are_of_about_the_same_length():
    assert balance("How likely are you to recommend us to friends or family?", 50) == [
        "How likely are you to recommend",
        "us to friends or family?",
    ]


def test_a_no_break_space_is_not_broken():
    assert wrap("Vous êtes là\u202f?", 8) == ["Vous", "êtes", "là\u202f?"]


def test_what_is_cut_says_so():
    assert cut("Maison Lefort", 8) == "Maison…"
    assert cut("Maison Lefort", 1) == "…"
    assert cut("Maison", 8) == "Maison"


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=30), st.integers(-5, 12))
@settings(max_examples=80, deadline=None)
def test_a_canvas_keeps_its_width_and_shows_no_control_character(text, x):
    canvas = Canvas(10, 2, PLAIN)
    canvas.put(x, 0, text, PLAIN)
    strips = canvas.strips()
    assert len(strips) == 2
    assert all(ord(c) >= 0x20 and not 0x7F <= ord(c) < 0xA0 for strip in strips for c in strip.text)


def test_wide_characters_take_two_cells():
    canvas = Canvas(6, 1, PLAIN)
    canvas.put(0, 0, "日本", PLAIN)
    assert canvas.strips()[0].text == "日本  "
    canvas.put(5, 0, "日", PLAIN)  # half of it would be outside
    assert canvas.strips()[0].text == "日本  "


def test_what_is_painted_outside_is_cut_off():
    canvas = Canvas(4, 2, PLAIN)
    canvas.fill(Box(-3, -3, 20, 20), PLAIN, "x")
    assert [strip.text for strip in canvas.strips()] == ["xxxx", "xxxx"]


@given(
    height=st.integers(15, 70),
    question=st.integers(1, 6),
    answers=st.integers(3, 6),
    below=st.booleans(),
    bottom=st.integers(1, 2),
)
@settings(max_examples=100, deadline=None)
def test_rows_add_up_to_the_screen_and_everyone_gets_the_least(height, question, answers, below, bottom):
    rows = share(
        height, question=(question, question + 2), answers=(answers, answers + 9), below=below, bottom=bottom
    )
    total = sum(getattr(rows, name) for name in rows.__slots__)
    least = 2 + question + answers + below
    assert total == max(height, least)
    assert rows.question >= question
    assert rows.answers >= answers
    assert rows.below in ((1, 3) if below else (0,))


def test_colours_blend():
    assert blend("#000000", "#ffffff", 0.5) == "#808080"
    assert blend("#123456", "#ffffff", 0) == "#123456"


@pytest.mark.parametrize(
    ("setting", "terminal", "colours", "theme"),
    [
        ("auto", "linux", "", "kiosk-plain"),
        ("auto", "linux", "truecolor", "kiosk-plain"),
        ("auto", "xterm", "", "kiosk-plain"),
        ("auto", "foot", "truecolor", "kiosk-normal"),
        ("auto", "xterm-256color", "truecolor", "kiosk-normal"),
        ("auto", "xterm-256color", "", "kiosk-256"),
        ("auto", "tmux-256color", "", "kiosk-256"),
        ("normal", "xterm-256color", "", "kiosk-256"),
        ("normal", "xterm", "", "kiosk-normal"),
        ("light", "xterm-256color", "", "kiosk-light"),
        ("light", "linux", "", "kiosk-light"),
    ],
)
def test_the_theme_is_one_that_the_terminal_can_show(setting, terminal, colours, theme):
    assert theme_name(setting, {"TERM": terminal, "COLORTERM": colours}) == theme


@pytest.mark.parametrize(("every", "theme"), [(True, "kiosk-normal"), (False, "kiosk-256")])
def test_on_windows_the_console_says_how_many_colours_it_has(monkeypatch, every, theme):
    monkeypatch.setattr("rich.console.get_windows_console_features", lambda: Features(True, every))
    monkeypatch.setattr("sys.platform", "win32")
    assert theme_name("auto", {}) == theme


def test_the_shades_of_256_colours_stay_apart_as_the_terminal_gets_them():
    def shown(ink, *names):
        colours = [Color.parse(getattr(ink, name)) for name in names]
        return [colour.downgrade(ColorSystem.EIGHT_BIT).get_truecolor().hex for colour in colours]

    shades = shown(INKS["kiosk-256"], "ground", "tile", "raised", "line", "quiet", "text")
    steps = [contrast(one, next_one) for one, next_one in pairwise(shades)]
    assert min(steps) > 1.2
    assert len({*shown(INKS["kiosk-normal"], "ground", "tile")}) == 1  # which is why


async def test_a_face_without_half_tones_has_as_many_colours_as_it_needs():
    app = Frame(asking("satisfaction", "en")(), "kiosk-256")
    async with app.run_test(size=(130, 40)) as pilot:
        await pilot.pause()
        strips = app.screen._compositor.render_strips()
    dots = [s.style for strip in strips for s in strip if s.style is not None and "▀" in s.text]
    ink = INKS["kiosk-256"]
    seen = {colour.get_truecolor().hex for style in dots for colour in (style.color, style.bgcolor)}
    assert seen == {*ink.moods, ink.tile, ink.features}


def test_the_guard_lets_the_same_key_pass_after_it_was_let_go():
    now = [0.0]
    guard = Guard(lambda: now[0])
    now[0] = 10
    assert guard.passes("enter")
    guard.appeared()
    for moment in (10.1, 10.5, 10.53, 10.56):
        now[0] = moment
        assert not guard.passes("enter")
    now[0] = 11.5
    assert guard.passes("enter")


def test_what_was_meant_for_a_screen_that_closed_is_lost_but_not_what_is_touched_again_and_again():
    now = [100.0]
    guard = Guard(lambda: now[0])

    def at(moment: float, what: str) -> bool:
        now[0] = moment
        return guard.passes(what)

    guard.taken_away()
    guard.appeared()
    assert [at(moment, "touch") for moment in range(101, 111)] == [False] * 7 + [True] * 3
    guard.taken_away()
    assert [at(moment, "4") for moment in (111, 112.4, 114)] == [False, False, True]
    guard.taken_away()
    assert not any(at(114 + tenth / 10, "backspace") for tenth in range(1, 100))  # it is held down


def test_whoever_presses_one_key_again_and_again_is_heard_and_whoever_holds_it_down_is_not():
    now = [0.0]
    guard = Guard(lambda: now[0])

    def at(*moments: float) -> list[bool]:
        heard = []
        for moment in moments:
            now[0] = moment
            heard.append(guard.passes("escape"))
        return heard

    assert at(10.0) == [True]
    guard.appeared()
    assert at(10.5, 11.0) == [False, True]  # the first could be a key that is held down
    guard.appeared()
    assert not any(at(11.6, *(11.65 + 0.05 * n for n in range(60))))


def test_the_guard_lets_another_key_pass_at_once_after_its_time():
    now = [10.0]
    guard = Guard(lambda: now[0])
    guard.passes("1")
    guard.appeared()
    now[0] = 10.36
    assert guard.passes("2")
    assert guard.passes("2")


async def test_in_a_single_row_what_becomes_of_an_answer_is_said_before_the_keys_are():
    app = Frame(asking("satisfaction", "en")())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        bar = app.screen.query_one(BottomBar)
        bar.shop = "Maison Lefort et filles"
        canvas = Canvas(80, 1, PLAIN)
        bar.paint(canvas)
    (row,) = canvas.strips()
    assert row.text.split("   ")[1:2] == ["Maison Lefort et filles"]
    assert row.text.rstrip().endswith("No name is asked. Answers stay in this shop.")
