"""`kiosk calc`: works out a score, and what changed, from counts alone."""

import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import click

from kiosk.commands import Refusal
from kiosk.home import Home
from kiosk.options.explained import lines, paragraphs
from kiosk.printed.score_json import change_fields, score_fields
from kiosk.reader_language import reader_words
from store.model.rounding import shares
from store.model.saying import N_, Saying
from store.model.scale import SCALES, Metric, Scale
from store.model.score import MIN_N, Counts, Score, change, score
from store.words import Words

CES_1 = "ces1"
"""CES 1.0 (1 = little effort, so that low is good): it is only ever imported, never asked."""
METRICS = (Metric.CSAT.value, Metric.NPS.value, Metric.CES.value, CES_1)
MOST_ANSWERS = 10**15
"""Beyond this, floats could no longer tell one answer more from one less."""


@dataclass(frozen=True, slots=True)
class Sum:
    """One thing to work out."""

    metric: str
    scale: Scale
    counts: Counts
    against: Counts | None


class Mistake(ValueError):
    """What is wrong with the input, in one sentence."""


@click.command(
    name="calc",
    help=paragraphs(
        N_("Work out a score from counts, such as: kiosk calc ces 5 20,15,5,20,40"),
        N_(
            "METRIC is csat, nps or ces, or ces1: the older effort score, on which low is good. SCALE is 5, 7"
            " or 10; for nps it is 10. COUNTS says how many chose each point, lowest first."
        ),
        N_(
            "Numbers in JSON are unrounded, in the score's own unit: per cent for csat, -100 to 100 for nps,"
            " scale points for ces. Without answers they are null. The keys are:"
        ),
        lines(
            "metric scale counts n score score_display low high",
            "favourable_pct favourable_low favourable_high",
            "status (no_data too_few fragile ok)",
        ),
        N_("With --against also:"),
        lines("change change_low change_high", "verdict (insufficient no_clear_change better worse)"),
        N_(
            "With --batch each line of the input is an object with these keys, and each is answered by one"
            " line; the keys id and against may be left out:"
        ),
        lines('{"id": 1, "metric": "ces", "scale": 5, "counts": [20, 15, 5, 20, 40]}'),
        N_(
            "A line with a mistake is answered with its id and error, the rest goes on, and the exit code"
            " is 2."
        ),
    ),
)
@click.argument("metric", required=False)
@click.argument("scale", required=False)
@click.argument("counts", required=False)
@click.option("--against", metavar="COUNTS", help=N_("Earlier counts: what has changed since them?"))
@click.option("--json", "as_json", is_flag=True, help=N_("Print one JSON document."))
@click.option("--batch", is_flag=True, help=N_("Read JSON Lines from standard input, answer line by line."))
@click.pass_obj
def command(
    home: Home,
    /,
    metric: str | None,
    scale: str | None,
    counts: str | None,
    against: str | None,
    as_json: bool,
    batch: bool,
) -> None:
    if batch:
        if metric is not None or against is not None:
            raise Refusal(
                Saying("--batch reads everything from standard input; leave the other arguments out."), 2
            )
        click.get_current_context().exit(0 if _batch(sys.stdin.buffer) else 2)
    if metric is None or scale is None or counts is None:
        raise Refusal(Saying("Say METRIC, SCALE and COUNTS, as in: kiosk calc ces 5 20,15,5,20,40"), 2)
    try:
        asked = _sum(metric, scale, counts, against)
    except Mistake as mistake:
        raise Refusal(str(mistake), 2) from None
    if as_json:
        click.echo(json.dumps(answer(asked), ensure_ascii=False))
    else:
        click.echo("\n".join(_lines(asked, reader_words(home))))


def answer(asked: Sum) -> dict[str, Any]:
    """What `--json` prints."""
    found = {
        "metric": asked.metric,
        "scale": asked.scale.points,
        **score_fields(score(asked.scale, asked.counts)),
    }
    if asked.against is not None:
        found |= change_fields(change(asked.scale, asked.against, asked.counts))
    return found


def _batch(lines: Iterable[bytes]) -> bool:
    """Answers each line at once; whether all of them were good."""
    good = True
    for line in lines:
        if not line.strip():
            continue
        found = _answer_line(line)
        good = good and "error" not in found
        click.echo(json.dumps(found))  # in ASCII: what was asked may hold half a character
        sys.stdout.flush()
    return good


