"""A locked app in a real terminal: what strangers type, what signals do, what a fault shows."""

import os
import random
import signal
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from hostile.pseudo_terminal import Terminal

pytestmark = pytest.mark.skipif(not hasattr(os, "openpty"), reason="no pseudo-terminals here")

TINY = str(Path(__file__).parent / "tiny.py")
ENDING = [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGINT, signal.SIGUSR1]


def _start(folder: Path, *options: str, **environment: str) -> Terminal:
    return Terminal([TINY, str(folder / "kiosk.log"), *options], **environment)


@pytest.fixture(scope="module")
def kiosk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Terminal]:
    """One app, which has to survive every test of this module that uses it."""
    with _start(tmp_path_factory.mktemp("kiosk")) as terminal:
        terminal.until("How was it?")
        yield terminal


def _empty(kiosk: Terminal) -> None:
    # An empty field would look emptied before it is: Textual runs a binding after the letters behind it.
    kiosk.type("z")
    kiosk.until(lambda: "seen 0" not in kiosk.text)
    kiosk.type("\x05\x15")  # go to the end of the line, delete it all
    kiosk.until("seen 0")


def _goes_on(kiosk: Terminal) -> None:
    """The field can be emptied and filled: nothing is lost, frozen or left over."""
    _empty(kiosk)
    kiosk.type("good")
    kiosk.until("seen 4 good")


def test_bytes_that_are_no_utf8_do_nothing(kiosk: Terminal) -> None:
    kiosk.type(b"\xff\xe9\xfe\x80")
    _goes_on(kiosk)


def test_a_mouse_report_of_an_old_terminal_does_nothing(kiosk: Terminal) -> None:
    kiosk.type(b"\x1b[M \xe9\xa8")
    _goes_on(kiosk)


@pytest.mark.parametrize(
    "claim", ["\x1b[48;0;0;0;0t", "\x1b[48;24;80;0;0t\x1b[<0;5;5M\x1b[<0;5;5m", "\x1b[48;90000;90000;1;1t"]
)
def test_a_size_that_the_input_claims_does_nothing(kiosk: Terminal, claim: str) -> None:
    kiosk.type(claim)
    _goes_on(kiosk)


@pytest.mark.parametrize("keys", ["\x03", "\x1a", "\x1c", "\x11", "\x10", "\x13", "\x0f", "\x04", "\x1b"])
def test_the_keys_that_stop_programs_do_nothing(kiosk: Terminal, keys: str) -> None:
    kiosk.type(keys * 3)
    _goes_on(kiosk)


def test_the_function_keys_do_nothing(kiosk: Terminal) -> None:
    names = ["OP", "OQ", "OR", "OS", *(f"[{n}~" for n in (15, 17, 18, 19, 20, 21, 23, 24))]
    kiosk.type("".join(f"\x1b{name}" for name in names))
    _goes_on(kiosk)


def test_a_key_of_the_extended_protocol_that_cannot_be_does_nothing(kiosk: Terminal) -> None:
    kiosk.type("\x1b[99999999999u\x1b[1114112;5u\x1b[57363;;;u")
    _goes_on(kiosk)


def test_what_no_key_makes_is_not_written_down(tmp_path: Path) -> None:
    """It would fill the log that the operator reads."""
    with _start(tmp_path) as terminal:
        terminal.until("How was it?")
        terminal.type("\x1b[49;1:2u\x1b[57363;1:3;113~\x1b[99999999999u\x1b[<0;;m\x1b[48;0;0;0;0t")
        terminal.type(b"\x1b[M \xe9\xa8\xff\xfe")
        terminal.type("good")
        terminal.until("good")
    assert not (tmp_path / "kiosk.log").exists()


def test_a_paste_of_a_megabyte_is_cut_and_holds_nothing_up(kiosk: Terminal) -> None:
    _empty(kiosk)
    kiosk.type(b"\x1b[200~" + b"spam " * 200_000 + b"\x1b[201~")
    kiosk.until("seen 4096")
    _goes_on(kiosk)


def test_a_paste_without_an_end_swallows_nothing_that_comes_later(kiosk: Terminal) -> None:
    kiosk.type("\x1b[200~good and")
    kiosk.until("good and")
    _goes_on(kiosk)


def test_markup_and_escapes_in_what_is_typed_are_text(kiosk: Terminal) -> None:
    kiosk.type("\x1b[200~[@click=app.quit()]x[/b]\x1b[201~")
    kiosk.until("@click=app.quit()]x[/b]")
    _goes_on(kiosk)


def test_what_one_customer_cuts_the_next_cannot_paste(kiosk: Terminal) -> None:
    _goes_on(kiosk)
    kiosk.type("\x01\x1b[1;2F\x18\x16")  # to the beginning, select to the end, cut, paste
    kiosk.until("seen 0")
    assert b"\x1b]52" not in kiosk.output
    _goes_on(kiosk)


def test_a_storm_of_sizes_is_survived(kiosk: Terminal) -> None:
    dice = random.Random(1)
    for _ in range(20):
        kiosk.resize(dice.randint(1, 500), dice.randint(1, 200))
        kiosk.type("x")
    for columns, rows in ((1, 1), (2, 3), (500, 200), (80, 24)):
        kiosk.resize(columns, rows)
        kiosk.type("x")
        kiosk.idle(0.05)
    _goes_on(kiosk)


