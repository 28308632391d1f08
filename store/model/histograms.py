"""Rows of tallies gathered by question: what a summary scores."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from store.model.reader import AskedQuestion, Tally
from store.model.scale import Metric, Scale
from store.model.score import Counts


class Gathered(NamedTuple):
    """All the answers to one question at one key."""

    counts: Counts = ()
    """Of what counts."""
    all_counts: Counts = ()
    """With what is left out of the scores."""
    shown: int = 0
    skipped: int = 0
    timed_out: int = 0

    @property
    def answered(self) -> int:
        """How often it was shown and answered, for a question without points too."""
        return self.shown - self.skipped - self.timed_out


NOTHING = Gathered()


def scored(questions: Iterable[AskedQuestion]) -> list[AskedQuestion]:
    """Those that have a score, in their order."""
    return [q for q in questions if q.scale is not None and q.scale.metric is not Metric.NONE]


def scale_of(question: AskedQuestion) -> Scale:
    """A scored question's scale."""
    if question.scale is None:
        raise ValueError(f"{question.id} has no scale")
    return question.scale


def gather(tallies: Iterable[Tally], channel: str) -> dict[int, Gathered]:
    """One channel's tallies by question number, whatever their key and day."""
    return {question: _together(rows) for question, rows in _grouped(tallies, channel).items()}


def gather_keys(tallies: Iterable[Tally], channel: str) -> dict[str, dict[int, Gathered]]:
    """One channel's tallies by key, then by question number."""
    by_key: dict[str, list[Tally]] = defaultdict(list)
    for tally in tallies:
        if tally.channel == channel:
            by_key[tally.key].append(tally)
    return {key: gather(rows, channel) for key, rows in by_key.items()}


def gather_days(tallies: Iterable[Tally], channel: str) -> dict[int, dict[int, Counts]]:
    """One channel's daily tallies by question number, then by day; only what counts."""
    by_question: dict[int, dict[int, Counts]] = defaultdict(dict)
    for tally in tallies:
        if tally.channel == channel and tally.counted and tally.day is not None and any(tally.counts):
            by_question[tally.question][tally.day] = tally.counts
    return by_question


def answers_by_channel(tallies: Iterable[Tally], questions: Sequence[AskedQuestion]) -> dict[str, int]:
    """How many answers count in each channel: those to the scored question that has the most there."""
    numbers = {q.number for q in scored(questions)}
    by_channel: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for tally in tallies:
        if tally.counted and tally.question in numbers:
            by_channel[tally.channel][tally.question] += sum(tally.counts)
    most = {channel: max(by_question.values()) for channel, by_question in by_channel.items()}
    return {channel: n for channel, n in sorted(most.items()) if n}


def counts_of(gathered: Mapping[int, Gathered], question: AskedQuestion) -> Counts:
    """A scored question's counts, all zero where it has none."""
    return gathered.get(question.number, NOTHING).counts or (0,) * len(scale_of(question).values)


def all_counts_of(gathered: Mapping[int, Gathered], question: AskedQuestion) -> Counts:
    """The same with what is left out of the scores."""
    return gathered.get(question.number, NOTHING).all_counts or (0,) * len(scale_of(question).values)


def _grouped(tallies: Iterable[Tally], channel: str) -> dict[int, list[Tally]]:
    by_question: dict[int, list[Tally]] = defaultdict(list)
    for tally in tallies:
        if tally.channel == channel:
            by_question[tally.question].append(tally)
    return by_question


def _together(rows: Sequence[Tally]) -> Gathered:
    if len(rows) == 1 and rows[0].counted:  # nearly always, and this is what a live screen does most
        (row,) = rows
        return Gathered(row.counts, row.counts, row.shown, row.skipped, row.timed_out)
    counting = [row for row in rows if row.counted]
    width = len(rows[0].counts)
    nothing = (0,) * width
    return Gathered(
        counts=_sum(row.counts for row in counting) or nothing,
        all_counts=_sum(row.counts for row in rows) or nothing,
        shown=sum(row.shown for row in counting),
        skipped=sum(row.skipped for row in counting),
        timed_out=sum(row.timed_out for row in counting),
    )


def _sum(histograms: Iterable[Counts]) -> Counts:
    return tuple(map(sum, zip(*histograms, strict=True)))
