"""Drawing on a terminal that stops reading, and on one that has gone."""

import os
import time
import tty
from collections.abc import Iterator

import pytest

from kiosk.terminal import outlet as module
from kiosk.terminal.outlet import Outlet


@pytest.fixture
def ends() -> Iterator[tuple[int, int]]:
    """The two ends of a pseudo-terminal: the one that shows, and the one that is drawn on."""
    shows, drawn_on = os.openpty()
    tty.setraw(drawn_on)
    yield shows, drawn_on
    for descriptor in (shows, drawn_on):
        try:
            os.close(descriptor)
        except OSError:
            continue


def test_what_is_drawn_arrives(ends: tuple[int, int]) -> None:
    outlet = Outlet(ends[1], resume=lambda: None)
    outlet.write("How was it? é")
    assert os.read(ends[0], 100).decode() == "How was it? é"


def test_the_shell_that_shares_the_terminal_goes_on_waiting_for_it(ends: tuple[int, int]) -> None:
    Outlet(ends[1], resume=lambda: None)
    assert os.get_blocking(ends[1])


def test_a_terminal_that_stops_reading_holds_nothing_up_and_is_drawn_afresh_when_it_reads_again(
    ends: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.05)
    resumed: list[bool] = []
    outlet = Outlet(ends[1], resume=lambda: resumed.append(True))
    began = time.monotonic()
    for _ in range(100):
        outlet.write("x" * 10_000)
    assert time.monotonic() - began < 2
    assert outlet.is_stalled
    assert not resumed
    shown = b""
    while outlet.is_stalled:
        shown += os.read(ends[0], 65536)
        outlet.write("")
    assert resumed == [True]
    outlet.write("afresh")
    while not shown.endswith(b"afresh"):
        shown += os.read(ends[0], 65536)
    assert shown.endswith(b"\x18afresh")


def test_drawing_on_a_terminal_that_has_gone_does_nothing(ends: tuple[int, int]) -> None:
    outlet = Outlet(ends[1], resume=lambda: None)
    os.close(ends[0])
    outlet.write("nobody sees this")
    assert not outlet.is_stalled


def test_what_the_terminals_encoding_lacks_is_replaced(ends: tuple[int, int]) -> None:
    Outlet(ends[1], encoding="ascii", resume=lambda: None).write("é\ud800!")
    assert os.read(ends[0], 10) == b"??!"