def _answer_line(line: bytes) -> dict[str, Any]:
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError):
        return {"id": None, "error": "The line is not JSON."}
    if not isinstance(asked, dict):
        return {"id": None, "error": 'The line is not an object like {"id": 1, "metric": "nps", …}.'}
    name = asked.get("id")
    try:
        for key in ("metric", "scale", "counts"):
            if key not in asked:
                raise Mistake(f'"{key}" is missing.')
        return {"id": name} | answer(
            _sum(asked["metric"], asked["scale"], asked["counts"], asked.get("against"))
        )
    except Mistake as mistake:
        return {"id": name, "error": str(mistake)}


def _sum(metric: object, points: object, counts: object, against: object) -> Sum:
    name = metric.lower() if isinstance(metric, str) else ""
    if name not in METRICS:
        raise Mistake(Saying("{what} is no metric; write csat, nps or ces.", what=_shown(metric)))
    measure = Metric.CES if name == CES_1 else Metric(name)
    allowed = (5,) if name == CES_1 else SCALES[measure]
    wanted = _whole(points)
    if wanted not in allowed:
        from store.model.survey_file.part import listed

        known = listed(allowed)
        raise Mistake(
            Saying(
                "{what} is no scale of {metric}; write {known}.",
                what=_shown(points),
                metric=name,
                known=known,
            )
        )
    scale = Scale(measure, wanted, low_is_good=name == CES_1)
    earlier = None if against is None else _counts(scale, against, "against")
    return Sum(name, scale, _counts(scale, counts, "counts"), earlier)


def _counts(scale: Scale, given: object, name: str) -> Counts:
    parts: object = given.split(",") if isinstance(given, str) else given
    if not isinstance(parts, list):
        raise Mistake(
            Saying("{name}: {what} is no list of counts like 20,15,5,20,40.", name=name, what=_shown(given))
        )
    counts = []
    for part in parts:
        count = _whole(part)
        if count is None:
            raise Mistake(
                Saying(
                    "{name}: {what} is no count; write whole numbers from 0 up.", name=name, what=_shown(part)
                )
            )
        counts.append(count)
    first, last = scale.values[0], scale.values[-1]
    if len(counts) != len(scale.values):
        raise Mistake(
            Saying(
                "{name}: {n} given, but the scale {first} to {last} has {points} points.",
                name=name,
                n=len(counts),
                first=first,
                last=last,
                points=len(scale.values),
            )
        )
    if sum(counts) > MOST_ANSWERS:
        raise Mistake(
            Saying("{name}: more than {most} answers cannot be told apart.", name=name, most=MOST_ANSWERS)
        )
    return tuple(counts)


def _whole(given: object) -> int | None:
    """A whole number from 0 up: an int of JSON, or ASCII digits."""
    if isinstance(given, int) and not isinstance(given, bool):
        return given if given >= 0 else None
    text = given.strip() if isinstance(given, str) else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 100 else None


def _shown(given: object) -> str:
    text = given if isinstance(given, str) else json.dumps(given)
    return f'"{text if len(text) <= 40 else text[:39] + "…"}"'


def _lines(asked: Sum, words: Words) -> list[str]:
    """The same for a person: what a card on the operator's screen says."""
    from store.words import figures  # scripts ask for JSON and need no words

    now = score(asked.scale, asked.counts)
    lines = [figures.headline(now, words)]
    if now.n >= MIN_N:
        lines = [figures.figure(now, words)]
        if now.scale.metric is Metric.CES:
            lines[0] += f" {figures.unit(now, words)}"
        lines.append(figures.counted(now, words))
        lines.append(figures.probably(now, words))
        lines.append(figures.readings(now, words))
    lines.append(figures.unsure(now, words))
    lines.append(_distribution(now, words))
    if asked.against is not None:
        lines.append(figures.changed(asked.scale, change(asked.scale, asked.against, asked.counts), words))
    return [line for line in lines if line]


def _distribution(now: Score, words: Words) -> str:
    """The share of each point, lowest first: "1: 20%  2: 15%"..."""
    parts = zip(now.scale.values, shares(now.counts), strict=False)  # without answers there are no shares
    return "  ".join(f"{value}: {words.percent(str(share))}" for value, share in parts)
