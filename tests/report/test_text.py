"""The report as text: on any paper, in any language, and harmless whatever people wrote."""

from itertools import pairwise

import pytest
from operator_screen.samples import empty_day, rich_day, small_day
from report.reports import HOSTILE, hostile, many, report_of, rich, week
from rich.cells import cell_len
from syrupy.assertion import SnapshotAssertion

from kiosk.report.report import Report
from kiosk.report.sparkline import ASCII, sparkline
from kiosk.report.text import NARROWEST, report_lines
from store.words import phrases, words_for

REPORTS = {
    "a usual day": rich,
    "three answers": lambda: report_of(small_day()),
    "nobody": lambda: report_of(empty_day(), shop=""),
    "forty touchpoints": many,
    "a week": week,
    "hostile": hostile,
}


@pytest.mark.parametrize(("width", "language"), [(32, "en"), (80, "en"), (32, "fr"), (80, "fr")])
@pytest.mark.parametrize("name", ["a usual day", "a week"])
def test_it_reads_as_it_was_found_to_read_well(
    name: str, width: int, language: str, snapshot: SnapshotAssertion
) -> None:
    assert "\n".join(report_lines(REPORTS[name](), words_for(language), width=width)) == snapshot


@pytest.mark.parametrize("ascii", [False, True])
@pytest.mark.parametrize("name", REPORTS)
def test_no_line_is_too_long_and_none_ends_in_blanks(name: str, ascii: bool) -> None:
    report = REPORTS[name]()
    for width in (NARROWEST, 32, 40, 80, 200):
        for language in ("en", "fr"):
            lines = report_lines(report, words_for(language), width=width, ascii=ascii)
            assert [line for line in lines if cell_len(line) > width or line != line.rstrip()] == []
            assert all(a or b for a, b in pairwise(lines)), "two empty lines"
            if ascii:
                assert "\n".join(lines).isascii()


def test_it_says_what_the_screen_says() -> None:
    words, summary = words_for("en"), rich_day()
    text = "\n".join(report_lines(report_of(summary), words, width=200))
    assert phrases.sentence(summary, words) in text
    for card in summary.cards:
        for said in (
            phrases.figure(card.score, words),
            phrases.counted(card.score, words),
            phrases.probably(card.score, words),
            phrases.usual(card, words),
            phrases.recent(card, words),
        ):
            assert said in text


def test_under_ten_answers_there_are_counts_and_no_score() -> None:
    lines = report_lines(report_of(small_day()), words_for("en"))
    assert "3 of 3 satisfied · too few to be sure" in lines
    assert not any("%" in line for line in lines if "SATISFACTION" in line)


def test_a_comment_without_consent_is_never_in_it() -> None:
    report = report_of(rich_day())
    withheld = report.summary.comments[3].text
    assert withheld not in "\n".join(report_lines(report, words_for("en"), width=200))
    found = week()
    assert found.published
    assert all(comment.consent for comment in found.published)


def test_nothing_that_people_wrote_can_steer_a_terminal() -> None:
    text = "\n".join(report_lines(hostile(), words_for("en"), width=200))
    assert "\x1b" not in text
    assert "\x07" not in text
    assert "\u202e" not in text
    assert HOSTILE[0] in text


def test_of_forty_touchpoints_those_that_stand_out_are_kept_and_the_rest_counted() -> None:
    lines = report_lines(many(), words_for("en"))
    assert sum(line.startswith("till ") for line in lines) == 12
    assert any(line.startswith("till 8 ") and line.split()[3] == "weakest" for line in lines)
    assert "and 28 more" in lines


def test_the_line_of_days_reaches_from_its_lowest_to_its_highest_day() -> None:
    line = rich_day().cards[0].line.points
    drawn, plain = sparkline(line), sparkline(line, glyphs=ASCII, none=" ")
    assert len(drawn) == len(plain) == 28
    assert (min(drawn.replace("·", "▄")), max(drawn)) == ("▁", "█")
    assert [a == "·" for a in drawn] == [point.score.n < 10 for point in line]
    assert [a == " " for a in plain] == [point.score.n < 10 for point in line]
    assert sparkline(line[:0]) == ""


def test_the_same_answers_every_day_are_a_flat_line() -> None:
    steady = [next(p for p in rich_day().cards[0].line.points if p.score.n >= 10)] * 5
    assert len(set(sparkline(steady))) == 1


def test_a_report_is_the_same_every_time() -> None:
    found: list[Report] = [week(), week()]
    words = words_for("en")
    assert report_lines(found[0], words) == report_lines(found[1], words)
