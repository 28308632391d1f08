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
from kiosk.written_file import read_written
from store.model.saying import Saying, why_of

_BACKUP_OLD = timedelta(days=2)
_LOG_TAIL = 256 * 1024
_LOG_RECENT = timedelta(days=7)
_LOGGED = re.compile(r"^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2} ", re.MULTILINE)
"""How a fault begins in the log."""


def folder(home: Home) -> Check:
    """Whether there is a home, and it is ours to write and nobody else's to read."""
    name, path = Saying("home"), home.path
    try:
        status = path.stat()
    except FileNotFoundError:
        return warning(
            name,
            Saying("{path} is not there yet.", path=path),
            Saying("kiosk init sets it up; kiosk alone does too."),
        )
    except OSError as error:
        return failure(
            name,
            Saying("{path} cannot be looked at ({why}).", path=path, why=why_of(error)),
            f"sudo chown -R $USER '{path}'",
        )
    if not stat.S_ISDIR(status.st_mode):
        return failure(
            name,
            Saying("{path} is a file.", path=path),
            Saying("Move it away, or name another home with --home."),
        )
    if not os.access(path, os.R_OK | os.W_OK | os.X_OK):
        return failure(
            name, Saying("{path} cannot be written by you.", path=path), f"sudo chown -R $USER '{path}'"
        )
    if others_may(status.st_mode):
        return warning(
            name, Saying("Others on this machine may look into {path}.", path=path), f"chmod 700 '{path}'"
        )
    return ok(name, Saying("{path}, yours alone.", path=path))


def files(paths: Iterable[Path]) -> Check:
    """Whether nobody else may read the answers, the PIN and the log."""
    name, open_to_others, foreign = Saying("files"), [], []
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
        sentence = (
            Saying("{file} belongs to somebody else.", file=foreign[0].name)
            if len(foreign) == 1
            else Saying("{files} belong to somebody else.", files=_listed(foreign))
        )
        return failure(name, sentence, f"sudo chown $USER {_quoted(foreign)}")
    if open_to_others:
        return warning(
            name,
            Saying("Others on this machine may read {files}.", files=_listed(open_to_others)),
            f"chmod go= {_quoted(open_to_others)}",
        )
    return ok(name, Saying("Nobody else may read them."))


def others_may(mode: int) -> bool:
    """Whether a file's group or everybody may do anything with it."""
    return bool(stat.S_IMODE(mode) & 0o077)


def pin(home: Home) -> Check:
    """Whether the operator's entrance has a lock."""
    name = Saying("PIN")
    if not home.pin_file.exists():
        mend = Saying("kiosk pin sets one; the first kiosk run makes one up.")
        return warning(name, Saying("No PIN is set."), mend)
    try:
        is_pin(home.pin_file, "")
    except PinError as error:
        return failure(name, str(error), "kiosk pin --reset")
    return ok(name, Saying("Set."))


def settings(home: Home) -> tuple[Check, Settings | None]:
    """Whether the settings can be used, and what they are."""
    name = Saying("settings")
    if not home.is_set_up:
        sentence = Saying("{path} is not there yet.", path=home.settings_file)
        return warning(name, sentence, Saying("{command} makes it.", command="`kiosk init`")), None
    try:
        found = load_settings(home)
    except SettingsError as error:
        return failure(name, str(error), Saying("kiosk check shows every problem.")), None
    if not found.lock:
        return warning(
            name,
            Saying(
                "{file} has {setting}: Ctrl-C ends the kiosk.",
                file=home.settings_file.name,
                setting="lock = false",
            ),
            Saying("Set {setting} before strangers use it.", setting="lock = true"),
        ), found
    return ok(name, Saying("{file} is right.", file=home.settings_file.name)), found


