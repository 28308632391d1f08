"""What the store ought to say: a reader over the responses that were saved, and the rows of the views."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from model.memory_reader import MemoryReader
from sqlite.counter import DAY_STARTS, SURVEY, Store

from store.model.facts import Card, Summary
from store.model.period import Period, Span
from store.model.reader import Filters
from store.model.response import Response
from store.model.summary import summarise


def memory(store: Store, responses: list[Response]) -> MemoryReader:
    """Recounts `responses`, leaving out what the store leaves out."""
    left_out: dict[str, list[tuple[str, str, str]]] = {}
    for uid, rule, by, why in store.rows(
        "SELECT r.uid, e.rule, e.by, e.why FROM exclusion e JOIN response r ON r.id = e.response"
        " WHERE e.lifted_ms IS NULL"
    ):
        left_out.setdefault(uid, []).append((rule, by, why))
    return MemoryReader(
        [SURVEY], responses, left_out, states=store.reader.kiosks(), demo=store.reader.is_demo()
    )


def summary(
    reader: object, first: date, last: date, now: datetime, filters: Filters, channel: str | None
) -> Summary:
    """A summary of these days, its exclusions in an order of their own."""
    span = Span.DAY if first == last else Span.DATES
    made = summarise(
        reader,  # type: ignore[arg-type]  # either of the two readers
        Period(span, first, last),
        filters,
        now,
        day_starts=DAY_STARTS,
        channel=channel,
    )
    return replace(made, excluded=tuple(sorted(made.excluded, key=repr)))


def views_agree(store: Store, made: Summary) -> None:
    """The views show the same numbers as `made`, a summary of one day without filters."""
    day = made.period.first.isoformat()
    for card in made.cards:
        question = card.question.id
        found = store.rows(
            "SELECT n, score, favourable, shown, skipped, timed_out FROM daily_scores"
            " WHERE day = ? AND question = ? AND channel = ?",
            (day, question, made.channel),
        )
        assert found == ([_numbers(card)] if card.shown else [])
        hours = store.rows(
            "SELECT hour, n, score FROM hourly_scores"
            " WHERE day = ? AND question = ? AND channel = ? AND n > 0 ORDER BY (hour - ? + 24) % 24",
            (day, question, made.channel, DAY_STARTS),
        )
        assert hours == [
            (bar.hour, bar.score.n, float(bar.score.value))
            for bar in card.hours
            if bar.score.value is not None
        ]
    comments = store.rows(
        "SELECT response, answered_at, text, score FROM comments WHERE day = ? AND channel = ?",
        (day, made.channel),
    )
    assert sorted(comments, key=repr) == sorted(
        ((c.uid, _wall(c.at_ms, c.utc_offset_min), c.text, c.score) for c in made.comments),
        key=repr,
    )
    funnel = store.rows(
        "SELECT started, open, complete, partial, skipped, timed_out, refused, no_time, dropped"
        " FROM funnel WHERE day = ? AND channel = ?",
        (day, made.channel),
    )
    f = made.funnel
    whole = (
        f.started,
        f.open,
        f.complete,
        f.partial,
        f.skipped,
        f.timed_out,
        f.refused,
        f.no_time,
        f.dropped,
    )
    assert funnel == ([whole] if f.started else [])
    answers = store.one(
        "SELECT count(*) FROM answers WHERE day = ? AND channel = ? AND counted AND score IS NOT NULL",
        (day, made.channel),
    )
    assert answers == sum(card.score.n for card in made.cards)


def _numbers(card: Card) -> tuple[object, ...]:
    value = None if card.score.value is None else float(card.score.value)
    return card.score.n, value, card.score.favourable, card.shown, card.skipped, card.timed_out


def _wall(at_ms: int, offset: int) -> str:
    return f"{datetime(1970, 1, 1) + timedelta(seconds=at_ms // 1000, minutes=offset)}"
