"""What the panels say, as rows of text: at every width, of every summary, nothing is cut or wrong."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from operator_screen.samples import (
    CES,
    CSAT,
    FACTS,
    NOW,
    NPS,
    ZONE,
    card,
    hours,
    line,
    live,
    ms,
    rich_day,
    small_day,
)
from rich.cells import cell_len

from screens.operator.area import TALL
from screens.operator.panels.bar import distribution, portions
from screens.operator.panels.card import card_rows
from screens.operator.panels.comments import comment_rows
from screens.operator.panels.devices import device_rows
from screens.operator.panels.funnel import funnel_rows
from screens.operator.panels.headline import header, sentence_rows
from screens.operator.panels.hours import hours as hour_rows
from screens.operator.panels.looks import style_of
from screens.operator.panels.text import Pen, Row, apart, cells, title_row, wrap_pieces
from screens.operator.panels.touchpoints import touchpoint_rows
from screens.operator.panels.trend import trend
from screens.operator.parts import parts
from screens.widgets.ink import INKS
from store.model.reader import Comment, Funnel, KioskState
from store.model.score import Interval, score
from store.model.summary import Row as Line
from store.model.summary import Usual
from store.words import words_for

PEN = Pen(words_for("en"), zone=ZONE)
PLAIN = Pen(words_for("en"), plain=True, zone=ZONE)
FRENCH = Pen(words_for("fr"), zone=ZONE)
QUESTIONS = {1: CSAT}


def text(rows: list[Row]) -> str:
    return "\n".join("".join(piece.text for piece in row) for row in rows)


def words_of(rows: list[Row]) -> list[str]:
    return text(rows).replace("\n", " ").split(" ")


@given(
    st.sampled_from([CSAT, NPS, CES]),
    st.lists(st.integers(0, 400), min_size=11, max_size=11),
    st.integers(20, 120),
    st.sampled_from([PEN, PLAIN, FRENCH]),
)
@settings(max_examples=80, deadline=None)
def test_a_card_fits_any_width_and_never_breaks_a_number(question, counts, width, pen) -> None:
    points = len(question.scale.values)
    made = card(
        question,
        tuple(counts[:points]),
        tuple(counts[-points:]),
        usual=Usual(Interval(3.5, 4.75), 20, 14, centre=4.1),
    )
    rows = card_rows(made, rich_day().period, pen, width)
    assert all(cells(row) <= width for row in rows)
    if made.score.n >= 10 and made.score.interval is not None:
        shown = words_of(rows)
        assert pen.words.count(made.score.favourable) in shown
        assert "…" not in text(rows)


@given(st.lists(st.integers(0, 500), min_size=1, max_size=11).filter(any), st.integers(12, 120))
def test_a_bar_fills_its_width_and_gives_every_answer_a_place(counts, width) -> None:
    parts_ = portions(counts, [2 if count else 0 for count in counts], width)
    assert sum(parts_) == width
    assert all((part > 0) == (count > 0) for part, count in zip(parts_, counts, strict=True))


@given(
    st.lists(st.integers(0, 300), min_size=5, max_size=5).filter(lambda c: sum(c) >= 10), st.integers(20, 90)
)
def test_the_percentages_in_a_bar_add_up_to_100(counts, width) -> None:
    bar, _ends = distribution(score(CSAT.scale, tuple(counts)), PEN, width)
    assert cells(bar) == width
    assert sum(int(piece.text) for piece in bar) == 100


def test_under_ten_answers_the_bar_shows_counts_in_grey() -> None:
    bar, _ends = distribution(score(CSAT.scale, (1, 0, 0, 2, 4)), PEN, 40)
    assert [(piece.text.strip(), piece.look[:4]) for piece in bar] == [
        ("1", "grey"),
        ("2", "grey"),
        ("4", "grey"),
    ]


def test_under_ten_answers_a_card_says_the_counts_large_and_no_score() -> None:
    rows = card_rows(card(CSAT, (1, 0, 1, 3, 4), (0,) * 5), small_day().period, PLAIN, 40)
    assert "of" in text(rows)
    assert "satisfied" in text(rows)
    assert "too few to be sure" in text(rows)
    assert "78" not in text(rows)
    assert "probably" not in text(rows)


def test_without_answers_a_card_says_so_and_shows_no_zero() -> None:
    rows = card_rows(card(CSAT, (0,) * 5, (0,) * 5), small_day().period, PEN, 40)
    assert "no answers yet" in text(rows)
    assert "0%" not in text(rows)


def test_a_fragile_score_is_grey() -> None:
    looks = {
        piece.look
        for row in card_rows(card(CSAT, (1, 1, 2, 8, 8), (0,) * 5), small_day().period, PEN, 40)[:3]
        for piece in row
    }
    assert "figure" not in looks


def test_an_hour_shows_how_many_answers_and_how_many_were_good() -> None:
    rows = hour_rows(card(CSAT, (0,) * 5, (0,) * 5, hours=hours(CSAT)), PEN, 40, 9)
    assert "12 of 14" in text(rows)
    lengths = {row[0].text.strip(): sum("█" in p.text for p in row) for row in rows}
    assert set(lengths) == {"8", "9", "10", "11", "12", "13", "14"}


@pytest.mark.parametrize(("width", "height"), [(76, 4), (39, 6), (30, 4), (20, 3)])
def test_hours_that_do_not_fit_as_lines_stand_upright_with_whole_numbers(width, height) -> None:
    rows = hour_rows(card(CSAT, (0,) * 5, (0,) * 5, hours=hours(CSAT)), PEN, width, height)
    assert len(rows) == height
    assert all(cells(row) <= width + 1 for row in rows)
    assert text(rows).rstrip().endswith("14")
    assert re.search(r"\b(10/)?11\b", text(rows[-2:]))


@pytest.mark.parametrize(("first", "last", "width"), [(8, 23, 39), (0, 23, 39), (0, 23, 24), (5, 23, 37)])
def test_every_hour_is_shown_where_its_number_does_not_fit(first, last, width) -> None:
    seven = hours(CSAT)
    bars = tuple(seven[hour % 7]._replace(hour=hour) for hour in range(first, last + 1))
    *upright, under = hour_rows(card(CSAT, (0,) * 5, (0,) * 5, hours=bars), PEN, width, 6)
    assert len(upright) == 5
    assert all(cells(row) <= width + 1 for row in upright)
    assert sum(glyph != " " for piece in upright[-1] for glyph in piece.text) == len(bars)
    named = [int(hour) for hour in text([under]).split()]
    assert named == list(range(first, last + 1, named[1] - first))[: len(named)]
    assert named[-1] > last - 3


def test_the_line_marks_a_day_out_of_the_usual() -> None:
    made = card(CSAT, (0,) * 5, (0,) * 5, line=line(CSAT, 2, 76, 94))
    rows = trend(made, PEN, 80, 9)
    assert [piece.text for row in rows for piece in row if piece.look == "alarm"] == ["●"]
    assert "usual up to here" in text(rows)
    assert "25 Oct" in text(rows)
    assert len(rows) == 9
    assert {cells(row) for row in rows[:-1]} == {80}


def test_a_plain_console_gets_only_glyphs_that_its_font_has() -> None:
    shown = parts(live(rich_day()), 0, PLAIN)
    for name, part in shown.items():
        for size in ((76, 9), (26, 12), (39, 20)):
            found = set(text(part.draw(*size))) - set("█░▒▓·•●…←→↑↓–−÷×’“”éèôûàç\u00a0\n┌┐└┘─│├┤┬┴┼")
            assert all(char.isascii() for char in found), (name, found)


def test_without_two_days_of_ten_there_is_a_sentence_in_place_of_a_line() -> None:
    assert "begins with two days" in text(trend(card(CSAT, (0,) * 5, (0,) * 5), PEN, 80, 9))


def test_forty_touchpoints_show_the_first_and_count_the_rest() -> None:
    lines = [Line(f"Touchpoint {i}", {1: score(CSAT.scale, (0, 0, 0, 0, i))}) for i in range(40)]
    rows = touchpoint_rows(lines, rich_day().cards[:1], ("CSAT",), PEN, 40, 8)
    assert len(rows) == 8
    assert "and 34 more" in text(rows[-1:])
    assert len(touchpoint_rows(lines, rich_day().cards[:1], ("CSAT",), PEN, 40, TALL)) == 41


def test_a_name_of_sixty_characters_is_cut_and_its_numbers_are_not() -> None:
    name = "The self-service tills beside the garden furniture, first floor"
    lines = [Line(name, {1: score(CSAT.scale, (0, 0, 10, 20, 1204))})]
    for width in (30, 40, 60):
        (_, row) = touchpoint_rows(lines, rich_day().cards[:1], ("CSAT",), PEN, width, 9)
        assert cells(row) <= width
        assert "1,234" in text([row])
        assert "99%" in text([row])


def test_a_touchpoint_with_few_answers_is_grey_and_has_counts() -> None:
    (_, row) = touchpoint_rows(
        [Line("Desk", {1: score(CSAT.scale, (1, 0, 0, 2, 4))})], rich_day().cards[:1], ("CSAT",), PEN, 40, 9
    )
    assert row[-1].text.strip() == "6/7"
    assert row[-1].look == "quiet"


@pytest.mark.parametrize(
    "typed", ["😀" * 60, "خدمة ممتازة جدا " * 15, "W" * 280, "a\x1b[31mb\x07c\u202ed", "[b]x[/]"]
)
@pytest.mark.parametrize("width", [24, 40, 90])
@pytest.mark.parametrize("whole", [True, False])
def test_any_comment_fits_and_holds_nothing_that_a_terminal_obeys(typed, width, whole) -> None:
    comment = Comment("u", 5, typed, ms(14, 3), 60, "Checkout", None, 1, 2, None)
    rows = comment_rows([comment], QUESTIONS, rich_day().period, PEN, width, whole=whole)
    assert all(cells(row) <= width for row in rows)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text(rows))
    if typed.startswith("[b]"):
        assert "[b]x[/]" in text(rows)


def test_a_whole_comment_loses_nothing() -> None:
    said = "Sent to three desks before anybody could say where the lamps were"
    comment = Comment("u", 5, said, ms(14, 3), 60, "Checkout", None, 1, 2, None)
    rows = comment_rows([comment], QUESTIONS, rich_day().period, PEN, 40, whole=True)
    assert said in " ".join(text(rows).split())


def test_visits_are_parts_of_those_that_started() -> None:
    summary = replace(rich_day(), funnel=Funnel("self", True, started=8, complete=5, partial=2, timed_out=1))
    shown = text(funnel_rows(summary, PEN, 60))
    assert re.search(r"started .* 8\b", shown)
    assert re.search(r"finished .* 5 +63%", shown)
    assert re.search(r"left without an answer .* 1 +13%", shown)
    assert "skipped" not in shown
    assert "Kept apart: 12 assisted" in shown


def test_a_silent_kiosk_and_its_problem_are_seen() -> None:
    kiosks = [
        KioskState("counter", "asking", ms(14, 31), ms(14, 30), None),
        KioskState("till", "asking", ms(13, 2), ms(13, 1), "The disk is full."),
        KioskState("door", "closed", ms(9, 0), None, None),
    ]
    rows = device_rows(kiosks, FACTS, round(NOW.timestamp() * 1000), PEN, 60)
    shown = text(rows)
    assert "counter  answering" in shown
    assert "silent since 13:02" in shown
    assert "The disk is full." in shown
    assert "door  closed" in shown
    assert "backup 11 h ago" in shown
    alarms = {piece.text for row in rows for piece in row if piece.look == "alarm"}
    assert "The disk is full." in alarms


def test_what_ails_a_kiosk_is_told_above_the_scores() -> None:
    full = "The disk of /home/pi/.local/share/survey-kiosk/kiosk.db is full; free some space."
    ill = tuple(KioskState(f"till-{i}", "asking", ms(14, 31), ms(14, 30), full) for i in range(4))
    old = KioskState("door", "closed", ms(9, 0), None, "The disk is full.")

    def told(*kiosks: KioskState, width: int) -> list[str]:
        reading = live(replace(rich_day(), kiosks=kiosks))
        alarms = [piece for row in header(reading, PEN, width) for piece in row if piece.look == "alarm"]
        rows = sentence_rows(reading, PEN, width)
        assert all(cells(row) <= width for row in rows)
        return [piece.text for piece in (*alarms, *(row[0] for row in rows)) if piece.look == "alarm"]

    assert told(old, width=80) == []
    assert told(ill[0], width=130) == ["1 problem", f"till-0: {full}"]
    first, second = told(ill[0], old, width=80)
    assert f"{first} {second}" == f"till-0: {full}"
    assert told(ill[0], width=40)[:2] == ["till-0: The disk of", "/home/pi/.local/share/survey-kiosk/kios…"]
    assert [line[:7] for line in told(*ill[:2], width=80)] == ["till-0:", "till-1:"]
    assert told(*ill, width=80)[1] == "3 more kiosks have a problem."


def test_a_title_that_is_too_long_loses_words_and_never_a_part_of_a_number() -> None:
    title = "Why this number: Satisfaction 87\u00a0% of 1234"
    assert [title_row(title, width)[0].text for width in (42, 38, 34, 30)] == [
        title,
        "Why this number: Satisfaction 87\u00a0% of…",
        "Why this number: Satisfaction…",
        "Why this number: Satisfaction…",
    ]
    assert title_row("Comments · 31 of 40", 13)[0].text == "Comments…"
    assert title_row("W" * 50, 9)[0].text == "WWWWWWWW…"


def test_every_look_of_every_panel_has_a_style_in_every_theme() -> None:
    for summary in (rich_day(), small_day()):
        for part in parts(live(summary, "The disk is full."), 0, PEN).values():
            for size in ((76, 9), (26, 12), (60, 40)):
                for piece in (piece for row in part.draw(*size) for piece in row):
                    for ink in INKS.values():
                        assert style_of(piece.look, ink, ink.ground).color is not None


@given(st.lists(st.text("ab \u00a0é", max_size=12), max_size=6), st.integers(3, 30))
def test_flowing_text_keeps_its_words_and_its_width(texts, width) -> None:
    from screens.operator.panels.text import Piece

    rows = wrap_pieces([Piece(part, str(i)) for i, part in enumerate(texts)], width)
    assert all(cells(row) <= width for row in rows)
    if all(cell_len(word) <= width for part in texts for word in part.split(" ")):
        assert text(rows).replace("\n", "").replace(" ", "") == "".join(texts).replace(" ", "")


def test_names_that_would_read_the_same_show_where_they_differ() -> None:
    names = ["North entrance hall, east", "North entrance hall, west", "Ground floor, by the lifts", "Till"]
    assert apart(names, 14) == ["North ent…east", "North ent…west", "Ground floor,…", "Till          "]
    lanes = [f"Self-checkout {n} on the ground floor" for n in (1, 10, 12)]
    assert apart(lanes, 12) == ["Self-c…1 on…", "Self-…10 on…", "Self-…12 on…"]
    assert all(cell_len(each) == 9 for each in apart(["会議室の入口一", "会議室の入口二"], 9))
    assert len(set(apart(["e\u0301" * 20 + "a", "e\u0301" * 20 + "b"], 8))) == 2


@given(st.lists(st.text(min_size=1, max_size=30), max_size=4), st.integers(4, 14))
@settings(max_examples=50)
def test_a_cut_name_is_never_wider_than_its_column(names: list[str], width: int) -> None:
    assert all(cell_len(each) == width for each in apart(["the same start " + name for name in names], width))
