"""The terminal while a kiosk has it, and afterwards."""

import os
import sys
import termios
from collections.abc import Iterator
from typing import Any

import pytest

from kiosk.terminal.hold import Hold

LFLAG = 3


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A terminal on standard input; gives the end that types and sees."""
    typing, descriptor = os.openpty()
    with open(descriptor) as stdin:
        monkeypatch.setattr(sys, "__stdin__", stdin)
        yield typing
    os.close(typing)


def _attributes() -> list[Any]:
    assert sys.__stdin__ is not None
    return termios.tcgetattr(sys.__stdin__.fileno())


def test_keys_make_no_signals_and_no_echo_and_then_all_is_as_it_was(terminal: int) -> None:
    before = _attributes()
    with Hold(signals=False):
        assert not _attributes()[LFLAG] & (termios.ISIG | termios.ECHO)
    assert _attributes() == before


def test_where_it_is_for_trying_out_ctrl_c_stays_alive(terminal: int) -> None:
    with Hold(signals=True):
        assert _attributes()[LFLAG] & termios.ISIG


def test_what_was_typed_and_not_read_is_no_command_for_the_shell(terminal: int) -> None:
    with Hold(signals=False):
        os.write(terminal, b"rm -rf /\n")
    assert sys.__stdin__ is not None
    os.set_blocking(sys.__stdin__.fileno(), False)
    with pytest.raises(BlockingIOError):
        os.read(sys.__stdin__.fileno(), 100)


def test_a_terminal_left_raw_by_a_killed_kiosk_is_made_usable(terminal: int) -> None:
    assert sys.__stdin__ is not None
    sane = _attributes()
    raw = _attributes()
    raw[LFLAG] &= ~(termios.ICANON | termios.ECHO | termios.ISIG | termios.IEXTEN)
    termios.tcsetattr(sys.__stdin__.fileno(), termios.TCSANOW, raw)
    with Hold(signals=False):
        pass
    assert _attributes()[LFLAG] & sane[LFLAG] == sane[LFLAG]


def test_a_launchers_own_settings_are_kept(terminal: int) -> None:
    assert sys.__stdin__ is not None
    quiet = _attributes()
    quiet[LFLAG] &= ~(termios.ECHO | termios.ISIG)
    termios.tcsetattr(sys.__stdin__.fileno(), termios.TCSANOW, quiet)
    with Hold(signals=False):
        pass
    assert _attributes()[LFLAG] == quiet[LFLAG]


def test_the_cover_stands_in_the_middle(terminal: int) -> None:
    with Hold(signals=False) as hold:
        hold.cover("One moment")
    assert "One moment" in os.read(terminal, 1000).decode()


def test_without_a_terminal_nothing_is_held(monkeypatch: pytest.MonkeyPatch) -> None:
    with open(os.devnull) as stdin:
        monkeypatch.setattr(sys, "__stdin__", stdin)
        with Hold(signals=False):
            pass
