"""Runs the shop's own program for an alert: to send a message, to light a lamp."""

import json
import os
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from store.model.raised import RaisedAlert

SECONDS = 20.0
"""So long it may take; then it is ended, with all that it started."""

_LONGEST = 120
"""Characters of its own complaint that are kept."""

_TAIL = 4096
"""Bytes of it that are looked at."""


def run(
    command: Sequence[str],
    alert: RaisedAlert,
    question: str,
    sentence: str,
    *,
    shop: str,
    folder: Path,
    seconds: float = SECONDS,
) -> str:
    """Runs `command` without a shell and waits; 'ok', or one sentence on what went wrong.

    It has no terminal, and the home as its folder. It finds the facts in `KIOSK_ALERT_…` variables and as one
    JSON object on its input. `question` is the question's id, '' for none; `sentence` what is shown.
    """
    facts: dict[str, object] = {
        "rule": alert.rule,
        "text": sentence,
        "shop": shop,
        "question": question,
        "kiosk": "" if question else alert.subject,
        "at": datetime.fromtimestamp(alert.at_ms / 1000, UTC).isoformat(timespec="seconds"),
        **alert.facts,
    }
    named = {f"KIOSK_ALERT_{name.upper()}": _text(value) for name, value in facts.items()}
    given = json.dumps(facts, ensure_ascii=False).encode() + b"\n"
    try:
        # Files, and no pipes: whatever it leaves running would keep those open, and reading would not end.
        with tempfile.TemporaryFile() as told, tempfile.TemporaryFile() as complaint:
            told.write(given)
            told.seek(0)
            program = subprocess.Popen(
                command,
                stdin=told,
                stdout=subprocess.DEVNULL,
                stderr=complaint,
                cwd=folder,
                env={**os.environ, **named},
                start_new_session=True,  # it can reach no key and no screen, and is ended as a whole
            )
            try:
                program.wait(seconds)
            except subprocess.TimeoutExpired:
                _end(program)
                return f"{command[0]} took longer than {seconds:g} seconds."
            if program.returncode == 0:
                return "ok"
            complaint.seek(max(0, complaint.seek(0, os.SEEK_END) - _TAIL))
            lines = complaint.read().decode("utf-8", "replace").strip().splitlines()
    except (OSError, ValueError) as error:
        return f"{command[0]} cannot be started ({getattr(error, 'strerror', None) or error})."
    said = f": {lines[-1][:_LONGEST]}" if lines else "."
    return f"{command[0]} ended with {program.returncode}{said}"


def _text(value: object) -> str:
    """As a variable of the environment: a list as JSON."""
    written = json.dumps(value, ensure_ascii=False) if isinstance(value, list) else str(value)
    return written.replace("\0", "")


def _end(program: "subprocess.Popen[bytes]") -> None:
    try:
        os.killpg(program.pid, signal.SIGKILL)
    except (OSError, AttributeError):  # gone by itself, or a system without groups
        program.kill()
    program.wait()
