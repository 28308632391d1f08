"""What `kiosk import` shows before it takes anything."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from store.exchange.imports.sheet import SAID, Sheet
from store.model.period import day_date
from store.model.response import Outcome, Response
from store.model.saying import Saying
from store.model.scale import Metric, Scale
from store.model.survey_file.problem import shown
from store.words import Words
from store.words.figures import answers

if TYPE_CHECKING:
    from store.exchange.imports.taking import Importer, Seen

_REASONS = 12


def as_written(sheet: Sheet) -> Saying:
    """How a file is written: 'cards.csv: UTF-8, separated by ";"'."""
    what = {"file": sheet.path.name, "encoding": SAID[sheet.encoding]}
    if sheet.separator == "\t":
        return Saying("{file}: {encoding}, separated by tabs", **what)
    return Saying("{file}: {encoding}, separated by {separator}", **what, separator=f'"{sheet.separator}"')


def preview(importer: "Importer", seen: "Seen", words: Words) -> Iterator[str]:
    """The lines to show: the file, the first responses, the counts, and what is not taken so far."""
    sheet, mapping = importer.sheet, importer.mapping
    rows = words.plural("{count} row", "{count} rows", seen.rows)
    dates = words("dates {form}", form=mapping.dates)
    yield f"{words.say(as_written(sheet))}, {rows}, {dates}."
    survey, channel = mapping.survey.name, mapping.channel
    yield words('They go to the survey "{survey}", channel "{channel}".', survey=survey, channel=channel)
    if seen.days is not None:
        first, last = (day_date(day).isoformat() for day in seen.days)
        yield (
            words("Business days: {first} to {last}.", first=first, last=last)
            if first != last
            else words("Business day: {day}.", day=first)
        )
        yield ""
        yield words("The first, as they would be kept:")
        for line, response in seen.first:
            what = words("line {line}", line=line)
            yield f"  {words('{name}: {sentence}', name=what, sentence=_one(response, words))}"
        yield ""
        width = max(len(asked.question.id) for asked in mapping.asked)
        for asked in mapping.asked:
            counts = seen.scores.get(asked.question.id)
            kind = _kind(asked.question.scale, asked.question.kind, words)
            counted = (
                words("no answer") if not counts else _counted(asked.question.scale, dict(counts), words)
            )
            yield f"  {asked.question.id:{width}}  {words('{name}: {sentence}', name=kind, sentence=counted)}"
    yield from _turned_away(seen, words)
    for doubt in importer.doubts(seen):
        yield ""
        yield words.say(doubt)
    yield ""


def _turned_away(seen: "Seen", words: Words) -> Iterator[str]:
    rejected = seen.turned_away
    if not rejected:
        return
    yield ""
    yield words.plural("{count} row is not taken:", "{count} rows are not taken:", rejected)
    for why, n in seen.rejected.most_common(_REASONS):
        first = words("First on line {line}.", line=seen.lines[why])
        yield f"  {words.count(n)}×  {words.say(why)} {first}"
    if (more := len(seen.rejected) - _REASONS) > 0:
        yield "  " + words.plural("and {n} more reason", "and {n} more reasons", more)
    if any("not on the scale" in why for why in seen.rejected):
        key = "not_applicable"
        yield words('A code for "no answer" belongs in {key}; then the rest of its row is taken.', key=key)


def _one(response: Response, words: Words) -> str:
    said = []
    for answer in response.answers.values():
        if answer.outcome is Outcome.SKIPPED:
            said.append(words("{question} not answered", question=answer.question))
        elif answer.score is not None:
            said.append(f"{answer.question} {answer.score}")
        else:
            said.append(f"{answer.question} {'+'.join(answer.choices) or shown(answer.text)}")
    where = f"{day_date(response.day).isoformat()} {response.hour:02}h, {response.touchpoint}"
    if response.agent is not None:
        where += f", {words('agent {name}', name=response.agent)}"
    return words("{name}: {sentence}", name=where, sentence=", ".join(said))


def _kind(scale: Scale | None, kind: str, words: Words) -> str:
    if scale is None:
        return kind
    least, most = scale.values[0], scale.values[-1]
    if scale.metric is Metric.NONE:
        return words("{least} to {most}, no score", least=least, most=most)
    name = scale.metric.upper()
    if scale.low_is_good:
        return words("{metric}, {least} to {most}, low is good", metric=name, least=least, most=most)
    return words("{metric}, {least} to {most}", metric=name, least=least, most=most)


def _counted(scale: Scale | None, counts: dict[int | None, int], words: Words) -> str:
    skipped = counts.pop(None, 0)
    total = sum(counts.values())
    said = answers(total, words)
    if scale is not None and total:
        said += " (" + ", ".join(f"{p}: {words.count(counts[p])}" for p in scale.values if p in counts) + ")"
    if not skipped:
        return said
    return words("{answers}, {count} not applicable", answers=said, count=words.count(skipped))
