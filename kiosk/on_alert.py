"""Runs the shop's own program for an alert: to send a message, to light a lamp."""

import json
import os
import signal
import subprocess
import threading
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from store.model.raised import RaisedAlert

SECONDS = 20.0
"""So long it may take; then it is ended, with all that it started."""

_LONGEST = 120
"""Characters of its own complaint that are kept."""

_TAIL = 4096
"""Bytes of it that are looked at."""

_PIPE = 65536
"""Bytes that a pipe holds at most."""

_REST_SECONDS = 0.2
"""So long, once the program is gone, the rest of its complaint is waited for."""


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
        program = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            bufsize=0,
            cwd=folder,
            env={**os.environ, **named},
            start_new_session=True,  # it can reach no key and no screen, and is ended as a whole
        )
    except (OSError, ValueError) as error:
        return f"{command[0]} cannot be started ({getattr(error, 'strerror', None) or error})."
    talk = _Talk(program, given)
    talk.start()
    try:
        program.wait(seconds)
    except subprocess.TimeoutExpired:
        _end(program)
        return f"{command[0]} took longer than {seconds:g} seconds."
    finally:
        talk.end()
    if program.returncode == 0:
        return "ok"
    lines = talk.tail.decode("utf-8", "replace").strip().splitlines()
    said = f": {lines[-1][:_LONGEST]}" if lines else "."
    return f"{command[0]} ended with {program.returncode}{said}"


class _Talk(threading.Thread):
    """Gives a program its input and keeps the end of its complaint.

    Whatever the program leaves running may keep the pipe open for ever: a thread can be left waiting for it,
    and closes the pipe at the next word that comes.
    """

    def __init__(self, program: "subprocess.Popen[bytes]", given: bytes) -> None:
        super().__init__(name="on-alert", daemon=True)
        self._program = program
        self._given = given
        self._gone = threading.Event()
        self.tail = b""
        """The end of what it complained of."""

    def run(self) -> None:
        """Until the complaint ends, or the program."""
        given, complaint = self._program.stdin, self._program.stderr
        assert given is not None
        assert complaint is not None
        with suppress(OSError), given:  # it need not read it
            given.write(self._given)
        with complaint:
            last = False
            while not last:
                last = self._gone.is_set()  # looked at first: then this reads all that it has still said
                said = complaint.read(_PIPE)
                self.tail = (self.tail + said)[-_TAIL:]
                last = last or not said

    def end(self) -> None:
        """The program is gone: takes what is left of its complaint, and no more."""
        self._gone.set()
        self.join(_REST_SECONDS)


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
