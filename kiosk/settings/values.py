"""What each setting may be: one reader a setting, which gives the value or says what is wrong with it."""

import re
from collections.abc import Callable, Mapping
from datetime import time

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Wrong(Exception):
    """A value that will not do. `key` and `value` say which, inside a setting that holds several."""

    def __init__(self, sentence: str, mend: str, key: str = "", value: object = None) -> None:
        super().__init__(f"{sentence} {mend}")
        self.sentence, self.mend, self.key, self.value = sentence, mend, key, value


Reader = Callable[[object], object]


def _text(longest: int, *, empty: bool = False) -> Reader:
    def read(value: object) -> str:
        if not isinstance(value, str):
            raise Wrong("This is not text in quotes.", "Write text in quotes.")
        if not value.isprintable():
            raise Wrong("It holds characters that cannot be shown.", "Take them out.")
        if not value.strip() and not empty:
            raise Wrong("It is empty.", "Write something, or leave it out.")
        if len(value) > longest:
            raise Wrong(f"It is {len(value)} characters long.", f"Shorten it to {longest}.")
        return value.strip()

    return read


def _whole(least: int, most: int) -> Reader:
    def read(value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise Wrong("This will not do.", f"Write a whole number from {least} to {most}, without quotes.")
        return value

    return read


def _one_of(*words: str) -> Reader:
    def read(value: object) -> str:
        if not isinstance(value, str) or value not in words:
            raise Wrong("This will not do.", "Write one of " + ", ".join(f'"{word}"' for word in words) + ".")
        return value

    return read


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise Wrong("This is neither true nor false.", "Write true or false, without quotes.")
    return value


def _survey(value: object) -> object:
    name = _text(60)(value)
    if re.search(r"[/\\]|\.toml$", str(name)):
        raise Wrong("This is no survey's name.", "Write the name of a file in surveys/, without .toml.")
    return name


def _language(value: object) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]+)*", value):
        raise Wrong("This is no language code.", 'Write one such as "en" or "fr".')
    return value


def _zone(value: object) -> object:
    name = str(_text(60)(value))
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise Wrong("This time zone is not known.", 'Write one such as "Europe/Paris".') from None
    return name


def _key(value: object) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"f([1-9]|1[0-2])|ctrl\+[a-z]", value):
        raise Wrong("This is no key for it.", 'Write "f1" to "f12", or "ctrl+" and a letter.')
    if value in _TAKEN:
        raise Wrong("Terminals use this key themselves.", 'Write another, such as "f10".')
    return value


_TAKEN = {f"ctrl+{letter}" for letter in "chijmqsz"}
"""Backspace, Tab and Enter under other names, and keys that stop a terminal or a program."""


def _hours(value: object) -> dict[str, tuple[time, time]]:
    if not isinstance(value, Mapping):
        raise Wrong("These are no hours by weekday.", 'Write { mon = "09:00-19:00", sat = "09:00-17:00" }.')
    hours: dict[str, tuple[time, time]] = {}
    for day, span in value.items():
        if day not in WEEKDAYS:
            raise Wrong("This is no weekday.", f"Write one of {', '.join(WEEKDAYS)}.", day, span)
        match = isinstance(span, str) and re.fullmatch(_SPAN, span)
        if not match:
            raise Wrong("These are not two times of day.", 'Write them as in "09:00-19:00".', day, span)
        opens, closes = (time(int(h) % 24, int(m)) for h, m in (match.group(1, 2), match.group(3, 4)))
        if opens == closes:
            raise Wrong("It closes when it opens.", "Take the day out if it is always open.", day, span)
        hours[day] = (opens, closes)
    return hours


def _agents(value: object) -> dict[str, str]:
    if not isinstance(value, Mapping):
        raise Wrong("These are no names by id.", 'Write { 17 = "Nadia", 23 = "Tom" }.')
    agents = {}
    for number, name in value.items():
        if not 0 < len(number) <= LONGEST_AGENT or not number.isprintable() or number != number.strip():
            mend = f"Write 1 to {LONGEST_AGENT} letters or digits."
            raise Wrong("This is no agent's id.", mend, number, name)
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
        raise Wrong(f"This is no regular expression ({error}).", r"Write one such as '\d{6}'.") from None
    return text


LONGEST_AGENT = 20
"""Characters of an agent's id."""


def _lines(value: object) -> tuple[dict[str, str], ...]:
    mend = 'Write a list of texts, or of { en = "…", fr = "…" }.'
    if not isinstance(value, list):
        raise Wrong("This is no list of lines.", mend)
    if len(value) > _MOST_LINES:
        raise Wrong(f"There are {len(value)} lines.", f"Keep the best {_MOST_LINES}: each is shown in turn.")
    lines = []
    for line in value:
        if not isinstance(line, str | Mapping) or not line:
            raise Wrong("One of them is no text.", mend)
        by_language = line if isinstance(line, Mapping) else {"": line}
        lines.append({language: str(_text(_LONGEST_LINE)(text)) for language, text in by_language.items()})
    return tuple(lines)


def _limits(value: object) -> dict[str, float]:
    mend = "Write { satisfaction = 75 }: a question's id, and a score."
    if not isinstance(value, Mapping):
        raise Wrong("These are no scores by question.", mend)
    for question, score in value.items():
        if not isinstance(score, int | float) or isinstance(score, bool) or not -100 <= score <= 100:
            raise Wrong("This is no score.", "Write a number from -100 to 100.", question, score)
    return {question: float(score) for question, score in value.items()}


def _command(value: object) -> tuple[str, ...]:
    mend = 'Write a list such as ["/usr/local/bin/tell-us", "--now"].'
    if not isinstance(value, list) or not all(isinstance(part, str) and "\0" not in part for part in value):
        raise Wrong("This is no program with its arguments.", mend)
    if value and not value[0].strip():
        raise Wrong("It names no program.", mend)
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
