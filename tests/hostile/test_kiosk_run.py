"""`kiosk run` in a real terminal: the first run, strangers, signals, kills, and what is then on disk."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from customer.surveys import QUICK
from hostile.pseudo_terminal import Terminal

from kiosk.home import Home, make_home
from kiosk.pins.file import is_pin, write_pin
from kiosk.shop_clock import now_ms
from store.sqlite.database import open_database
from store.sqlite.engine import sqlite3

pytestmark = pytest.mark.skipif(not hasattr(os, "openpty"), reason="no pseudo-terminals here")

PIN = "748291"
FIRST, ATTRACT, REASONS = "To stop", "Touch a face", "What mattered most?"
COMMENT, THANKS = "Anything else", "Thank you"

WITH_COMMENT = f"""{QUICK}
[[question.follow_up]]
id = "words"
kind = "comment"
text = {{ en = "Anything else?" }}
"""


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A home that has been set up, with the counter survey."""
    home = Home(tmp_path / "home")
    make_home(home)
    write_pin(home.pin_file, PIN)
    return home


def _ask(home: Home, survey: str = "") -> None:
    """Has the kiosk ask another survey."""
    (home.surveys / "counter.toml").write_text(survey)


def _run(home: Home, *options: str, **environment: str) -> Terminal:
    return Terminal(["-m", "kiosk", "--home", str(home.path), "run", *options], **environment)


def _answers(home: Home) -> list[tuple[str, int | None, str | None, str]]:
    """Question, score, text, status, in the order they were given."""
    connection = sqlite3.connect(home.database)
    try:
        return connection.execute(
            "SELECT question, score, text, status FROM answers"
            " WHERE outcome = 'answered' ORDER BY answered_at, response"
        ).fetchall()
    finally:
        connection.close()


def _visits(home: Home) -> list[str]:
    connection = sqlite3.connect(home.database)
    try:
        if not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'response'").fetchone():
            return []  # the first question may be seen before the store is made
        return [status for (status,) in connection.execute("SELECT status FROM response ORDER BY started_ms")]
    finally:
        connection.close()


def _press(terminal: Terminal, keys: str, before: str, after: str) -> None:
    """Presses as people do, again if it was too soon, until one screen has given way to another."""
    pressed_at = 0.0

    def pressed() -> bool:
        nonlocal pressed_at
        if after in terminal.text and before not in terminal.text:
            return True
        if time.monotonic() - pressed_at > 0.8:  # less would be a key held down
            pressed_at = time.monotonic()
            terminal.type(keys)
        return False

    terminal.until(pressed)


def test_the_first_run_shows_a_pin_until_somebody_has_read_it_then_asks(tmp_path: Path) -> None:
    home = Home(tmp_path / "new")
    with Terminal(["-m", "kiosk"], KIOSK_HOME=str(home.path)) as killed:
        killed.until(FIRST)
        killed.signal(signal.SIGKILL)
        killed.ends()
    assert not home.pin_file.exists()
    with Terminal(["-m", "kiosk"], KIOSK_HOME=str(home.path)) as terminal:
        terminal.until(FIRST)
        assert "F10, PIN, Close" in terminal.text
        _press(terminal, "\r", FIRST, ATTRACT)
        terminal.until(home.pin_file.exists)
        terminal.signal(signal.SIGTERM)
        assert terminal.ends() == 143
        assert terminal.is_restored
    assert not is_pin(home.pin_file, PIN)
    with Terminal(["-m", "kiosk"], KIOSK_HOME=str(home.path)) as again:
        again.until(ATTRACT)


def test_three_answers_are_on_disk_when_the_power_goes_right_after_the_thanks(home: Home) -> None:
    _ask(home, QUICK)
    with _run(home) as terminal:
        terminal.until(ATTRACT)
        for key in "543":
            _press(terminal, key, ATTRACT, THANKS)
            if key != "3":
                _press(terminal, "\r", THANKS, ATTRACT)
        terminal.signal(signal.SIGKILL)
        terminal.ends()
    assert [(score, status) for _, score, _, status in _answers(home)] == [
        (5, "complete"),
        (4, "complete"),
        (3, "complete"),
    ]