@pytest.mark.parametrize("number", [signal.SIGTSTP, signal.SIGCONT, signal.SIGWINCH, signal.SIGCHLD])
def test_signals_that_stop_and_continue_do_nothing(kiosk: Terminal, number: signal.Signals) -> None:
    kiosk.signal(number)
    _goes_on(kiosk)


def test_it_rests_when_nobody_is_there(kiosk: Terminal) -> None:
    _goes_on(kiosk)
    before = kiosk.cpu_seconds()
    kiosk.idle(1.0)
    assert kiosk.cpu_seconds() - before < 0.1


def test_a_file_poured_in_holds_nothing_up(kiosk: Terminal) -> None:
    _empty(kiosk)
    kiosk.type(b"x" * 300_000)
    kiosk.until("xxx")
    kiosk.idle(1.0)  # the calm that has to follow a flood; then fingers have a second's worth of keys again
    assert int(kiosk.text.rpartition("seen ")[2].split()[0]) < 30_000
    _goes_on(kiosk)


def test_every_ending_signal_keeps_the_visit_restores_the_terminal_and_gives_its_code(tmp_path: Path) -> None:
    folders = [tmp_path / number.name for number in ENDING]
    for folder in folders:
        folder.mkdir()
    terminals = [_start(folder) for folder in folders]
    for terminal, number, folder in zip(terminals, ENDING, folders, strict=True):
        with terminal:
            terminal.until("How was it?")
            terminal.signal(number)
            assert terminal.ends() == 128 + number
            assert terminal.is_restored
            assert (folder / "kept").read_text() == "kept"
            assert terminal.left_behind.strip("\x1b[?25h\r\n") == ""


def test_a_hang_up_without_a_signal_ends_it(tmp_path: Path) -> None:
    in_a_session_of_its_own = (
        "import os, signal, sys\n"
        "signal.signal(signal.SIGHUP, signal.SIG_IGN)\n"
        "if child := os.fork():\n"
        "    sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))\n"
        "os.setsid()\n"
        "os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
    )
    with Terminal(["-c", in_a_session_of_its_own, TINY, str(tmp_path / "kiosk.log")]) as terminal:
        terminal.until("How was it?")
        terminal.hang_up()
        assert terminal.ends() == 128 + signal.SIGHUP
        assert (tmp_path / "kept").exists()


def test_a_hang_up_with_its_signals_ends_it(tmp_path: Path) -> None:
    with _start(tmp_path) as terminal:
        terminal.until("How was it?")
        terminal.hang_up()
        assert terminal.ends() == 128 + signal.SIGHUP
        assert (tmp_path / "kept").exists()


def test_the_way_out_restores_the_terminal_and_says_its_sentence_afterwards(tmp_path: Path) -> None:
    with _start(tmp_path) as terminal:
        terminal.until("How was it?")
        terminal.type("close")
        assert terminal.ends() == 0
        assert terminal.is_restored
        assert "Closed." in terminal.left_behind


def test_a_fault_shows_one_moment_is_written_down_and_a_new_one_starts(tmp_path: Path) -> None:
    log = tmp_path / "kiosk.log"
    with _start(tmp_path) as terminal:
        terminal.until("How was it?")
        terminal.type("crash")
        terminal.until("One moment")
        terminal.until("How was it?")
        terminal.type("good")
        terminal.until("seen 4 good")
        drawn = terminal.output
        assert b"Traceback" not in drawn
        assert b"\x1b[?1049l" not in drawn  # what lies behind the kiosk was never to be seen
        assert "RuntimeError: broken 20" in log.read_text()
        assert "the last one's words" not in log.read_text().replace('secret = "the last one\'s words"', "")
        assert stat.S_IMODE(log.stat().st_mode) == 0o600
        terminal.type("crash")
        terminal.until("One moment")
        terminal.signal(signal.SIGTERM)
        assert terminal.ends() == 143
        assert terminal.is_restored


def test_ctrl_c_ends_one_that_is_not_locked(tmp_path: Path) -> None:
    with _start(tmp_path, "unlocked") as terminal:
        terminal.until("How was it?")
        terminal.type("\x03")
        assert terminal.ends() == 130
        assert terminal.is_restored


def test_keys_pressed_while_it_is_being_loaded_do_nothing(tmp_path: Path) -> None:
    with _start(tmp_path) as terminal:
        terminal.until(lambda: terminal.is_quiet)
        terminal.type("\x03\x1c\x1a\x03")
        terminal.until("How was it?")
        terminal.type("good")
        terminal.until("good")


def test_the_environment_steers_nothing(tmp_path: Path) -> None:
    steering = {
        "TEXTUAL": "debug,devtools",
        "TEXTUAL_PRESS": "c,l,o,s,e",
        "TEXTUAL_SCREENSHOT": "1",
        "TEXTUAL_ALLOW_SIGNALS": "1",
        "COLUMNS": "20",
        "LINES": "5",
    }
    with _start(tmp_path, **steering) as terminal:
        terminal.until("How was it?")
        terminal.type("\x03good")
        terminal.until("seen 4 good")
        assert terminal.text.splitlines()[1][70:].strip()  # drawn over the whole width
