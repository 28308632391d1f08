"""What the doctor says about a terminal and a machine, from what it was told about them."""

import json
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pexpect
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.doctor import machine, store, terminal
from kiosk.doctor.ask import understood
from kiosk.doctor.check import Check, State

NOW = datetime(2026, 3, 3, 16, 0, tzinfo=UTC)
GB = 1_000_000_000


def said(check: Check) -> str:
    return f"{check.state} {check.sentence} {check.mend}"


@pytest.mark.parametrize(
    ("columns", "rows", "state"),
    [
        (39, 24, State.FAILURE),
        (80, 14, State.FAILURE),
        (40, 15, State.OK),
        (70, 22, State.OK),
        (80, 24, State.OK),
        (120, 36, State.OK),
        (130, 40, State.WARNING),
        (211, 55, State.WARNING),
    ],
)
def test_a_terminal_is_to_be_read_from_across_a_counter(columns: int, rows: int, state: State) -> None:
    assert terminal.size(columns, rows).state is state


def test_a_screen_with_too_small_letters_says_how_far_to_zoom() -> None:
    check = terminal.size(211, 55)
    assert check.sentence == "211×55 is hard to read at a counter."
    assert "about 70×22" in check.mend


@pytest.mark.parametrize(
    ("term", "tmux", "tmux_mouse", "reported", "expected"),
    [
        ("linux", False, None, None, "warning A bare Linux console"),
        ("tmux-256color", True, False, True, "warning tmux keeps"),
        ("tmux-256color", True, True, True, "ok This terminal passes"),
        ("xterm-256color", False, None, True, "ok This terminal passes"),
        ("xterm-256color", False, None, False, "warning This terminal says"),
        ("xterm-256color", False, None, None, "ok This terminal does not say"),
    ],
)
def test_whether_touches_reach_us(
    term: str, tmux: bool, tmux_mouse: bool | None, reported: bool | None, expected: str
) -> None:
    check = terminal.mouse(term, tmux, tmux_mouse, reported)
    assert said(check).startswith(expected)
    assert check.state is not State.WARNING or "key" in said(check) or "mouse on" in check.mend


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (b"\x1b[?1006;2$y\x1b[?62;22c", True),
        (b"\x1b[?1006;1$y\x1b[?6c", True),
        (b"\x1b[?1006;0$y\x1b[?6c", False),
        (b"\x1b[?1006;4$y\x1b[?6c", False),
        (b"\x1b[?6c", None),
        (b"", None),
    ],
)
def test_what_a_terminal_answers_about_its_mouse_is_understood(answer: bytes, expected: bool | None) -> None:
    assert understood(answer) is expected


@given(st.binary(max_size=40))
def test_no_answer_of_a_terminal_breaks_anything(answer: bytes) -> None:
    assert understood(answer) in (True, False, None)


@pytest.mark.parametrize(
    ("encoding", "locale", "state"),
    [
        ("UTF-8", "fr_FR.UTF-8", State.OK),
        ("utf8", "", State.OK),
        ("ANSI_X3.4-1968", "C", State.FAILURE),
        ("ISO-8859-1", "fr_FR", State.FAILURE),
    ],
)
def test_letters_need_utf8(encoding: str, locale: str, state: State) -> None:
    assert terminal.letters(encoding, locale).state is state


def test_no_terminal_type_is_a_failure_and_a_console_is_not() -> None:
    states = [terminal.kind(term).state for term in ("", "dumb", "linux", "xterm-256color")]
    assert states == [State.FAILURE, State.FAILURE, State.OK, State.OK]


def test_a_lack_of_colours_is_no_illness() -> None:
    found = [
        terminal.colours("xterm", "", True),
        terminal.colours("xterm-256color", "truecolor", False),
        terminal.colours("xterm-256color", "", False),
        terminal.colours("linux", "", False),
    ]
    assert {check.state for check in found} == {State.OK}
    assert "greys" in found[0].sentence
    assert "plain" in found[3].sentence


@pytest.mark.parametrize(
    ("free", "files", "database", "state"),
    [
        (100 * GB, 10_000, 50_000_000, State.OK),
        (100 * GB, None, 50_000_000, State.OK),
        (100 * GB, 0, 0, State.FAILURE),
        (20_000_000, 10_000, 0, State.FAILURE),
        (300_000_000, 10_000, 0, State.WARNING),
        (4 * GB, 10_000, 2 * GB, State.WARNING),
    ],
)
def test_room_on_the_disk(free: int, files: int | None, database: int, state: State) -> None:
    assert machine.room(free, files, database).state is state


