"""What `kiosk import` shows before it takes anything."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from store.exchange.imports.sheet import SAID
from store.model.period import day_date
from store.model.response import Outcome, Response
from store.model.scale import Metric, Scale
from store.model.survey_file.problem import shown

if TYPE_CHECKING:
    from store.exchange.imports.taking import Importer, Seen

_REASONS = 12


def preview(importer: "Importer", seen: "Seen") -> Iterator[str]:
    """The lines to show: the file, the first responses, the counts, and what is not taken so far."""
    sheet, mapping = importer.sheet, importer.mapping
    separator = "tabs" if sheet.separator == "\t" else f'"{sheet.separator}"'
    yield (
        f"{sheet.path.name}: {SAID[sheet.encoding]}, separated by {separator}, {seen.rows:,} rows, "
        f"dates {mapping.dates}."
    )
    yield f'They go to the survey "{mapping.survey.name}", channel "{mapping.channel}".'
    if seen.days is not None:
        first, last = (day_date(day).isoformat() for day in seen.days)
        yield f"Business days: {first} to {last}." if first != last else f"Business day: {first}."
        yield ""
        yield "The first, as they would be kept:"
        for line, response in seen.first:
            yield f"  line {line}: {_one(response)}"
        yield ""
        width = max(len(asked.question.id) for asked in mapping.asked)
        for asked in mapping.asked:
            counts = seen.scores.get(asked.question.id)
            yield f"  {asked.question.id:{width}}  {_kind(asked.question.scale, asked.question.kind)}: " + (
                "no answer" if not counts else _counted(asked.question.scale, dict(counts))
            )
    rejected = sum(seen.rejected.values())
    if rejected:
        yield ""
        yield f"{rejected:,} {'row is' if rejected == 1 else 'rows are'} not taken:"
        for why, n in seen.rejected.most_common(_REASONS):
            yield f"  {n:,}×  {why} First on line {seen.lines[why]}."
        if (more := len(seen.rejected) - _REASONS) > 0:
            yield f"  and {more} more reasons"
        if any("not on the scale" in why for why in seen.rejected):
            yield 'A code for "no answer" belongs in not_applicable; then the rest of its row is taken.'
    for doubt in importer.doubts(seen):
        yield ""
        yield doubt
    yield ""


def _one(response: Response) -> str:
    said = []
    for answer in response.answers.values():
        if answer.outcome is Outcome.SKIPPED:
            said.append(f"{answer.question} not answered")
        elif answer.score is not None:
            said.append(f"{answer.question} {answer.score}")
        else:
            said.append(f"{answer.question} {'+'.join(answer.choices) or shown(answer.text)}")
    day = day_date(response.day).isoformat()
    who = "" if response.agent is None else f", agent {response.agent}"
    return f"{day} {response.hour:02}h, {response.touchpoint}{who}: {', '.join(said)}"


def _kind(scale: Scale | None, kind: str) -> str:
    if scale is None:
        return kind
    if scale.metric is Metric.NONE:
        return f"1 to {scale.points}, no score"
    name = scale.metric.upper()
    if scale.metric is Metric.NPS:
        return f"{name}, 0 to 10"
    return f"{name}, 1 to {scale.points}{', low is good' if scale.low_is_good else ''}"


def _counted(scale: Scale | None, counts: dict[int | None, int]) -> str:
    skipped = counts.pop(None, 0)
    total = sum(counts.values())
    said = "1 answer" if total == 1 else f"{total:,} answers"
    if scale is not None and total:
        said += " (" + ", ".join(f"{p}: {counts[p]:,}" for p in scale.values if p in counts) + ")"
    return f"{said}, {skipped:,} not applicable" if skipped else said