def test_a_kiosk_killed_in_mid_visit_asks_again_and_keeps_what_was_answered(home: Home) -> None:
    with _run(home) as terminal:
        terminal.until(ATTRACT)
        _press(terminal, "2", ATTRACT, REASONS)
        terminal.signal(signal.SIGKILL)
        terminal.ends()
    assert _visits(home) == ["open"]
    with _run(home) as terminal:
        terminal.until(ATTRACT)
        terminal.until(lambda: _visits(home) == ["partial"])
        _press(terminal, "4", ATTRACT, REASONS)
        terminal.signal(signal.SIGTERM)
        assert terminal.ends() == 143
        assert terminal.is_restored
    assert _visits(home) == ["partial", "partial"]
    assert [score for _, score, _, _ in _answers(home)] == [2, 4]


def test_a_stranger_finds_no_way_out_and_leaves_only_harmless_text(home: Home) -> None:
    _ask(home, WITH_COMMENT)
    with _run(home) as terminal:
        terminal.until(ATTRACT)
        function_keys = "".join(f"\x1b{k}" for k in ("OP", "OQ", "OR", "OS", "[15~", "[17~", "[18~", "[19~"))
        terminal.type("\x03\x1a\x1c\x11\x10\x04" + function_keys)
        terminal.type(b"\xff\xe9\x1b[48;0;0;0;0t")
        terminal.idle(0.4)
        assert ATTRACT in terminal.text
        for columns, rows in ((1, 1), (20, 5), (300, 90), (80, 24)):
            terminal.resize(columns, rows)
            terminal.idle(0.1)
        terminal.until(ATTRACT)
        _press(terminal, "5", ATTRACT, COMMENT)
        terminal.idle(0.4)
        terminal.type("\x1b[200~[@click=app.quit()]x[/b] \x1b[31m\x1b]52;c;AAAA\x07\x1b[201~")
        terminal.until("[@click=app.quit()]x[/b]")
        terminal.type(b"\x1b[200~" + b"z" * 1_000_000 + b"\x1b[201~")
        terminal.until("zzzz")
        terminal.type("\x01\x1b[1;2F\x18\x16")  # select it all, cut, paste
        terminal.type(b"\x7f" * 20 + b"\xff[b]bold[/]")
        terminal.until("[b]bold[/]")
        assert b"\x1b]52" not in terminal.output
        _press(terminal, "\r", COMMENT, THANKS)
        terminal.signal(signal.SIGHUP)
        assert terminal.ends() == 129
        assert terminal.is_restored
        assert b"Traceback" not in terminal.output
    assert not home.log.exists()
    texts = [text for question, _, text, _ in _answers(home) if question == "words"]
    assert len(texts) == 1
    assert texts[0] is not None
    assert texts[0].isprintable()
    assert len(texts[0]) <= 280


WITH_A_FAULT = """
import runpy, sys
from screens.question import comment
typed = comment.CommentScreen.typed
def faulty(self, event):
    if event.character == "!":
        secret = self.field.text
        raise RuntimeError(f"broken after {len(secret)}")
    return typed(self, event)
comment.CommentScreen.typed = faulty
sys.argv = ["kiosk", "--home", sys.argv[1], "run"]
runpy.run_module("kiosk", run_name="__main__")
"""


@pytest.mark.long
def test_a_fault_in_the_middle_of_a_visit_keeps_the_answers_and_it_asks_again_after_a_longer_rest_each_time(
    home: Home,
) -> None:
    _ask(home, WITH_COMMENT)
    rests = []
    with Terminal(["-c", WITH_A_FAULT, str(home.path)]) as terminal:
        for key in "52":
            terminal.until(ATTRACT)
            _press(terminal, key, ATTRACT, COMMENT)
            terminal.idle(0.4)
            terminal.type("private words!")
            terminal.until("One moment")
            fell = time.monotonic()
            terminal.until(ATTRACT)
            rests.append(time.monotonic() - fell)
        terminal.until(lambda: _visits(home) == ["partial", "partial"])
        assert b"Traceback" not in terminal.output
        assert b"\x1b[?1049l" not in terminal.output
        terminal.signal(signal.SIGTERM)
        assert terminal.ends() == 143
        assert terminal.is_restored
    assert [score for _, score, _, _ in _answers(home)] == [5, 2]
    log = home.log.read_text()
    assert log.count("RuntimeError: broken after 13") == 2
    assert "private words" not in log
    assert rests[0] > 0.4
    assert rests[1] > 0.8


