"""Whatever people answered: the operator's screen, `kiosk scores`, the report, what is exported and the views
for people with SQL all give the same numbers, and they are those that a plain recount gives."""

import contextlib
import csv
import io
import json
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from report.pages import Page
from sqlite.counter import DAY_STARTS, NOON, SURVEY, Clock, Store, answered, visit

from kiosk.__main__ import main
from kiosk.home import Home, make_home
from kiosk.report.page import report_page
from kiosk.report.report import Report, gather
from kiosk.report.text import report_lines
from screens.operator.panels.card import card_rows
from screens.operator.panels.digits import big
from screens.operator.panels.funnel import funnel_rows
from screens.operator.panels.text import Pen
from screens.operator.panels.touchpoints import touchpoint_rows
from screens.operator.panels.trend import trend
from store.model.period import Period, Span, day_date, period_of
from store.model.reader import Filters
from store.model.response import Outcome, Response, Status
from store.model.rules import Rules
from store.model.score import Score, score
from store.model.summary import Card, Summary
from store.sqlite.engine import VERSION
from store.sqlite.reader import SqliteReader
from store.words import figures, lines, phrases, words_for
from store.words.visits import steps

WORDS = words_for("en")
BEGIN = NOON - 40 * 86_400_000
PEN = Pen(WORDS)
WIDE = 200

scores = st.fixed_dictionaries(
    {
        "satisfaction": st.sampled_from((None, 1, 2, 3, 4, 5, 5)),
        "recommend": st.none() | st.integers(0, 10),
        "ease": st.none() | st.integers(1, 7),
    }
)


@dataclass(frozen=True)
class Tap:
    """Several visits alike, one after the other."""

    scores: Mapping[str, int | None]
    times: int
    gap_s: int
    touchpoint: str
    channel: str
    left: bool
    voided: bool


taps = st.builds(
    Tap,
    scores=scores,
    times=st.sampled_from((1, 1, 2, 7, 20)),
    gap_s=st.sampled_from((2, 90, 4000, 50_000)),
    touchpoint=st.sampled_from(("checkout", "returns", "returns", "help & more")),
    channel=st.sampled_from(("self", "self", "self", "assisted", "demo")),
    left=st.booleans(),
    voided=st.sampled_from((False, False, False, True)),
)


def visits_of(history: Sequence[Tap]) -> Iterator[tuple[Response, bool]]:
    """Each visit, and whether somebody voids it."""
    at = BEGIN
    for number, tap in enumerate(history):
        for again in range(tap.times):
            at += tap.gap_s * 1000
            answers = []
            for place, (question, value) in enumerate(tap.scores.items()):
                answer = answered(question, value, after=4000 * place, took=2500)
                if value is None:
                    outcome = Outcome.TIMED_OUT if tap.left else Outcome.SKIPPED
                    answer = replace(answer, outcome=outcome)
                answers.append(answer)
            given = any(value is not None for value in tap.scores.values())
            status = Status.PARTIAL if tap.left else Status.COMPLETE
            if not given:
                status = Status.TIMED_OUT if tap.left else Status.SKIPPED
            yield (
                visit(
                    f"v{number}-{again}",
                    *answers,
                    at=at,
                    offset=60,
                    touchpoint=tap.touchpoint,
                    channel=tap.channel,
                    status=status,
                    ended_ms=at + 12_000,
                ),
                tap.voided,
            )


