"""The shop's settings: `kiosk.toml` in its home, each explained in the file that `kiosk init` writes."""

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.home import Home
from kiosk.settings.values import READERS, Wrong
from kiosk.written_file import read_written
from store.model.saying import Saying, why_of

if TYPE_CHECKING:  # only what is wrong needs it
    from store.model.survey_file.problem import Problem


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting and its default."""

    shop: str = ""
    """The name shown to customers; '' shows none."""
    label: str = "kiosk-1"
    """This device's name in the scores; one running kiosk a label."""
    survey: str = "counter"
    """The survey it asks: a file in `surveys/`, without `.toml`."""
    touchpoint: str | None = None
    """Where it stands; None takes the survey's."""
    language: str | None = None
    """The language it starts in; None follows the locale, else the survey's first."""
    timezone: str | None = None
    """The shop's time zone (IANA name); None takes the machine's."""
    day_starts: int = 4
    """The hour (0-23) at which a business day begins, so that a late evening is one day."""
    opening_hours: dict[str, tuple[time, time]] = field(default_factory=dict)
    """By weekday, 'mon' to 'sun'; answers outside are kept, but flagged. Empty: always open."""
    attract: str = "question"
    """'question' (the attract screen is the first question) or 'screen' (a welcome to touch first)."""
    closed: str = "ask"
    """Outside the opening hours: 'ask' all the same, or show the 'hours' and ask nobody."""
    you_said: tuple[dict[str, str], ...] = ()
    """Lines for the first screen, by language ('' is any), one at a time: what became of what people said."""
    idle_seconds: int = 15
    """Without a touch, "Still there?" appears; 5 s later the visit is saved as it is."""
    typing_idle_seconds: int = 30
    """The same while a comment is typed."""
    thanks_seconds: int = 4
    """How long the thanks stay."""
    repeat_seconds: int = 5
    """0 to 30: a visit begun so soon after the last answer before is kept but left out of the scores."""
    theme: str = "auto"
    """'auto', 'normal', 'contrast', 'light' or 'plain'."""
    operator_key: str = "f10"
    """Opens the PIN; Ctrl-O always does too."""
    operator_idle_seconds: int = 120
    """After which the scores inside a kiosk lock themselves."""
    lock: bool = True
    """False: Ctrl-C ends the kiosk, for trying things out."""
    agents: dict[str, str] = field(default_factory=dict)
    """The agents who ask at a desk: id to name. Empty: any id will do."""
    reference_pattern: str | None = None
    """What the whole reference of a call must match (a regular expression); None takes any, or none."""
    reference_hint: str | None = None
    """The same in plain words, shown to an agent who typed another."""
    backup_hour: int = 3
    """The hour (0-23) of the nightly backup that a running kiosk makes by itself."""
    backup_keep: int = 14
    """Of so many days it keeps one; 0: it makes none."""
    retention_days: int = 0
    """After so many days texts, contacts and references are erased; 0: never."""
    operator_pin: bool = True
    """False: `kiosk operator`, in a terminal of its own, asks the owner of the files for no PIN; nor does a
    kiosk that is not locked."""
    comment_delay_minutes: int = 60
    """So long what people wrote is kept back where an agent, or who works there, could tell who it was."""
    alert_low: bool = True
    """Alert where an hour brings more low answers than chance does in this shop."""
    alert_half: bool = False
    """Alert where at least half of a quarter of an hour's answers are low."""
    alert_below: dict[str, float] = field(default_factory=dict)
    """By question id: alert where the score of the day is clearly below."""
    alert_silent_minutes: int = 15
    """Alert where a kiosk has not been heard of for so long, in opening hours; 0 never."""
    on_alert: tuple[str, ...] = ()
    """A program and its arguments, run for each alert; () runs none."""


