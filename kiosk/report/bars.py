"""Bars as SVG: how the answers lie on their scale, and how busy and how good each hour was."""

from collections.abc import Sequence

from kiosk.report.markup import Markup, tag
from screens.operator.panels.bar import colours, standing_counts
from store.model.facts import HourBar
from store.model.intervals import Interval
from store.model.rounding import shares
from store.model.scale import Metric
from store.model.score import MIN_N, Score
from store.words import Words

_WIDTH = 360
_LEAST_LABELLED = 26.0
"""The room that a number needs inside its part."""
_ROW = 22


def distribution(score: Score, title: str, words: Words) -> Markup:
    """A bar in as many parts as the scale has points, lowest first, each with its share of 100.

    Eleven points are shown as the three groups they are scored by. Under 10 answers counts stand in place
    of shares. '' without answers.
    """
    if not score.n:
        return Markup("")
    counts, ramp, names = score.counts, colours(score.scale), [str(value) for value in score.scale.values]
    if score.scale.metric is Metric.NPS:
        counts = standing_counts(score.scale, counts)
        ramp, names = (1, 4, 7), ["0–6", "7–8", "9–10"]
    counted = score.n < MIN_N
    parts = counts if counted else shares(counts)
    drawn, x = [], 0.0
    for count, part, colour in zip(counts, parts, ramp, strict=True):
        width = _WIDTH * count / score.n
        if count:
            look = "few" if counted else f"point-{colour}"
            drawn.append(tag("rect", x=x, y=0, width=max(width - 1.5, 1.0), height=24, class_=look))
            if width >= _LEAST_LABELLED:
                drawn.append(tag("text", str(part), x=x + width / 2, y=17, class_=f"middle on-{look}"))
        x += width
    said = ", ".join(
        f"{each}: {part if counted else words.percent(str(part))}"
        for each, part in zip(names, parts, strict=True)
    )
    return tag(
        "svg",
        tag("title", f"{title}: {said}"),
        *drawn,
        class_="chart",
        viewBox=f"0 0 {_WIDTH} 24",
        role="img",
    )


def hour_bars(bars: Sequence[HourBar], title: str, words: Words) -> Markup:
    """A bar an hour: its length is the number of answers, its dark part how many of them were good."""
    most = max((bar.score.n for bar in bars), default=0)
    drawn, room = [], _WIDTH - 34 - 84
    for row, bar in enumerate(bars):
        y, n, good = row * _ROW, bar.score.n, bar.score.favourable
        counted = words("{k} of {n}", k=words.count(good), n=words.count(n)) if n else "–"
        drawn.append(tag("text", str(bar.hour), x=26, y=y + 15, class_="end"))
        if n:
            whole, part = room * n / most, room * good / most
            drawn.append(tag("rect", x=34, y=y + 3, width=whole, height=_ROW - 6, class_="rest"))
            drawn.append(tag("rect", x=34, y=y + 3, width=part, height=_ROW - 6, class_="good"))
        drawn.append(tag("text", counted, x=_WIDTH, y=y + 15, class_="end"))
    return tag(
        "svg",
        tag("title", title),
        tag("desc", ", ".join(f"{bar.hour}: {bar.score.favourable}/{bar.score.n}" for bar in bars)),
        *drawn,
        class_="chart",
        viewBox=f"0 0 {_WIDTH} {len(bars) * _ROW}",
        role="img",
    )


def part_bar(part: int, whole: int, look: str) -> Markup:
    """One bar of a list, beside its number, which says the same."""
    width = 100 * part / whole if whole else 0.0
    return tag(
        "svg",
        tag("rect", x=0, y=0, width=width, height=10, class_=look),
        class_="part",
        viewBox="0 0 100 10",
        preserveAspectRatio="none",
        aria_hidden="true",
    )


def reach(interval: Interval, value: float, low: float, high: float) -> Markup:
    """How far chance reaches around a score, between `low` and `high`; the words beside it say the same."""

    def x_of(at: float) -> float:
        return 4 + 112 * (min(high, max(low, at)) - low) / (high - low) if high > low else 60.0

    return tag(
        "svg",
        tag("line", x1=4, x2=116, y1=8, y2=8, class_="track"),
        tag("line", x1=x_of(interval.low), x2=x_of(interval.high), y1=8, y2=8, class_="reach"),
        tag("circle", cx=x_of(value), cy=8, r=4, class_="now"),
        class_="reach",
        viewBox="0 0 120 16",
        aria_hidden="true",
    )
