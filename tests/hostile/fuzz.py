"""A million events against a real `kiosk run`: it goes on asking, shows nothing it should not, stays at home.

    python fuzz.py [--seed N] [--events N] [--from BATCH]

Prints the seed; the same seed sends the same bytes. What goes wrong is told with the batch in which it did,
and `--from` begins there.
"""

import argparse
import os
import re
import signal
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

import pexpect
from hostile.pseudo_terminal import Terminal
from hostile.stranger import Stranger

import kiosk
from kiosk.home import Home, make_home
from kiosk.pins.file import write_pin
from store.sqlite.engine import sqlite3

SURVEY = """
name = "counter"
touchpoint = "checkout"
languages = ["en", "fr"]
[[question]]
id = "satisfaction"
metric = "csat"
scale = 5
style = "faces"
text = { en = "How was it?", fr = "C’était comment ?" }
[[question.follow_up]]
id = "mattered"
kind = "reasons"
text = { en = "What mattered most?", fr = "Qu’est-ce qui a compté ?" }
options = [{ id = "wait", en = "Waiting", fr = "L’attente" }, { id = "staff", en = "Staff", fr = "L’équipe" }]
[[question.follow_up]]
id = "words"
kind = "comment"
text = { en = "Anything else?", fr = "Autre chose ?" }
[[question]]
id = "recommend"
metric = "nps"
text = { en = "Would you recommend us?", fr = "Nous recommanderiez-vous ?" }
[[question.follow_up]]
id = "call"
kind = "contact"
text = { en = "May we call you?", fr = "Pouvons-nous vous appeler ?" }
consent = { en = "Yes, call me back.", fr = "Oui, rappelez-moi." }
"""
SETTINGS = "repeat_seconds = 0\nthanks_seconds = 1\nidle_seconds = 5\ntyping_idle_seconds = 5\n"
PIN = "748291"
SCORED = ("How was it?", "C’était comment", "recommend us?", "recommanderiez")
BEHIND = re.compile(
    rb"Traceback|Close the kiosk|Go on asking|Answers today|usual range|\x1b\[\?1049l|\x1b\]52"
)
"""What a stranger may never see, and what no terminal of a stranger may be told."""

BATCH = 4_000
"""Events between two looks."""
LIMIT = 1.0
"""Seconds within which a tap shows the next screen, on a machine with a processor to spare."""
_PROGRAM = """
import os, runpy, sys
sys.path.insert(0, {0!r})
os.chdir({1!r})
sys.argv = ["kiosk", "--home", {2!r}, "run"]
runpy.run_module("kiosk", run_name="__main__")
"""
"""The kiosk that this process would run, in another folder."""
_POUR, _SIP = 40, 0.06
"""Events sent at one stroke; and seconds after each where the kiosk is to look at every one of them."""
_CALM = 1.3
"""Seconds after the last byte until a paste or sequence without an end is over, and a key let go."""
_SIZE = (80, 24)


@dataclass(slots=True)
class Fuzzed:
    """What came of it."""

    events: int = 0
    bytes: int = 0
    answers: int = 0
    """How many were taken after a batch."""
    slowest: float = 0.0
    """Seconds that such an answer took at most."""
    problems: list[str] = field(default_factory=list)


class _Storm(Terminal):
    """A terminal that looks closely only now and then: what is drawn in a storm is searched, not laid out."""

    def __init__(self, arguments: list[str], **environment: str) -> None:
        super().__init__(arguments, size=_SIZE, **environment)
        self.is_looking = True
        self.escaped: list[bytes] = []
        self._tail = b""

    def _read(self, seconds: float) -> None:
        if self.is_looking:
            drawn = len(self.output)
            super()._read(seconds)
            self._search(self.output[drawn:])
            return
        try:
            self._search(self._process.read_nonblocking(1 << 16, seconds))
        except (pexpect.TIMEOUT, pexpect.EOF):
            return

    def _search(self, data: bytes) -> None:
        seen = self._tail + data
        if found := BEHIND.search(seen):
            self.escaped.append(seen[max(0, found.start() - 200) : found.end() + 200])
            seen = b""
        self._tail = seen[-32:]

    def look(self) -> None:
        """From here on the screen is laid out, from an empty one."""
        self.output = b""
        self.screen.reset()
        self.is_looking = True
        self.resize(_SIZE[0] + 1, _SIZE[1])  # so that all is drawn afresh
        self.idle(0.15)
        self.resize(*_SIZE)
        self.idle(0.15)


