"""The home: its folder and files, the PIN, the settings, the survey, the backups and the log."""

import os
import re
import stat
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from kiosk.doctor.check import Check, failure, ok, warning
from kiosk.home import Home
from kiosk.pins.file import PinError, is_pin
from kiosk.settings import Settings, SettingsError, load_settings

_BACKUP_OLD = timedelta(days=2)
_LOG_TAIL = 256 * 1024
_LOG_RECENT = timedelta(days=7)
_LOGGED = re.compile(r"^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2} ", re.MULTILINE)
"""How a fault begins in the log."""


def folder(home: Home) -> Check:
    """Whether there is a home, and it is ours to write and nobody else's to read."""
    name, path = "home", home.path
    try:
        status = path.stat()
    except FileNotFoundError:
        return warning(name, f"{path} is not there yet.", "kiosk init sets it up; kiosk alone does too.")
    except OSError as error:
        return failure(
            name, f"{path} cannot be looked at ({error.strerror}).", f"sudo chown -R $USER '{path}'"
        )
    if not stat.S_ISDIR(status.st_mode):
        return failure(name, f"{path} is a file.", "Move it away, or name another home with --home.")
    if not os.access(path, os.R_OK | os.W_OK | os.X_OK):
        return failure(name, f"{path} cannot be written by you.", f"sudo chown -R $USER '{path}'")
    if others_may(status.st_mode):
        return warning(name, f"Others on this machine may look into {path}.", f"chmod 700 '{path}'")
    return ok(name, f"{path}, yours alone.")


def files(paths: Iterable[Path]) -> Check:
    """Whether nobody else may read the answers, the PIN and the log."""
    name, open_to_others, foreign = "files", [], []
    for path in paths:
        try:
            status = path.stat()
        except OSError:
            continue
        if others_may(status.st_mode):
            open_to_others.append(path)
        if hasattr(os, "geteuid") and status.st_uid != os.geteuid():
            foreign.append(path)
    if foreign:
        listed = _listed(foreign)
        return failure(
            name,
            f"{listed} {_belongs(foreign)} to somebody else.",
            f"sudo chown $USER {_quoted(foreign)}",
        )
    if open_to_others:
        return warning(
            name,
            f"Others on this machine may read {_listed(open_to_others)}.",
            f"chmod go= {_quoted(open_to_others)}",
        )
    return ok(name, "Nobody else may read them.")


def others_may(mode: int) -> bool:
    """Whether a file's group or everybody may do anything with it."""
    return bool(stat.S_IMODE(mode) & 0o077)


def pin(home: Home) -> Check:
    """Whether the operator's entrance has a lock."""
    name = "PIN"
    if not home.pin_file.exists():
        return warning(name, "No PIN is set.", "kiosk pin sets one; the first kiosk run makes one up.")
    try:
        is_pin(home.pin_file, "")
    except PinError as error:
        return failure(name, str(error), "kiosk pin --reset")
    return ok(name, "Set.")


def settings(home: Home) -> tuple[Check, Settings | None]:
    """Whether the settings can be used, and what they are."""
    name = "settings"
    if not home.is_set_up:
        return warning(name, f"{home.settings_file} is not there yet.", "kiosk init writes it."), None
    try:
        found = load_settings(home)
    except SettingsError as error:
        return failure(name, str(error).replace("\n", " "), "kiosk check shows every problem."), None
    if not found.lock:
        return warning(
            name,
            f"{home.settings_file.name} has lock = false: Ctrl-C ends the kiosk.",
            "Set lock = true before strangers use it.",
        ), found
    return ok(name, f"{home.settings_file.name} is right."), found


def survey(home: Home, survey_name: str) -> Check:
    """Whether the survey that the settings name can be asked."""
    from store.model.survey_file import check_survey

    name = "survey"
    file = home.surveys / f"{survey_name}.toml"
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return failure(
            name, f"{file} is not there.", "kiosk init --list-templates shows what comes with the program."
        )
    except (OSError, UnicodeDecodeError) as error:
        return failure(name, f"{file} cannot be read ({error}).", "Save it as UTF-8, readable by you.")
    checked = check_survey(text, file=str(file))
    more = f"kiosk check '{file}' shows the line, and how to mend it."
    if checked.survey is None:
        wrong = next(problem for problem in checked.problems if not problem.warning)
        return failure(name, f"{file.name}: {wrong.sentence}", more)
    if checked.problems:
        return warning(name, f"{file.name} can be asked, but: {checked.problems[0].sentence}", more)
    asked = len(checked.survey.questions)
    return ok(name, f"{file.name}: {asked} {'question' if asked == 1 else 'questions'}.")


def backup(paths: list[Path], now: datetime, answers: bool) -> Check:
    """How old the newest of the dated backups is; `now` is aware."""
    name = "backups"
    if not paths:
        if not answers:
            return ok(name, "None, and nothing to back up yet.")
        return warning(
            name,
            "There is none.",
            "kiosk backup makes one; a running kiosk makes one every night (backup_keep in the settings).",
        )
    made = datetime.fromtimestamp(paths[-1].stat().st_mtime, now.tzinfo)
    if now - made > _BACKUP_OLD:
        return warning(
            name,
            f"The newest is {_ago(now - made)} old.",
            "kiosk backup makes one; a kiosk that runs does every night, or its log says why not.",
        )
    return ok(name, f"{len(paths)}, the newest {_ago(now - made)} old.")


def log(home: Home, now: datetime) -> Check:
    """Whether the kiosk met faults in the last seven days (looked for in the newest 256 KiB)."""
    name = "log"
    try:
        with home.log.open("rb") as file:
            file.seek(max(0, home.log.stat().st_size - _LOG_TAIL))
            text = file.read().decode("utf-8", "replace")
    except FileNotFoundError:
        return ok(name, "Nothing was ever logged.")
    except OSError as error:
        return warning(
            name, f"{home.log} cannot be read ({error.strerror}).", f"sudo chown $USER '{home.log}'"
        )
    since = (now - _LOG_RECENT).strftime("%Y-%m-%d")
    recent = [day for day in _LOGGED.findall(text) if day >= since]
    if not recent:
        return ok(name, "No fault in the last seven days.")
    count = "1 fault" if len(recent) == 1 else f"{len(recent)} faults"
    return warning(name, f"{count} in the last seven days, the newest on {recent[-1]}.", f"Read {home.log}.")


def _ago(span: timedelta) -> str:
    hours = int(span.total_seconds() // 3600)
    if hours < 1:
        return "under an hour"
    if hours < 48:
        return "1 hour" if hours == 1 else f"{hours} hours"
    return f"{hours // 24} days"


def _listed(paths: list[Path]) -> str:
    return ", ".join(path.name for path in paths[:3]) + (
        f" and {len(paths) - 3} more" if len(paths) > 3 else ""
    )


def _quoted(paths: list[Path]) -> str:
    return " ".join(f"'{path}'" for path in paths)


def _belongs(paths: list[Path]) -> str:
    return "belongs" if len(paths) == 1 else "belong"
