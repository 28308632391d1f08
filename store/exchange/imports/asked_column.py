"""One question of a mapping file: the column it stands in, its scale, and what its codes mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from store.exchange.imports.mapping_keys import QUESTION
from store.model.saying import Saying
from store.model.scale import SCALES, Metric, Scale
from store.model.survey import Kind, Option, Question
from store.model.survey_file.keys import METRICS, UNSCORED, Keys
from store.model.survey_file.part import Part, add, write
from store.model.survey_file.scales import refuse_points

_CHOSEN = (Kind.CHOICE, Kind.REASONS)
_TYPED = (Kind.COMMENT, Kind.CONTACT)


@dataclass(frozen=True, slots=True)
class AskedColumn:
    """One question, and how to read the cells of its column."""

    question: Question
    column: str
    """Its heading."""
    codes: Mapping[str, int]
    """Words, folded, to points."""
    not_applicable: frozenset[str]
    """Folded."""
    options: Mapping[str, str]
    """Words, folded, to ids of options."""
    split: str = ";"
    consent: str | None = None
    """The heading of the column with the consent."""
    turned: bool = False
    """The file's lowest number is the scale's highest point."""


def folded(text: str) -> str:
    """`text` as codes are compared: without regard to case and to spaces."""
    return " ".join(text.casefold().split())


def check_keys(part: Part, keys: Keys) -> None:
    """Names what is unknown, and what is missing, in a part of a mapping."""
    part.known(keys)
    for key, about in keys.items():
        if about.needed and key not in part.data:
            part.wrong(key, Saying('"{key}" is missing.', key=key), add(f"{key} = …"))


def asked_column(part: Part, language: str) -> AskedColumn:
    """What one `[[question]]` says, asked in `language`; what is wrong is named in `part`."""
    check_keys(part, QUESTION)
    metric = Metric(part.one_of("metric", METRICS) or Metric.NONE)
    word = part.one_of("kind", tuple(Kind))
    kind = Kind(word) if word else Kind.SCALE if "options" not in part.data else Kind.CHOICE
    if metric is not Metric.NONE and kind is not Kind.SCALE:
        sentence = Saying('Metric "{metric}" is always a scale.', metric=metric)
        part.wrong("kind", sentence, Saying("Take one of the two out."))
    scale = _scale(part, metric) if kind is Kind.SCALE else None
    if kind is not Kind.SCALE:
        for key in ("scale", "labels", "lowest", "low_is_good", "reversed"):
            if key in part.data:
                part.wrong(key, Saying('Kind "{kind}" has no scale.', kind=kind), Saying("Take it out."))
    options = _options(part, kind)
    if "consent" in part.data and kind not in _TYPED:
        part.wrong("consent", Saying("Only a comment or a contact is agreed to."), Saying("Take it out."))
    question = Question(
        id=part.id("id") or "",
        kind=kind,
        text={language: part.string("text") or part.string("column") or ""},
        scale=scale,
        options=tuple(Option(id, {language: words}) for words, id in options.items()),
    )
    return AskedColumn(
        question=question,
        column=part.string("column") or "",
        codes=_codes(part, scale),
        not_applicable=frozenset(map(folded, _texts(part, "not_applicable"))),
        options={folded(words): id for words, id in options.items()},
        split=part.string("split") or ";",
        consent=part.string("consent"),
        turned=part.flag("reversed", False),
    )


def _scale(part: Part, metric: Metric) -> Scale | None:
    points, lowest = part.whole("scale"), part.whole("lowest")
    low_is_good = part.flag("low_is_good", False)
    if low_is_good and (metric is not Metric.CES or points != 5):
        part.wrong("low_is_good", Saying("This is CES 1.0: metric ces on 5 points."), Saying("Take it out."))
    if metric is Metric.NPS:
        if points not in (None, 10):
            part.wrong("scale", Saying("NPS has one scale, 0 to 10."), Saying("Take the key out."))
        if lowest not in (None, 0):
            part.wrong(
                "lowest",
                Saying("Asked from {least} to 10 it is no NPS: that is asked from 0 to 10.", least=lowest),
                Saying(
                    "Write {metric} and {scale}, and it is kept as a question without a score.",
                    metric='metric = "none"',
                    scale="scale = 10",
                ),
            )
        if part.flag("reversed", False):
            part.wrong("reversed", Saying("NPS has one scale, 0 to 10."), Saying("Take it out."))
        return Scale(metric, 10)
    allowed = tuple(UNSCORED) if metric is Metric.NONE else SCALES[metric]
    if points not in allowed:
        refuse_points(part, metric, allowed)
        return None
    if lowest not in (None, 1):
        part.wrong(
            "lowest",
            Saying("A scale of {points} points runs from 1 to {points}.", points=points),
            Saying("Say which code is which point: {labels}.", labels='labels = { "0" = 1, "1" = 2, … }'),
        )
    return Scale(metric, points, low_is_good)


def _codes(part: Part, scale: Scale | None) -> Mapping[str, int]:
    codes: dict[str, int] = {}
    table = part.part("labels")
    for words, point in table.data.items() if table is not None else ():
        if type(point) is int and (scale is None or point in scale.values):
            codes[folded(words)] = point
        elif table is not None:
            mend = (
                Saying("Write a whole number.")
                if scale is None
                else Saying(
                    "Write a number from {least} to {most}.", least=scale.values[0], most=scale.values[-1]
                )
            )
            table.wrong(words, Saying("This is no point of the scale."), mend)
    return codes


def _options(part: Part, kind: Kind) -> dict[str, str]:
    table = part.part("options")
    if kind not in _CHOSEN:
        if "options" in part.data:
            sentence = Saying('Nothing is chosen under kind "{kind}".', kind=kind)
            part.wrong("options", sentence, Saying("Take them out."))
        return {}
    if table is None:
        if "options" not in part.data:
            mend = add('options = { "…" = "wait", … }')
            part.wrong("options", Saying("There is nothing to choose from."), mend)
        return {}
    options = {}
    for words in table.data:
        table.typed(words, str)
        if id := table.id(words):
            options[words] = id
    return options


def _texts(part: Part, key: str) -> Sequence[str]:
    values = part.array(key) or []
    for value in values:
        if isinstance(value, bool) or not isinstance(value, str | int):
            part.wrong(key, Saying("These are no codes."), write('["0", "N/A"]'))
            return ()
    return [str(value) for value in values]
