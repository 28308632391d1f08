"""A command that is told to end says where it stood, and cleans up however often it is told."""

import os
import signal

import pytest

from kiosk.printed.stopped import said_when_stopped
from kiosk.terminal.ended import Ended, ended_by_signals


def test_what_a_command_removes_as_it_ends_is_removed_whatever_comes_meanwhile() -> None:
    removed = []
    before = [signal.getsignal(each) for each in (signal.SIGTERM, signal.SIGHUP)]

    def work() -> None:
        try:
            os.kill(os.getpid(), signal.SIGTERM)
        finally:
            os.kill(os.getpid(), signal.SIGHUP)  # as a window does that is closed
            removed.append("the half file")

    with pytest.raises(Ended) as end, ended_by_signals():
        work()
    assert end.value.code == 128 + signal.SIGTERM
    assert removed
    assert [signal.getsignal(each) for each in (signal.SIGTERM, signal.SIGHUP)] == before


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_whoever_stops_something_long_is_told_where_it_stood(
    number: int, capsys: pytest.CaptureFixture[str]
) -> None:
    with (
        pytest.raises((Ended, KeyboardInterrupt)),
        ended_by_signals(),
        said_when_stopped(lambda: "Stopped after row 3."),
    ):
        os.kill(os.getpid(), number)
    assert capsys.readouterr().err == "Stopped after row 3.\n"
