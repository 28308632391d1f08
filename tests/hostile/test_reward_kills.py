"""A kiosk that gives reward codes is killed at random moments: no code is shown twice, and none is lost or
given to two."""

import itertools
import os
import random
import re
import signal
import time
from pathlib import Path

import pytest
from customer.surveys import QUICK
from hostile.pseudo_terminal import Terminal

from kiosk.home import Home, make_home
from kiosk.pins.file import write_pin
from store.sqlite.engine import sqlite3

pytestmark = pytest.mark.skipif(not hasattr(os, "openpty"), reason="no pseudo-terminals here")

SURVEY = f"""{QUICK}
[reward]
codes = "codes.txt"
"""
CODE = re.compile(r"\bLEFORT-\d{4}\b")


def given(home: Home) -> list[str]:
    """The codes that are somebody's, in the order in which they were given."""
    connection = sqlite3.connect(home.database)
    try:
        rows = connection.execute("SELECT reward FROM response WHERE reward IS NOT NULL ORDER BY started_ms")
        return [code for (code,) in rows]
    finally:
        connection.close()


def taps_until_killed(home: Home, seconds: float) -> list[str]:
    """Answers as fast as it goes, kills the kiosk after so long; the codes that were shown, each once."""
    shown: list[str] = []
    command = ["-m", "kiosk", "--home", str(home.path), "run", "--theme", "plain"]
    with Terminal(command) as terminal:
        terminal.until("Touch a face")
        deadline = time.monotonic() + seconds
        keys = itertools.cycle("12345")  # the same key again and again is one that is held down
        pressed_at = 0.0

        def tapped() -> bool:
            nonlocal pressed_at
            shown.extend({*CODE.findall(terminal.text)} - {*shown})
            if time.monotonic() - pressed_at > 0.4:
                pressed_at = time.monotonic()
                terminal.type(next(keys))
            return time.monotonic() >= deadline

        terminal.until(tapped)
        terminal.signal(signal.SIGKILL)
        terminal.ends()
        shown += [code for code in CODE.findall(terminal.text) if code not in shown]
    return shown


def try_kills(folder: Path, kills: int, seed: int) -> None:
    dice = random.Random(seed)
    home = Home(folder / "home")
    make_home(home)
    write_pin(home.pin_file, "748291")
    (home.surveys / "counter.toml").write_text(SURVEY)
    (home.surveys / "codes.txt").write_text("\n".join(f"LEFORT-{n:04}" for n in range(1000, 9999)))
    seen: list[str] = []
    tries = 0
    while tries < kills or not seen:  # on a loaded machine all of them may have been too early
        seen += taps_until_killed(home, dice.uniform(1.0, 5.0) * (1 + tries // kills))
        tries += 1
    rows = given(home)
    assert len({*seen}) == len(seen), "a code was shown to two"
    assert len({*rows}) == len(rows), "a code is with two responses"
    assert {*seen} <= {*rows}, "a code was shown that no response has"
    assert len(rows) <= len(seen) + tries, "codes were used up that nobody saw"


def test_no_code_is_given_twice_by_a_kiosk_that_is_killed(tmp_path: Path) -> None:
    try_kills(tmp_path, kills=1, seed=1)


@pytest.mark.long
def test_no_code_is_given_twice_in_forty_kills(tmp_path: Path) -> None:
    try_kills(tmp_path, kills=40, seed=int(os.environ.get("SEED", "2")))