def survey(home: Home, survey_name: str) -> Check:
    """Whether the survey that the settings name can be asked."""
    from store.model.survey_file import check_survey

    name = Saying("survey")
    file = home.surveys / f"{survey_name}.toml"
    try:
        text = read_written(file).decode("utf-8")
    except FileNotFoundError:
        return failure(
            name,
            Saying("There is no {path}.", path=file),
            Saying("kiosk init --list-templates shows what comes with the program."),
        )
    except (OSError, UnicodeDecodeError) as error:
        why = why_of(error) if isinstance(error, OSError) else error
        mend = Saying("Save it as UTF-8, readable by you.")
        return failure(name, Saying("{path} cannot be read ({why}).", path=file, why=why), mend)
    checked = check_survey(text, file=str(file))
    more = Saying("{command} shows the line, and how to mend it.", command=f"kiosk check '{file}'")
    if checked.survey is None:
        wrong = next(problem for problem in checked.problems if not problem.warning)
        return failure(name, Saying("{name}: {sentence}", name=file.name, sentence=wrong.sentence), more)
    if checked.problems:
        advice = checked.problems[0].sentence
        sentence = Saying("{file} can be asked, but: {advice}", file=file.name, advice=advice)
        return warning(name, sentence, more)
    asked = len(checked.survey.questions)
    return ok(name, Saying.plural("{file}: {n} question.", "{file}: {n} questions.", asked, file=file.name))


def backup(paths: list[Path], now: datetime, answers: bool) -> Check:
    """How old the newest of the dated backups is; `now` is aware."""
    name = Saying("backups")
    if not paths:
        if not answers:
            return ok(name, Saying("None, and nothing to back up yet."))
        return warning(
            name,
            Saying("There is none yet."),
            Saying(
                "kiosk backup makes one; a running kiosk makes one every night (backup_keep in the settings)."
            ),
        )
    made = datetime.fromtimestamp(paths[-1].stat().st_mtime, now.tzinfo)
    if now - made > _BACKUP_OLD:
        return warning(
            name,
            Saying("The newest is {time} old.", time=_long(now - made)),
            Saying("kiosk backup makes one; a kiosk that runs does every night, or its log says why not."),
        )
    return ok(name, Saying("{n}, the newest {time} old.", n=len(paths), time=_long(now - made)))


def log(home: Home, now: datetime) -> Check:
    """Whether the kiosk met faults in the last seven days (looked for in the newest 256 KiB)."""
    name = Saying("log")
    try:
        with home.log.open("rb") as file:
            file.seek(max(0, home.log.stat().st_size - _LOG_TAIL))
            text = file.read().decode("utf-8", "replace")
    except FileNotFoundError:
        return ok(name, Saying("Nothing was ever logged."))
    except OSError as error:
        return warning(
            name,
            Saying("{path} cannot be read ({why}).", path=home.log, why=why_of(error)),
            f"sudo chown $USER '{home.log}'",
        )
    since = (now - _LOG_RECENT).strftime("%Y-%m-%d")
    recent = [day for day in _LOGGED.findall(text) if day >= since]
    if not recent:
        return ok(name, Saying("No fault in the last seven days."))
    sentence = Saying.plural(
        "{n} fault in the last seven days, on {day}.",
        "{n} faults in the last seven days, the newest on {day}.",
        len(recent),
        day=recent[-1],
    )
    return warning(name, sentence, Saying("Read {path}.", path=home.log))


def _long(span: timedelta) -> Saying:
    hours = int(span.total_seconds() // 3600)
    if hours < 1:
        return Saying("under an hour")
    if hours < 48:
        return Saying.plural("{n} hour", "{n} hours", hours)
    return Saying.plural("{n} day", "{n} days", hours // 24)


def _listed(paths: list[Path]) -> str:
    names = ", ".join(path.name for path in paths[:3])
    return Saying("{names} and {n} more", names=names, n=len(paths) - 3) if len(paths) > 3 else names


def _quoted(paths: list[Path]) -> str:
    return " ".join(f"'{path}'" for path in paths)
