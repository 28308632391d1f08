"""What each setting may be: one reader a setting, which gives the value or says what is wrong with it."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import time

from store.model.saying import Saying

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Wrong(Exception):
    """A value that will not do. `key` and `value` say which, inside a setting that holds several."""

    def __init__(self, sentence: Saying, mend: Saying, key: str = "", value: object = None) -> None:
        super().__init__(Saying.row("{sentence} {mend}", sentence=sentence, mend=mend))
        self.sentence, self.mend, self.key, self.value = sentence, mend, key, value


Reader = Callable[[object], object]


def _one_among(words: Iterable[str]) -> Saying:
    """The mend that names all that will do."""
    from store.model.survey_file.part import listed, write  # only for a setting that is wrong

    return write(listed(words))


def such_as(example: str) -> Saying:
    """The mend that shows what a right value looks like."""
    return Saying("Write one such as {example}.", example=example)


_NO_BREAKS = str.maketrans("\u00a0\u202f", "  ")
"""The spaces that French sets before its marks can be shown."""


def _text(longest: int, *, empty: bool = False) -> Reader:
    def read(value: object) -> str:
        if not isinstance(value, str):
            raise Wrong(Saying("This is not text in quotes."), Saying("Write text in quotes."))
        if not value.translate(_NO_BREAKS).isprintable():
            raise Wrong(Saying("It holds characters that cannot be shown."), Saying("Take them out."))
        if not value.strip() and not empty:
            raise Wrong(Saying("It is empty."), Saying("Write something, or leave it out."))
        if len(value) > longest:
            raise Wrong(
                Saying("It is {n} characters long.", n=len(value)), Saying("Shorten it to {n}.", n=longest)
            )
        return value.strip()

    return read


def _whole(least: int, most: int) -> Reader:
    def read(value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            mend = Saying(
                "Write a whole number from {least} to {most}, without quotes.", least=least, most=most
            )
            raise Wrong(Saying("This will not do."), mend)
        return value

    return read


def _one_of(*words: str) -> Reader:
    def read(value: object) -> str:
        if not isinstance(value, str) or value not in words:
            raise Wrong(Saying("This will not do."), _one_among(f'"{word}"' for word in words))
        return value

    return read


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise Wrong(Saying("This is neither true nor false."), Saying("Write true or false, without quotes."))
    return value


def _survey(value: object) -> object:
    name = _text(60)(value)
    if re.search(r"[/\\]|\.toml$", str(name)):
        mend = Saying(
            "Write the name of a file in {folder}, without {ending}.", folder="surveys/", ending=".toml"
        )
        raise Wrong(Saying("This is no survey's name."), mend)
    return name


def _language(value: object) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]+)*", value):
        raise Wrong(Saying("This is not a language's code."), such_as('"en"'))
    return value


def _zone(value: object) -> object:
    name = str(_text(60)(value))
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise Wrong(Saying("This time zone is not known."), such_as('"Europe/Paris"')) from None
    return name


def _key(value: object) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"f([1-9]|1[0-2])|ctrl\+[a-z]", value):
        mend = Saying(
            "Write {first} to {last}, or {held} and a letter.", first='"f1"', last='"f12"', held='"ctrl+"'
        )
        raise Wrong(Saying("This is no key for it."), mend)
    if value in _TAKEN:
        mend = Saying("Write another, such as {example}.", example='"f10"')
        raise Wrong(Saying("Terminals use this key themselves."), mend)
    return value


_TAKEN = {f"ctrl+{letter}" for letter in "chijmqsz"}
"""Backspace, Tab and Enter under other names, and keys that stop a terminal or a program."""


def _hours(value: object) -> dict[str, tuple[time, time]]:
    if not isinstance(value, Mapping):
        example = '{ mon = "09:00-19:00", sat = "09:00-17:00" }'
        raise Wrong(Saying("These are no hours by weekday."), such_as(example))
    hours: dict[str, tuple[time, time]] = {}
    for day, span in value.items():
        if day not in WEEKDAYS:
            raise Wrong(Saying("This is no weekday."), _one_among(WEEKDAYS), day, span)
        match = isinstance(span, str) and re.fullmatch(_SPAN, span)
        if not match:
            mend = Saying("Write them like {example}.", example='"09:00-19:00"')
            raise Wrong(Saying("These are not two times of day."), mend, day, span)
        opens, closes = (time(int(h) % 24, int(m)) for h, m in (match.group(1, 2), match.group(3, 4)))
        if opens == closes and (int(match[1]), int(match[3])) != (0, 24):
            mend = Saying("For a day without closing write {example}.", example='"00:00-24:00"')
            raise Wrong(Saying("It closes when it opens."), mend, day, span)
        hours[day] = (opens, closes)
    return hours


def _agents(value: object) -> dict[str, str]:
    if not isinstance(value, Mapping):
        raise Wrong(Saying("These are no names by id."), such_as('{ 17 = "Nadia", 23 = "Tom" }'))
    agents = {}
    for number, name in value.items():
        if not 0 < len(number) <= LONGEST_AGENT or not number.isprintable() or number != number.strip():
            mend = Saying("Write 1 to {most} letters or digits.", most=LONGEST_AGENT)
            raise Wrong(Saying("This is no agent's id."), mend, number, name)
        try:
            agents[number] = str(_text(40)(name))
        except Wrong as wrong:
            raise Wrong(wrong.sentence, wrong.mend, number, name) from None
    return agents


def _pattern(value: object) -> object:
    text = str(_text(200)(value))
    try:
        re.compile(text)
    except (re.error, RecursionError, OverflowError) as error:
        sentence = Saying("This is no regular expression ({why}).", why=error)
        raise Wrong(sentence, such_as(r"'\d{6}'")) from None
    return text


LONGEST_AGENT = 20
"""Characters of an agent's id."""


