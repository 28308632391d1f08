"""What mattered: how often each reason was named, among the low answers that were asked for one."""

from collections.abc import Iterable, Sequence

from store.model.facts import Reason, Reasons
from store.model.intervals import Interval, wilson
from store.model.reader import AskedQuestion, ChoiceTally
from store.model.scale import Standing
from store.model.score import MIN_N
from store.model.survey import Kind


def reasons(
    choices: Iterable[ChoiceTally], questions: Sequence[AskedQuestion], channel: str
) -> tuple[Reasons, ...]:
    """For each follow-up question with options that anyone was asked, in the order of its survey.

    Several reasons an answer are possible, so that the shares may add up to more than 100 %.
    """
    counted = [c for c in choices if c.counted and c.channel == channel]
    found = []
    for question in questions:
        if question.parent is None or question.kind not in (Kind.REASONS, Kind.CHOICE):
            continue
        low: dict[str, int] = {}
        everyone: dict[str, int] = {}
        for choice in counted:
            if choice.question == question.number:
                low[choice.option] = low.get(choice.option, 0) + choice.by_standing.get(Standing.LOW, 0)
                everyone[choice.option] = everyone.get(choice.option, 0) + sum(choice.by_standing.values())
        base, asked = low.pop("", 0), everyone.pop("", 0)
        if asked:
            rows = _rows(question, low, base) if base >= MIN_N else ()
            found.append(Reasons(question, base, asked, rows, _rows(question, everyone, asked)))
    return tuple(found)


def main_reason(reasons: Reasons) -> Reason | None:
    """The one that at least half of the low answers name, and more than any other; None where none is."""
    if not reasons.rows or 2 * reasons.rows[0].count < reasons.base:
        return None
    if len(reasons.rows) > 1 and reasons.rows[1].count == reasons.rows[0].count:
        return None
    return reasons.rows[0]


def _rows(question: AskedQuestion, named: dict[str, int], base: int) -> tuple[Reason, ...]:
    texts = dict(question.options)
    rows = []
    for option, count in named.items():
        if count:
            share = wilson(min(count, base), base) if base >= MIN_N else None
            percent = Interval(100 * share.low, 100 * share.high) if share else None
            rows.append(Reason(option, texts.get(option) or {"": option}, count, percent))
    order = {option: index for index, option in enumerate(texts)}
    return tuple(sorted(rows, key=lambda row: (-row.count, order.get(row.option, len(order)), row.option)))
