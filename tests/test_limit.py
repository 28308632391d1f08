"""A test that waits for what never comes fails and says where it stands, in whatever thread that is."""

import signal
import threading

import pytest


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no alarms here; the process is ended instead")
def test_whoever_waits_for_ever_is_told_to_stop_and_shows_where_it_stands(
    capfd: pytest.CaptureFixture[str],
) -> None:
    never = threading.Event()
    beside = threading.Thread(target=never.wait, name="beside", daemon=True)
    beside.start()
    signal.setitimer(signal.ITIMER_REAL, 0.05)  # instead of the alarm of this test
    with pytest.raises(pytest.fail.Exception, match="never ended"):
        never.wait(60)
    never.set()
    beside.join()
    shown = capfd.readouterr().err
    assert "test_limit.py" in shown
    assert shown.count("Thread 0x") + shown.count("thread 0x") >= 2