def _lines(value: object) -> tuple[dict[str, str], ...]:
    mend = Saying("Write a list of texts, or of {tables}.", tables='{ en = "…", fr = "…" }')
    if not isinstance(value, list):
        raise Wrong(Saying("This is no list of lines."), mend)
    if len(value) > _MOST_LINES:
        most = Saying("Keep the best {most}: each is shown in turn.", most=_MOST_LINES)
        raise Wrong(Saying("There are {n} lines.", n=len(value)), most)
    lines = []
    for line in value:
        if not isinstance(line, str | Mapping) or not line:
            raise Wrong(Saying("One of them is no text."), mend)
        by_language = line if isinstance(line, Mapping) else {"": line}
        lines.append({language: str(_text(_LONGEST_LINE)(text)) for language, text in by_language.items()})
    return tuple(lines)


def _limits(value: object) -> dict[str, float]:
    mend = Saying("Write {example}: a question's id, and a score.", example="{ satisfaction = 75 }")
    if not isinstance(value, Mapping):
        raise Wrong(Saying("These are no scores by question."), mend)
    for question, score in value.items():
        if not isinstance(score, int | float) or isinstance(score, bool) or not -100 <= score <= 100:
            number = Saying("Write a number from {least} to {most}.", least=-100, most=100)
            raise Wrong(Saying("This is no score."), number, question, score)
    return {question: float(score) for question, score in value.items()}


def _command(value: object) -> tuple[str, ...]:
    mend = such_as('["/usr/local/bin/tell-us", "--now"]')
    if not isinstance(value, list) or not all(isinstance(part, str) and "\0" not in part for part in value):
        raise Wrong(Saying("This is no program with its arguments."), mend)
    if value and not value[0].strip():
        raise Wrong(Saying("It names no program."), mend)
    return tuple(value)


_MOST_LINES, _LONGEST_LINE = 12, 140

_CLOCK = r"(24(?=:00)|[01]?\d|2[0-3]):([0-5]\d)"
_SPAN = rf"\s*{_CLOCK}\s*-\s*{_CLOCK}\s*"

READERS: dict[str, Reader] = {
    "shop": _text(60, empty=True),
    "label": _text(40),
    "survey": _survey,
    "touchpoint": _text(60),
    "language": _language,
    "timezone": _zone,
    "day_starts": _whole(0, 23),
    "opening_hours": _hours,
    "attract": _one_of("question", "screen"),
    "closed": _one_of("ask", "hours"),
    "you_said": _lines,
    "idle_seconds": _whole(5, 300),
    "typing_idle_seconds": _whole(5, 600),
    "thanks_seconds": _whole(1, 30),
    "repeat_seconds": _whole(0, 30),
    "theme": _one_of("auto", "normal", "contrast", "light", "plain"),
    "operator_key": _key,
    "operator_idle_seconds": _whole(30, 3600),
    "lock": _flag,
    "agents": _agents,
    "reference_pattern": _pattern,
    "reference_hint": _text(80),
    "backup_hour": _whole(0, 23),
    "backup_keep": _whole(0, 365),
    "retention_days": _whole(0, 36_500),
    "operator_pin": _flag,
    "comment_delay_minutes": _whole(0, 1440),
    "alert_low": _flag,
    "alert_half": _flag,
    "alert_below": _limits,
    "alert_silent_minutes": _whole(0, 1440),
    "on_alert": _command,
}
"""By the name of the setting: takes what the file holds, returns what `Settings` holds, or raises Wrong."""