@pytest.mark.parametrize(
    "reports",
    [
        (
            "\x1b[?1;2c\x1b[0n\x1b[3;1;2t",
            "\x1b[?62;22c\x1b[>0;276;0c",
            "\x1bP1$r\x1b\\",
            "\x1b]11;rgb:1212/1212/1212\x1b\\",
            "\x1b1\x1b[27;3;49~",
        ),
        ("\x1b]11;rgb:1212",),
    ],
    ids=["whole", "cut off"],
)
def test_what_the_terminal_reports_answers_nothing_and_a_tap_soon_after_counts(
    home: Home, reports: tuple[str, ...]
) -> None:
    with _run(home) as terminal:
        terminal.until(ATTRACT)
        terminal.idle(0.4)
        for report in reports:
            terminal.type(report)
            terminal.idle(0.6)
            assert ATTRACT in terminal.text
        assert _visits(home) == []
        _press(terminal, "2", ATTRACT, REASONS)
        terminal.until(lambda: _visits(home) == ["open"])
    assert [score for _, score, _, _ in _answers(home)] == [2]


def test_the_operator_ends_it_with_the_key_the_pin_and_close(home: Home) -> None:
    with _run(home) as terminal:
        terminal.until(ATTRACT)
        _press(terminal, "\x1b[21~", ATTRACT, "PIN")
        terminal.idle(0.4)
        terminal.type(f"{PIN}\r")
        terminal.until("5 Close")
        terminal.idle(0.4)
        terminal.type("5")
        assert terminal.ends() == 0
        assert terminal.is_restored


@pytest.mark.long
def test_the_pin_is_not_found_by_trying_nor_by_killing_the_kiosk_in_between(home: Home) -> None:
    for guesses in (5, 0):
        with _run(home) as terminal:
            terminal.until(ATTRACT)
            _press(terminal, "\x1b[21~", ATTRACT, "PIN")
            for n in range(guesses):
                terminal.idle(0.4)
                terminal.type(f"1029{n}7\r")
                terminal.until(f"{4 - n} t" if n < 4 else "Wait")
            terminal.idle(0.4)
            terminal.type(f"{PIN}\r")  # the right one, while the entry is closed
            terminal.until("Wait")
            terminal.idle(0.6)
            assert "Close the kiosk" not in terminal.text
            terminal.signal(signal.SIGKILL)
            terminal.ends()


@pytest.mark.long
def test_a_terminal_that_stops_reading_costs_nothing_and_an_answer_is_kept_meanwhile(home: Home) -> None:
    with _run(home) as terminal:
        terminal.until(ATTRACT)
        terminal.idle(0.4)
        terminal.is_reading = False
        for size in 30 * ((120, 40), (80, 24)):  # each is drawn afresh
            terminal.resize(*size)
            terminal.idle(0.02)
        before = terminal.cpu_seconds()
        terminal.idle(1)
        assert terminal.cpu_seconds() - before < 0.3
        terminal.type("4")
        terminal.until(lambda: _visits(home) == ["open"])
        terminal.is_reading = True
        terminal.until(REASONS)
        _press(terminal, "\r", REASONS, THANKS)
        terminal.signal(signal.SIGTERM)
        assert terminal.ends() == 143
        assert terminal.is_restored


def test_ctrl_c_ends_one_that_is_for_trying_out(home: Home) -> None:
    home.settings_file.write_text("lock = false")
    with _run(home) as terminal:
        terminal.until(ATTRACT)
        terminal.type("\x03")
        assert terminal.ends() == 130
        assert terminal.is_restored