class SettingsError(Exception):
    """Settings that cannot be used. `str()` is the first problem, and how many more there are."""

    def __init__(self, *problems: "Problem") -> None:
        from store.model.survey_file.error import first_of

        self.problems = problems
        """All that must be mended, in the order of the file; never empty."""
        super().__init__(first_of(problems))


def load_settings(home: Home) -> Settings:
    """The settings of a home. SettingsError names all that is wrong in the file, or that it is missing."""
    file = home.settings_file
    try:
        text = read_written(file).decode("utf-8-sig")
    except FileNotFoundError:
        raise _refused(
            file, 1, Saying("There is none."), Saying("{command} makes it.", command="`kiosk init`")
        ) from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise _refused(file, line, Saying("This is not UTF-8."), Saying("Save the file as UTF-8.")) from None
    except OSError as error:
        sentence = Saying("It cannot be read ({why}).", why=why_of(error))
        raise _refused(file, 1, sentence, Saying("Mend that.")) from None
    return read_settings(text, file=file)


def read_settings(text: str, *, file: Path) -> Settings:
    """The settings written in `text`; `file` is only named in what SettingsError says."""
    try:
        table = tomllib.loads(text)
    except RecursionError:
        mend = Saying("Look for a bracket too many.")
        raise _refused(file, 1, Saying("Its brackets are nested too deeply."), mend) from None
    except tomllib.TOMLDecodeError as error:
        raise _not_toml(file, text, str(error)) from None
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for key, value in table.items():
        try:
            values[key] = _reader(key)(value)
        except Wrong as wrong:
            inner = wrong.key or key
            name, given = (f"{key}.{inner}", wrong.value) if wrong.key else (key, value)
            problems.append(_problem(file, _line(text, inner), name, given, wrong.sentence, wrong.mend))
    if problems:
        raise SettingsError(*problems)
    return Settings(**values)


def language_of(home: Home) -> str | None:
    """The language that the settings name, whatever else may be wrong with them."""
    return _alone(home, "language")


def timezone_of(home: Home) -> str | None:
    """The time zone that the settings name, whatever else may be wrong with them."""
    return _alone(home, "timezone")


def _alone(home: Home, key: str) -> str | None:
    try:
        table = tomllib.loads(read_written(home.settings_file).decode("utf-8-sig"))
        return str(READERS[key](table[key]))
    except (OSError, ValueError, RecursionError, KeyError, Wrong):
        return None


def _reader(key: str) -> Callable[[object], object]:
    if reader := READERS.get(key):
        return reader
    from difflib import get_close_matches

    near = get_close_matches(key, READERS, n=1)
    mend = Saying('Did you mean "{near}"?', near=near[0]) if near else Saying("Take it out.")
    raise Wrong(Saying("There is no such setting."), mend)


def _line(text: str, key: str) -> int:
    """The line on which a key is first set, or its table begins: TOML's reader does not say."""
    name = rf"""["']?{re.escape(key)}["']?\s*"""
    found = re.search(rf"(?m)^\s*(\[\s*)?{name}[].=]|[{{,.]\s*{name}=", text)
    return text.count("\n", 0, found.end()) + 1 if found else 1


def _not_toml(file: Path, text: str, message: str) -> SettingsError:
    found = re.search(r"^(.*) \(at line (\d+), column \d+\)$", message)
    what, number = (found[1], int(found[2])) if found else (message, text.count("\n") + 1)
    sentence = Saying("This is not TOML: {what}.", what=what.partition(" (at")[0])
    mend = Saying("One setting a line, as in {example}.", example='shop = "Corner Shop"')
    return _refused(file, number, sentence, mend)


def _refused(file: Path, line: int, sentence: Saying, mend: Saying) -> SettingsError:
    from store.model.survey_file.problem import Problem

    return SettingsError(Problem(str(file), line, "", None, sentence, mend))


def _problem(file: Path, line: int, key: str, value: object, sentence: str, mend: str) -> "Problem":
    from store.model.survey_file.problem import Problem, shown

    return Problem(str(file), line, key, shown(value), sentence, mend)
