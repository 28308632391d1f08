"""When in the week it is good or bad: the map of hours and weekdays, as SVG and as a table."""

from datetime import date, timedelta

from kiosk.report.markup import Markup, tag
from store.model.heat import HeatMap
from store.model.period import Period
from store.model.score import MIN_N, Status, Verdict
from store.words import Words, phrases
from store.words.figures import axis
from store.words.spans import dates

_WIDTH, _LEFT, _HEAD = 360, 40, 18
_ROW = 24
_LEAST_LABELLED = 19.0
"""The room that a number needs inside its cell."""
_MONDAY = date(2024, 1, 1)
_CLEAR = {Verdict.BETTER: "point-7", Verdict.WORSE: "point-1"}
"""How a field looks that is clearly better or worse than all the others together."""


def weekday(number: int, words: Words) -> str:
    """'Mon', short enough for the side of a map."""
    return words.weekday(_MONDAY + timedelta(days=number))[:3]


def heat_map(heat: HeatMap, title: str, words: Words) -> Markup:
    """A row a weekday and a column an hour: blue where clearly better than the rest, red where worse.

    Told apart on grey paper by a corner that points up or down. A dot stands for fewer than 10 answers,
    nothing for none.
    """
    column = (_WIDTH - _LEFT) / max(1, len(heat.hours))
    drawn = [
        tag("text", str(hour), x=_LEFT + (i + 0.5) * column, y=12, class_="middle")
        for i, hour in enumerate(heat.hours)
        if column >= 14 or i % 2 == 0
    ]
    for row, day in enumerate(heat.weekdays):
        y = _HEAD + row * _ROW
        drawn.append(tag("text", weekday(day, words), x=_LEFT - 6, y=y + 16, class_="end"))
        for i, hour in enumerate(heat.hours):
            drawn += _cell(heat, (day, hour), _LEFT + i * column, y, column, words)
    return tag(
        "svg",
        tag("title", title),
        *drawn,
        class_="chart",
        viewBox=f"0 0 {_WIDTH} {_HEAD + len(heat.weekdays) * _ROW}",
        role="img",
    )


def _cell(
    heat: HeatMap, place: tuple[int, int], x: float, y: float, column: float, words: Words
) -> list[Markup]:
    score, verdict = heat.cells[place], heat.verdicts.get(place)
    if not score.n:
        return []
    if score.n < MIN_N:
        return [tag("circle", cx=x + column / 2, cy=y + _ROW / 2 - 1, r=1.8, class_="seldom")]
    look = _CLEAR.get(verdict, "few") if verdict else "few"
    left, right, foot = x + 0.75, x + column - 0.75, y + _ROW - 2
    drawn = [tag("rect", x=left, y=y, width=right - left, height=_ROW - 2, class_=look)]
    if verdict is Verdict.BETTER:
        drawn.append(_corner((right - 6, y + 6), (right, y + 6), (right - 3, y + 1)))
    elif verdict is Verdict.WORSE:
        drawn.append(_corner((right - 6, foot - 6), (right, foot - 6), (right - 3, foot - 1)))
    if column >= _LEAST_LABELLED:
        sure = "" if score.status is Status.OK or look != "few" else " unsure"
        text = axis(score.scale, float(score.value or 0), words).replace("%", "").strip()
        label = f"cell middle on-{look}{sure}"
        drawn.append(tag("text", text, x=x + column / 2, y=y + 15, class_=label))
    return drawn


def _corner(*places: tuple[float, float]) -> Markup:
    return tag("polygon", points=" ".join(f"{x:.1f},{y:.1f}" for x, y in places), class_="corner")


def heat_table(heat: HeatMap, words: Words) -> list[list[str]]:
    """The same as a table: the hours above, a row a weekday."""
    rows = [["", *(str(hour) for hour in heat.hours)]]
    for day in heat.weekdays:
        rows.append([weekday(day, words), *(_told(heat, (day, hour), words) for hour in heat.hours)])
    return rows


def _told(heat: HeatMap, place: tuple[int, int], words: Words) -> str:
    """'91%', '62% worse'."""
    score = heat.cells[place]
    if not score.n:
        return ""
    match heat.verdicts.get(place):
        case Verdict.BETTER:
            return f"{phrases.figure(score, words)} {words('better')}"
        case Verdict.WORSE:
            return f"{phrases.figure(score, words)} {words('worse')}"
    return phrases.figure(score, words)


def heat_days(heat: HeatMap, shown: Period, words: Words) -> str:
    """Which days it is made of, where these are not those of the period shown: "25 Oct to 21 Nov 2026"."""
    same = (heat.period.first, heat.period.last) == (shown.first, shown.last)
    return "" if same else dates(heat.period.first, heat.period.last, words)
