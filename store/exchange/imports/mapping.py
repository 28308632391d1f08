"""The mapping file: which column of a foreign file is what, and what its codes mean.

One TOML file, meant to be kept beside the file it describes and to be used again when more rows have come.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from store.exchange.imports.asked_column import AskedColumn, asked_column, check_keys
from store.exchange.imports.mapping_keys import COLUMNS, DATES, MAPPING
from store.exchange.imports.sheet import ENCODINGS, SEPARATORS
from store.model.response import Channel
from store.model.saying import Saying
from store.model.survey import Question, Survey
from store.model.survey_file.error import SurveyError
from store.model.survey_file.lines import line_of, lines_by_path
from store.model.survey_file.part import MISSING, Part, add, begin, listed, write
from store.model.survey_file.problem import Problem, shown
from store.model.survey_file.version import version_of

OWN_CHANNELS = tuple(channel.value for channel in Channel)


class MappingError(SurveyError):
    """A mapping that cannot be followed."""


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
    check_keys(whole, MAPPING)
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
        check_keys(columns, COLUMNS)
    parts = whole.parts("question", begin("[[question]]"))
    if not parts and "question" in whole.data:
        whole.wrong("question", Saying("Nothing is taken from the file."), add("[[question]]"))
    language = whole.string("language") or "en"
    asked = [asked_column(part, language) for part in parts]
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