@pytest.mark.parametrize(
    ("now", "synchronised", "newest", "state"),
    [
        (NOW, True, NOW - timedelta(hours=1), State.OK),
        (NOW, None, None, State.OK),
        (NOW, False, None, State.WARNING),
        (NOW, True, NOW + timedelta(seconds=30), State.OK),
        (NOW, True, NOW + timedelta(hours=1), State.FAILURE),
        (datetime(1970, 1, 1, tzinfo=UTC), None, None, State.FAILURE),
    ],
)
def test_whether_the_clock_can_be_believed(
    now: datetime, synchronised: bool | None, newest: datetime | None, state: State
) -> None:
    assert machine.clock(now, synchronised, newest).state is state


def test_days_are_split_at_the_shops_own_hour() -> None:
    hour = timedelta(hours=1)
    assert machine.time_zone("Europe/Paris", "Etc/UTC", timedelta(0)).state is State.OK
    assert machine.time_zone(None, "Europe/Paris", hour).state is State.OK
    assert machine.time_zone(None, "Etc/UTC", timedelta(0)).state is State.WARNING
    assert machine.time_zone(None, "Europe/London", timedelta(0)).state is State.OK
    assert machine.time_zone("Mars/Base", "Etc/UTC", timedelta(0)).state is State.FAILURE
    assert machine.time_zone("../etc/passwd", "Etc/UTC", timedelta(0)).state is State.FAILURE


def test_asking_the_kernel_about_its_clock_never_fails() -> None:
    assert machine.clock_synchronised() in (True, False, None)


@pytest.mark.parametrize(
    ("version", "state", "word"),
    [
        ((3, 53, 4), State.OK, "WAL"),
        ((3, 50, 7), State.OK, "WAL"),
        ((3, 40, 1), State.WARNING, "TRUNCATE"),
        ((3, 36, 0), State.FAILURE, "too old"),
    ],
)
def test_an_engine_with_the_fault_is_named(version: tuple[int, int, int], state: State, word: str) -> None:
    check = store.engine(version, "Python's own")
    assert check.state is state
    assert word in check.sentence


def test_a_journal_that_this_engine_cannot_share_is_a_failure() -> None:
    assert store.journal("wal", (3, 53, 4)).state is State.OK
    assert store.journal("truncate", (3, 40, 1)).state is State.OK
    assert store.journal("truncate", (3, 53, 4)).state is State.OK
    assert store.journal("wal", (3, 40, 1)).state is State.FAILURE


def test_every_warning_and_every_failure_says_the_mend() -> None:
    checks = [
        terminal.size(20, 5),
        terminal.size(300, 90),
        terminal.kind("dumb"),
        terminal.letters("ASCII", ""),
        terminal.mouse("linux", False, None, None),
        terminal.standard_input(False),
        machine.platform("win32"),
        machine.room(0, 0, 0),
        store.unreadable("It is broken; mend it."),
        store.unreadable("It is broken."),
    ]
    assert all(check.state is not State.OK and check.mend.strip() for check in checks)
    assert store.unreadable("A is broken; b mends it.").sentence == "A is broken; b mends it."


@pytest.fixture
def on_a_terminal(tmp_path: Path) -> pexpect.spawn:
    child = pexpect.spawn(
        sys.executable,
        ["-m", "kiosk", "--home", str(tmp_path / "none"), "doctor"],
        dimensions=(55, 211),
        env={"TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"},
        timeout=20,
        encoding="utf-8",
    )
    child.delaybeforesend = None
    return child


def test_on_a_real_terminal_it_asks_and_leaves_no_answer_behind(on_a_terminal: pexpect.spawn) -> None:
    on_a_terminal.expect_exact("\x1b[?1006$p\x1b[c")
    on_a_terminal.send("\x1b[?1006;2$y\x1b[?62;22c")
    on_a_terminal.expect_exact("This terminal passes them on.")
    on_a_terminal.expect(pexpect.EOF)
    assert "?62" not in str(on_a_terminal.before)
    on_a_terminal.close()
    assert on_a_terminal.exitstatus == 0


def test_a_terminal_that_does_not_answer_is_not_waited_for(on_a_terminal: pexpect.spawn) -> None:
    on_a_terminal.expect_exact("211×55 is hard to read")
    on_a_terminal.expect_exact("This terminal does not say")
    on_a_terminal.expect(pexpect.EOF)
    on_a_terminal.close()
    assert on_a_terminal.exitstatus == 0


def test_a_locale_without_the_letters_does_not_break_it(tmp_path: Path) -> None:
    out, status = pexpect.run(
        f"{sys.executable} -m kiosk --home {tmp_path} doctor --json",
        env={"TERM": "dumb", "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONCOERCECLOCALE": "0"},
        withexitstatus=True,
        timeout=20,
    )
    assert status == 1
    document = json.loads(out)
    states = {check["name"]: check["state"] for check in document["checks"]}
    assert states["terminal"] == "failure"