@dataclass
class Recount:
    """What a person with a pencil makes of an exported file."""

    counts: dict[str, Counter[int]] = field(default_factory=dict)
    by_place: dict[tuple[str, str], Counter[int]] = field(default_factory=dict)
    statuses: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)
    timed_out: Counter[str] = field(default_factory=Counter)

    def add(self, row: Mapping[str, Any], channel: str) -> None:
        if row["channel"] != channel or row["excluded"]:
            return
        self.statuses[row["status"]] += 1
        for outcome, counter in (("skipped", self.skipped), ("timed_out", self.timed_out)):
            given = row[outcome] or []
            counter.update(given.split("|") if isinstance(given, str) else given)
        for question in SURVEY.questions:
            value = row[f"counter.{question.id}"]
            if value not in (None, ""):
                self.counts.setdefault(question.id, Counter())[int(value)] += 1
                self.by_place.setdefault((row["touchpoint"], question.id), Counter())[int(value)] += 1

    def score(self, card: Card, place: str | None = None) -> Score:
        question, values = card.question.id, card.score.scale.values
        found = self.counts.get(question) if place is None else self.by_place.get((place, question))
        return score(card.score.scale, tuple((found or Counter())[value] for value in values))


def run(home: Home, *arguments: str) -> str:
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        assert main(["--home", str(home.path), *arguments]) == 0
    return out.getvalue()


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(history=st.lists(taps, max_size=12), back=st.integers(0, 3), long=st.integers(0, 12))
def test_five_ways_show_the_same_number(history: list[Tap], back: int, long: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder) / "home")
        make_home(home)
        made = list(visits_of(history))
        days = [response.day for response, _ in made] or [BEGIN // 86_400_000]
        first = day_date(min(days) + back)
        last = first + timedelta(days=long)
        store = Store(home.database, Clock(NOON), VERSION, rules=Rules())
        screen = Screen(store.database.path, first, last)
        try:
            half = len(made) // 2
            for part in (made[:half], made[half:]):
                store.responses.save_many(response for response, _ in part)
                screen.look()  # it is open all the while, and reads what has changed
            for response, voided in made:
                if voided:
                    store.responses.void(response.uid, by="Ana", why="a child")
            agree(home, store, screen.look(), first, last)
        finally:
            screen.close()
            store.close()


@pytest.mark.parametrize(("span", "step"), [(Span.QUARTER, "week"), (Span.YEAR, "month")])
def test_a_line_of_weeks_or_months_is_the_same_in_every_way(span: Span, step: str, tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    make_home(home)
    shuffled, day = Random(5), 86_400_000
    taken = [
        visit(
            f"v{ago}-{number}",
            answered("satisfaction", shuffled.choice((1, 4, 5, 5, 5))),
            at=NOON - ago * day + number * 600_000,
            offset=60,
            status=Status.COMPLETE,
            ended_ms=NOON - ago * day + number * 600_000 + 12_000,
        )
        for ago in range(1, 420, 6)
        for number in range(12)
    ]
    store = Store(home.database, Clock(NOON), VERSION, rules=Rules())
    screen = Screen(store.database.path, day_date(NOON // day), day_date(NOON // day))
    screen.now = datetime.fromtimestamp(NOON / 1000).astimezone()
    screen.period = period_of(span, screen.period.first)
    try:
        store.responses.save_many(iter(taken))
        report = screen.look()
        card = report.summary.cards[0]
        line = card.line
        assert line.step == step
        first, last = day_date(line.points[0].first), day_date(line.points[-1].last)
        days = ("--from", str(first), "--to", str(last))
        table = json.loads(run(home, "scores", "--json", "--by", step, *days))["rows"]
        of_point = {row["key"]: row["scores"][0] for row in table}
        page = " ".join(Page(report_page(report, WORDS)).text).replace("\u00a0", " ")
        painted = "\n".join(
            "".join(piece.text for piece in row) for row in trend(card, PEN, WIDE, 20)
        ).replace("\u00a0", " ")
        for point in line.points:
            found = of_point.get(str(day_date(point.first)))
            assert (found["counts"] if found else [0] * 5) == [*point.score.counts]
            sums = [f"sum(c{value})" for value in card.score.scale.values]
            (viewed,) = store.rows(
                f"SELECT {', '.join(sums)} FROM daily_scores WHERE question = ? AND day BETWEEN ? AND ?",
                (card.question.id, str(day_date(point.first)), str(day_date(point.last))),
            )
            assert [each or 0 for each in viewed] == [*point.score.counts]
        for point in line.shown:
            label, figure = lines.point(line.step, point, WORDS), phrases.figure(point.score, WORDS)
            assert f"{label} {figure} {point.score.n}" in " ".join(page.split())
        values = sorted(point.score.value or 0 for point in line.shown)
        text = "\n".join(report_lines(report, WORDS, width=WIDE))
        ends = [figures.axis(card.score.scale, float(value), WORDS) for value in (values[0], values[-1])]
        assert lines.between(line, *ends, WORDS) in text
        assert figures.axis(card.score.scale, line.centre or 0, WORDS) in painted, (
            "the middle of what is usual"
        )
    finally:
        screen.close()
        store.close()


class Screen:
    """The operator's screen as it reads: one reader that stays open."""

    def __init__(self, path: Path, first: date, last: date) -> None:
        from store.sqlite.database import open_database

        self.period = Period(Span.DATES, first, last)
        self.now = datetime.now().astimezone()
        self.database = open_database(path, writing=False, now_ms=Clock(NOON))
        self.reader = SqliteReader(self.database)

    def look(self) -> Report:
        self.reader.changed()
        return gather(self.reader, self.period, Filters(), self.now, day_starts=DAY_STARTS)

    def close(self) -> None:
        self.database.close()


def agree(home: Home, store: Store, report: Report, first: date, last: date) -> None:
    days = ("--from", str(first), "--to", str(last))
    summary = report.summary
    document = json.loads(run(home, "scores", "--json", *days))
    by_place = json.loads(run(home, "scores", "--json", "--by", "touchpoint", *days))
    exported = recounts(home, days, summary.channel)
    text = "\n".join(report_lines(report, WORDS, width=WIDE))
    page = " ".join(Page(report_page(report, WORDS)).text).replace("\u00a0", " ")
    assert document["channel"] == summary.channel
    assert [each["question"] for each in document["scores"]] == [c.question.id for c in summary.cards]
    for card, said in zip(summary.cards, document["scores"], strict=True):
        for recount in exported:
            expected = recount.score(card)
            assert card.score == expected
            assert (card.skipped, card.timed_out) == (
                recount.skipped[card.question.id],
                recount.timed_out[card.question.id],
            )
        assert (said["counts"], said["n"]) == ([*expected.counts], expected.n)
        assert said["score"] == (None if expected.value is None else float(expected.value))
        in_views(store, card, summary.channel, first, last)
        on_screen(card, expected, summary)
        assert f"{phrases.titles(summary, WORDS)[summary.cards.index(card)].upper()} " in text
        assert f" {phrases.figure(expected, WORDS)}\n" in text
        for phrase in (phrases.counted(expected, WORDS), phrases.probably(expected, WORDS)):
            assert phrase in text
            assert phrase in page
        assert phrases.headline(expected, WORDS) in page
    for row in summary.touchpoints:
        (cells,) = (each["scores"] for each in by_place["rows"] if each["key"] == row.name)
        for card in summary.cards:
            expected = exported[0].score(card, row.name)
            assert row.scores[card.question.number] == expected
            if expected.n:
                (cell,) = (each for each in cells if each["question"] == card.question.id)
                assert (cell["counts"], cell["n"]) == ([*expected.counts], expected.n)
    visits_agree(store, summary, exported, document, text, page, first, last)


def recounts(home: Home, days: Sequence[str], channel: str) -> tuple[Recount, Recount]:
    """Of both kinds of file."""
    lines, sheet = Recount(), Recount()
    for line in run_export(home, "answers.jsonl", days).splitlines():
        lines.add(json.loads(line), channel)
    for row in csv.DictReader(io.StringIO(run_export(home, "answers.csv", days).removeprefix("\ufeff"))):
        sheet.add(row, channel)
    return lines, sheet


def run_export(home: Home, name: str, days: Sequence[str]) -> str:
    file = home.path / name
    run(home, "export", str(file), *days)
    return file.read_bytes().decode()


def in_views(store: Store, card: Card, channel: str, first: date, last: date) -> None:
    """Days are added up as counts, and then scored: by SQL of a person's own."""
    where = " FROM daily_scores WHERE question = ? AND channel = ? AND day BETWEEN ? AND ?"
    values = (card.question.id, channel, str(first), str(last))
    columns = ", ".join(f"sum(c{value})" for value in range(11))
    (row,) = store.rows(f"SELECT {columns}, sum(n), sum(favourable), sum(shown)" + where, values)
    sums = [value or 0 for value in row]
    assert [sums[value] for value in card.score.scale.values] == [*card.score.counts]
    assert sums[11:] == [card.score.n, card.score.favourable, card.shown]
    daily = store.rows("SELECT score, n" + where + " AND n > 0", values)
    if len(daily) == 1 and card.score.value is not None:
        assert daily == [(float(card.score.value), card.score.n)]
    mean = store.one(
        "SELECT avg(score) FROM answers WHERE question = ? AND channel = ? AND day BETWEEN ? AND ?"
        " AND counted = 1",
        values,
    )
    total = sum(v * n for v, n in zip(card.score.scale.values, card.score.counts, strict=True))
    assert mean == (float(Fraction(total, card.score.n)) if card.score.n else None)


def on_screen(card: Card, expected: Score, summary: Summary) -> None:
    """What is painted: the large digits, the counts, how far chance reaches."""
    painted = [
        "".join(piece.text for piece in row).replace("\u00a0", " ")
        for row in card_rows(card, summary.period, PEN, WIDE)
    ]
    whole = "\n".join(painted)
    if expected.n >= 10:
        digits = big(phrases.headline(expected, WORDS), PEN)
        assert digits is not None
        assert all(line in row for line, row in zip(digits, painted, strict=False))
        assert phrases.counted(expected, WORDS) in whole
        assert phrases.probably(expected, WORDS) in whole


def visits_agree(
    store: Store,
    summary: Summary,
    exported: Sequence[Recount],
    document: Mapping[str, Any],
    text: str,
    page: str,
    first: date,
    last: date,
) -> None:
    """The funnel, and the touchpoints as they are painted."""
    funnel = document["funnel"]
    for recount in exported:
        assert funnel["started"] == sum(recount.statuses.values())
        for status in (Status.COMPLETE, Status.PARTIAL, Status.SKIPPED, Status.TIMED_OUT):
            assert funnel[status.value] == recount.statuses[status.value]
    (viewed,) = store.rows(
        "SELECT total(started), total(complete), total(partial) FROM funnel"
        " WHERE channel = ? AND day BETWEEN ? AND ?",
        (summary.channel, str(first), str(last)),
    )
    assert viewed == (funnel["started"], funnel["complete"], funnel["partial"])
    rows = [" ".join(piece.text for piece in row) for row in funnel_rows(summary, PEN, 80)]
    for step in steps(summary.funnel, WORDS):
        assert any(step.name in row and f" {WORDS.count(step.n)} " in row for row in rows)
        assert step.name in page
        assert any(step.name in line and f" {WORDS.count(step.n)}" in line for line in text.splitlines())
    titles = phrases.titles(summary, WORDS)
    painted = touchpoint_rows(summary.touchpoints, summary.cards, titles, PEN, WIDE, 40)
    for row, cells in zip(summary.touchpoints, painted[1:], strict=False):
        line = " ".join(piece.text for piece in cells)
        assert row.name in line
        for card in summary.cards:
            found = row.scores[card.question.number]
            assert (phrases.figure(found, WORDS) if found.n >= 10 else f"{found.favourable}/{found.n}") in (
                line if found.n else f"{found.favourable}/{found.n}"
            )
