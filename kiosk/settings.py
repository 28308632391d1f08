"""The shop's settings: `kiosk.toml` in its home, each explained in the file that `kiosk init` writes."""

import re
import tomllib
from dataclasses import dataclass, field, fields
from datetime import time
from pathlib import Path
from typing import Any

from kiosk.home import Home
from kiosk.setting_values import READERS, Wrong


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
    operator_pin: bool = True
    """False: `kiosk operator`, in a terminal of its own, asks the owner of the files for no PIN."""


class SettingsError(Exception):
    """Settings that cannot be used. `str()` is one sentence a line: file, line, key, value, mend."""

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def load_settings(home: Home) -> Settings:
    """The settings of a home. SettingsError names all that is wrong in the file, or that it is missing."""
    file = home.settings_file
    try:
        text = file.read_bytes().decode()
    except FileNotFoundError:
        raise SettingsError(
            f"{home.path} is not set up: {file.name} is missing; `kiosk init` makes it."
        ) from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise SettingsError(f"{file}, line {line}: this is not UTF-8; save the file as UTF-8.") from None
    except OSError as error:
        raise SettingsError(f"{file} cannot be read ({error.strerror}); mend that first.") from None
    return read_settings(text, file=file)


def read_settings(text: str, *, file: Path) -> Settings:
    """The settings written in `text`; `file` is only named in what SettingsError says."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(_not_toml(str(error), file)) from None
    except RecursionError:
        raise SettingsError(f"{file}: brackets are nested too deep; mend them.") from None
    values: dict[str, Any] = {}
    problems: list[str] = []
    for key, value in table.items():
        where = f"{file}, line {_line(text, key)}"
        reader = READERS.get(key)
        if reader is None:
            problems.append(f"{where}: there is no setting {key} (here {_shown(value)}){_meant(key)}.")
            continue
        try:
            values[key] = reader(value)
        except Wrong as wrong:
            at = f"{file}, line {_line(text, wrong.key)}" if wrong.key else where
            name, given = (f"{key}.{wrong.key}", wrong.value) if wrong.key else (key, value)
            problems.append(f"{at}: {name} = {_shown(given)} {wrong}.")
    if problems:
        raise SettingsError(*problems)
    return Settings(**values)


def _line(text: str, key: str) -> int:
    """The line on which a key is first set or its table begins; TOML's reader does not say."""
    found = re.search(
        rf"""(?m)^\s*\[?\s*["']?{re.escape(key)}["']?\s*[\].=]|[{{,]\s*{re.escape(key)}\s*=""", text
    )
    return text.count("\n", 0, found.end()) + 1 if found else 1


def _shown(value: object) -> str:
    """A value as its file writes it, cut to a readable length."""
    written = {True: "true", False: "false"}.get(value) if isinstance(value, bool) else None
    text = written or (f'"{value}"' if isinstance(value, str) else str(value))
    return text if len(text) <= 60 else text[:57] + "..."


def _meant(key: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(key, [f.name for f in fields(Settings)], n=1)
    return f"; did you mean {near[0]}?" if near else "; take it out"


def _not_toml(message: str, file: Path) -> str:
    found = re.search(r"^(.*) \(at line (\d+), column (\d+)\)$", message)
    if not found:  # at the end of the file
        return f"{file}: this is not TOML: {message}; mend or take out the last line."
    why, line, column = found.groups()
    where = f"{file}, line {line}, column {column}"
    return f"{where}: this is not TOML: {why}; text goes in quotes, one setting a line."