class Fuzz:
    """One kiosk, and strangers at it."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._seed = seed
        self._folder = folder
        self._home = Home(folder / "home")
        make_home(self._home)
        write_pin(self._home.pin_file, PIN)
        (self._home.surveys / "counter.toml").write_text(SURVEY)
        self._home.settings_file.write_text(SETTINGS)
        self._elsewhere = [folder / name for name in ("user", "scratch", "here")]
        for path in self._elsewhere:
            path.mkdir()
        self.fuzzed = Fuzzed()

    def run(self, events: int, *, first: int = 0, size: int = BATCH) -> Fuzzed:
        """Sends so many events, in batches that begin with the one numbered `first`."""
        user, scratch, here = map(str, self._elsewhere)
        program = _PROGRAM.format(str(Path(kiosk.__file__).parents[1]), here, str(self._home.path))
        with _Storm(["-B", "-c", program], HOME=user, TMPDIR=scratch) as terminal:
            terminal.until("How was it?")
            for number in range(first, first + -(-events // size)):
                try:
                    self._batch(terminal, number, min(size, events - self.fuzzed.events))
                except AssertionError as error:
                    self._note(number, f"{error}")
                    return self.fuzzed
                if not terminal.is_alive:
                    self._note(number, f"it ended, with {terminal.ends()}")
                    return self.fuzzed
            code = self._end(terminal)
            if code:
                self._note(number, code)
        return self.fuzzed

    def _batch(self, terminal: _Storm, number: int, count: int) -> None:
        stranger = Stranger(self._seed, number)
        terminal.is_looking = False
        if number % 6 == 3:
            self._send(terminal, stranger.megabyte())
        pending: list[bytes] = []
        for at, event in enumerate(stranger.events(count)):
            pending.append(event)
            if at % _POUR == _POUR - 1:
                self._send(terminal, b"".join(pending))
                pending.clear()
                if number % 2:  # every other batch is poured in, and most of it dropped as no person's
                    terminal.idle(_SIP)
            if at % (count // 5 or 1) == 17:
                terminal.idle(stranger.pause())
            if at % (count // 2 or 1) == 99:
                terminal.resize(*stranger.size())
        self._send(terminal, b"".join(pending))
        self.fuzzed.events += count
        terminal.idle(_CALM)
        for shown in terminal.escaped:
            self._note(number, f"shown: {shown!r}")
        terminal.escaped.clear()
        self._look_at_files(number, terminal)
        terminal.look()
        self._answer(terminal)

    def _send(self, terminal: _Storm, data: bytes) -> None:
        # A terminal takes 4 KiB at once; more would wait for whoever reads it.
        self.fuzzed.bytes += len(data)
        terminal.type(data)

    def _answer(self, terminal: _Storm) -> None:
        """Goes on to a scored question as a customer would, answers it, and looks whether that was kept."""
        deadline = time.monotonic() + 20
        while not any(asked in terminal.text for asked in SCORED):
            assert time.monotonic() < deadline, f"it asks nothing:\n{terminal.text}"
            terminal.type("\x1b")
            terminal.idle(0.8)
        asked = next(asked for asked in SCORED if asked in terminal.text)
        terminal.idle(0.8)  # it has been on the screen for a while
        if asked not in terminal.text:
            return self._answer(terminal)  # what was there before the calm has just timed out
        before = self._kept()
        pressed = time.monotonic()
        terminal.type("5")
        terminal.until(lambda: asked not in terminal.text or time.monotonic() - pressed > 8)
        took = time.monotonic() - pressed
        assert took <= 8, f"a tap was not taken:\n{terminal.text}"
        self.fuzzed.slowest = max(self.fuzzed.slowest, took)
        # Where others wait for the processors too, it waits as long as they do.
        crowd = max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))
        if took > LIMIT * crowd:
            self.fuzzed.problems.append(f"a tap took {took:.2f} s, with {crowd:.1f} to a processor")
        assert self._kept() > before, f"the next screen is shown and nothing is kept:\n{terminal.text}"
        self.fuzzed.answers += 1
        return None

    def _kept(self) -> int:
        """Grows with everything that is kept, also an answer in another's place."""
        with closing(sqlite3.connect(f"{self._home.database.as_uri()}?mode=ro", uri=True)) as connection:
            revision: int = connection.execute("SELECT coalesce(max(revision), 0) FROM response").fetchone()[
                0
            ]
        return revision

    def _look_at_files(self, number: int, terminal: _Storm) -> None:
        home = str(self._home.path)
        for entry in Path(f"/proc/{terminal.pid}/fd").iterdir():
            target = os.readlink(entry)
            flags = int(Path(f"/proc/{terminal.pid}/fdinfo/{entry.name}").read_text().split()[3], 8)
            if target.startswith("/") and flags & os.O_ACCMODE and not target.startswith((home, "/dev/")):
                self._note(number, f"it writes in {target}")
        for folder in self._elsewhere:
            for path in folder.iterdir():
                self._note(number, f"it has written {path}")
        if self._home.log.exists():
            self._note(number, f"in the log: {self._home.log.read_text()[-1500:]}")
            self._home.log.unlink()

    def _end(self, terminal: _Storm) -> str:
        """Ends it, and looks at the terminal."""
        terminal.is_looking = True
        terminal.signal(signal.SIGTERM)
        code = terminal.ends()
        if code == 128 + signal.SIGTERM and terminal.is_restored:
            return ""
        return f"it ended with {code}, the terminal {'restored' if terminal.is_restored else 'not restored'}"

    def _note(self, batch: int, what: str) -> None:
        self.fuzzed.problems.append(f"seed {self._seed}, batch {batch}: {what}")


def main() -> int:
    """Prints what came of it; exit code 1 when something went wrong."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--from", type=int, default=0, dest="first", metavar="BATCH")
    asked = parser.parse_args()
    print(f"seed {asked.seed}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        fuzzed = Fuzz(Path(folder), asked.seed).run(asked.events, first=asked.first)
    print(fuzzed)
    return 1 if fuzzed.problems else 0


if __name__ == "__main__":
    sys.exit(main())