def test_one_that_is_ended_while_it_starts_has_met_no_fault(home: Home) -> None:
    with _run(home) as terminal:
        terminal.until(lambda: terminal.output != b"")  # before the store is open
        terminal.signal(signal.SIGTERM)
        assert terminal.ends() == 128 + signal.SIGTERM
    assert not home.log.exists()


def test_a_second_kiosk_of_the_same_name_is_refused(home: Home) -> None:
    with _run(home) as first, _run(home, "--label", "exit") as other:
        first.until(ATTRACT)
        other.until(ATTRACT)
        with _run(home) as second:
            assert second.ends() == 3
            assert "already running" in second.text
            assert second.output.count(b"\n") == 1
        _press(first, "5", ATTRACT, REASONS)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("kiosk.toml", b"idle_seconds = 1", b"kiosk.toml:1: idle_seconds = 1:"),
        ("surveys/counter.toml", b'name = "x"', b"counter.toml"),
    ],
)
def test_a_broken_file_is_named_before_anything_is_drawn(
    home: Home, name: str, content: bytes, said: bytes
) -> None:
    (home.path / name).write_bytes(content)
    with _run(home) as terminal:
        assert terminal.ends() == 2
        assert said in terminal.output
        assert b"\x1b[" not in terminal.output
    assert (home.path / name).read_bytes() == content


def test_a_store_of_a_newer_program_is_named_when_the_terminal_is_restored(home: Home) -> None:
    with open_database(home.database, writing=True, now_ms=now_ms) as database:
        database.connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('store', '9999_x', '')"
        )
    with _run(home) as terminal:
        assert terminal.ends() == 3
        assert terminal.is_restored
        assert "was made by a newer kiosk; update this one" in terminal.left_behind
        assert "Traceback" not in terminal.left_behind


def test_somebody_elses_file_in_the_place_of_the_store_is_named_and_left_as_it_is(home: Home) -> None:
    precious = b"precious letters " * 1000
    home.database.write_bytes(precious)
    with _run(home) as terminal:
        assert terminal.ends() == 3
        assert terminal.is_restored
        assert "is not a database; move it away, or name another home." in terminal.left_behind
    assert home.database.read_bytes() == precious
    assert sorted(path.name for path in home.path.glob("kiosk.db*")) == ["kiosk.db"]


@pytest.mark.long
def test_a_store_that_is_no_database_any_more_is_put_away_whole_and_the_kiosk_asks_on(home: Home) -> None:
    with _run(home) as terminal:
        terminal.until(ATTRACT)
        _press(terminal, "5", ATTRACT, REASONS)
        terminal.signal(signal.SIGTERM)
        assert terminal.ends() == 143
    precious = b"precious letters " * 1000
    home.database.write_bytes(precious)
    with _run(home) as terminal:
        terminal.until(ATTRACT)
        _press(terminal, "4", ATTRACT, REASONS)
        terminal.signal(signal.SIGTERM)
        assert terminal.ends() == 143
    assert [score for _, score, _, _ in _answers(home)] == [4]
    (kept,) = home.path.glob("quarantine/*/kiosk.db")
    assert kept.read_bytes() == precious


def test_without_a_terminal_it_says_so(home: Home) -> None:
    process = subprocess.run(
        [sys.executable, "-m", "kiosk", "--home", str(home.path)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert process.returncode == 2
    assert process.stdout == ""
    assert process.stderr == "kiosk: A kiosk asks in a terminal, and standard input is none.\n"


def test_messages_may_go_elsewhere_and_the_screen_still_shows(home: Home, tmp_path: Path) -> None:
    command = f"{sys.executable} -m kiosk --home {home.path} run 2>{tmp_path}/errors"
    with Terminal(["-c", f"import os; os.execl('/bin/sh', 'sh', '-c', {command!r})"]) as terminal:
        terminal.until(ATTRACT)
        terminal.hang_up()
        terminal.ends()
