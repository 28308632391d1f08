"""The mapping file: which column of a foreign file is what, and what its codes mean.

One TOML file, meant to be kept beside the file it describes and to be used again when more rows have come.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from store.exchange.imports.mapping_keys import COLUMNS, DATES, MAPPING, QUESTION
from store.exchange.imports.sheet import ENCODINGS, SEPARATORS
from store.model.response import Channel
from store.model.saying import Saying
from store.model.scale import SCALES, Metric, Scale
from store.model.survey import Kind, Option, Question, Survey
from store.model.survey_file.error import SurveyError
from store.model.survey_file.keys import METRICS, UNSCORED, Keys
from store.model.survey_file.lines import line_of, lines_by_path
from store.model.survey_file.part import MISSING, Part, add, begin, listed, write
from store.model.survey_file.problem import Problem, shown
from store.model.survey_file.scales import refuse_points
from store.model.survey_file.version import version_of

OWN_CHANNELS = tuple(channel.value for channel in Channel)
_CHOSEN = (Kind.CHOICE, Kind.REASONS)
_TYPED = (Kind.COMMENT, Kind.CONTACT)


class MappingError(SurveyError):
    """A mapping that cannot be followed."""


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


@dataclass(frozen=True, slots=True)
class FileMapping:
    """A mapping that was read and checked."""

    survey: Survey
    channel: str
    touchpoint: str
    language: str
    kiosk: str
    columns: Mapping[str, str]
    """What else is known of a row, such as 'date', to its heading."""
    asked: tuple[AskedColumn, ...]
    encoding: str | None = None
    separator: str | None = None
    quote: str = '"'
    header: bool = True
    dates: str | None = None


def folded(text: str) -> str:
    """`text` as codes are compared: without regard to case and to spaces."""
    return " ".join(text.casefold().split())


def read_mapping(text: str, *, file: str = "") -> FileMapping:
    """The mapping that the TOML `text` holds; `file` names it in problems. MappingError tells all of them."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    try:
        data = tomllib.loads(text)
    except RecursionError:
        mend = Saying("Look for a bracket too many.")
        problem = Problem(file, 1, "", None, Saying("Its brackets are nested too deeply."), mend)
        raise MappingError([problem]) from None
    except ValueError as error:
        from store.model.survey_file.syntax import syntax_problem

        raise MappingError([syntax_problem(text, file, str(error))]) from None
    whole = Part(data, (), [])
    mapping = _mapping(whole, data, text)
    if whole.found:
        lines = lines_by_path(text)
        problems = [
            Problem(
                file,
                line_of(one.path, lines),
                ".".join(step for step in one.path if isinstance(step, str)),
                None if one.value is MISSING else shown(one.value),
                one.sentence,
                one.mend,
            )
            for one in whole.found
        ]
        raise MappingError(sorted(problems, key=lambda problem: problem.line))
    return mapping


def _mapping(whole: Part, data: dict[str, object], text: str) -> FileMapping:
    _known(whole, MAPPING)
    channel = whole.id("channel") or "import"
    if channel in OWN_CHANNELS:
        sentence = Saying('"{channel}" is the kiosk\'s own.', channel=channel)
        examples = listed(("web", "email", "sms", "paper"))
        whole.wrong("channel", sentence, Saying("Write another, such as {example}.", example=examples))
    for key in ("touchpoint", "kiosk"):
        _name(whole, key)
    separator = whole.string("separator")
    if separator is not None and separator not in SEPARATORS:
        mend = write(listed(('";"', '","', r'"\t"', '"|"')))
        whole.wrong("separator", Saying("This is no separator."), mend)
    quote = whole.string("quote")
    if quote is not None and len(quote) != 1:
        mend = Saying("Write one such as {example}.", example='"\'"')
        whole.wrong("quote", Saying("This is not one character."), mend)
    columns = whole.part("columns")
    if columns is not None:
        _known(columns, COLUMNS)
    parts = whole.parts("question", begin("[[question]]"))
    if not parts and "question" in whole.data:
        whole.wrong("question", Saying("Nothing is taken from the file."), add("[[question]]"))
    language = whole.string("language") or "en"
    asked = [_asked(part, language) for part in parts]
    survey = Survey(
        name=whole.id("survey") or "",
        version=version_of({"import": _said(data)}) if not whole.found else "",
        touchpoint=whole.string("touchpoint") or "import",
        languages=(language,),
        questions=_placed(asked, parts),
        source=text,
    )
    return FileMapping(
        survey=survey,
        channel=channel,
        touchpoint=survey.touchpoint,
        language=language,
        kiosk=whole.string("kiosk") or channel,
        columns={key: str(name) for key, name in columns.data.items()} if columns else {},
        asked=tuple(asked),
        encoding=whole.one_of("encoding", ENCODINGS),
        separator=separator,
        quote=quote or '"',
        header=whole.flag("header", True),
        dates=whole.one_of("dates", DATES),
    )


def _known(part: Part, keys: Keys) -> None:
    part.known(keys)
    for key, about in keys.items():
        if about.needed and key not in part.data:
            part.wrong(key, Saying('"{key}" is missing.', key=key), add(f"{key} = …"))


def _name(part: Part, key: str) -> None:
    value = part.string(key)
    if value is not None and (not value.strip() or not value.isprintable() or len(value) > 60):
        mend = Saying("Write 1 to {most} characters that can be shown.", most=60)
        part.wrong(key, Saying("This is no good name."), mend)


def _said(data: dict[str, object]) -> object:
    """What makes a version: what was asked and on which scales, not how one file writes it."""
    about = ("id", "metric", "scale", "low_is_good", "kind", "follows", "text", "column")
    questions = data.get("question")
    return [
        {key: one[key] for key in about if key in one}
        for one in (questions if isinstance(questions, list) else [])
        if isinstance(one, dict)
    ]


def _asked(part: Part, language: str) -> AskedColumn:
    _known(part, QUESTION)
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


def _placed(asked: Sequence[AskedColumn], parts: Sequence[Part]) -> tuple[Question, ...]:
    """The main questions, each with those that follow it."""
    mains: dict[str, Question] = {}
    seen: set[str] = set()
    for one, part in zip(asked, parts, strict=True):
        if one.question.id in seen:
            part.wrong("id", Saying("Another question has this id."), Saying("Give each its own."))
        seen.add(one.question.id)
        if "follows" not in part.data:
            mains[one.question.id] = one.question
    for one, part in zip(asked, parts, strict=True):
        if "follows" in part.data:
            above = mains.get(part.string("follows") or "")
            if above is None:
                sentence, mend = (
                    Saying("There is no main question of this id."),
                    Saying("Write the id of one."),
                )
                part.wrong("follows", sentence, mend)
                continue
            follow_up = replace(one.question, parent=above.id)
            mains[above.id] = replace(above, follow_ups=(*above.follow_ups, follow_up))
    return tuple(mains.values())
