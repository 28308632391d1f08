"""Who may use a home at the same time."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from store.sqlite.error import StoreError
from store.sqlite.locks import lock_home, lock_label

HOLD = (
    "import sys; from pathlib import Path; from store.sqlite.locks import lock_home, lock_label;"
    "lock = {call}; print('held', flush=True); sys.stdin.readline()"
)


@contextmanager
def other(call: str) -> Iterator[subprocess.Popen[bytes]]:
    """Another process that holds a lock until it is let go; 'refused' on its stdout if it did not get it."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD.format(call=call)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        assert process.stdout is not None
        try:
            yield process if process.stdout.readline() == b"held\n" else pytest.fail("it has no lock")
        finally:
            process.communicate(b"\n")


def test_many_may_work_in_a_home_at_once(tmp_path: Path) -> None:
    with other(f"lock_home(Path({str(tmp_path)!r}))"), lock_home(tmp_path), lock_home(tmp_path):
        assert list(tmp_path.iterdir()) == []


def test_who_wants_a_home_alone_is_told_that_others_are_there(tmp_path: Path) -> None:
    with (
        other(f"lock_home(Path({str(tmp_path)!r}))"),
        pytest.raises(StoreError, match="Another kiosk or operator screen is using"),
    ):
        lock_home(tmp_path, alone=True, wait_seconds=0.1)


def test_nobody_enters_a_home_that_somebody_has_alone(tmp_path: Path) -> None:
    with (
        other(f"lock_home(Path({str(tmp_path)!r}), alone=True)"),
        pytest.raises(StoreError, match="being updated or restored"),
    ):
        lock_home(tmp_path, wait_seconds=0.1)
    lock_home(tmp_path, alone=True, wait_seconds=0.1).close()


def test_a_process_may_take_alone_what_it_already_shares(tmp_path: Path) -> None:
    with lock_home(tmp_path):
        with lock_home(tmp_path, alone=True):
            pass
        with other(f"lock_home(Path({str(tmp_path)!r}))"):
            with pytest.raises(StoreError):
                lock_home(tmp_path, alone=True, wait_seconds=0.1)
            with lock_home(tmp_path):
                pass


def test_who_has_it_alone_has_it_to_the_end_whatever_else_lets_go_meanwhile(tmp_path: Path) -> None:
    with lock_home(tmp_path, alone=True):
        lock_home(tmp_path).close()
        lock_home(tmp_path, alone=True).close()
        with (
            pytest.raises(pytest.fail.Exception, match="it has no lock"),
            other(f"lock_home(Path({str(tmp_path)!r}), wait_seconds=0.1)"),
        ):
            pass


def test_who_failed_to_be_alone_still_shares(tmp_path: Path) -> None:
    with lock_home(tmp_path):
        with (
            other(f"lock_home(Path({str(tmp_path)!r}))"),
            pytest.raises(StoreError),
        ):
            lock_home(tmp_path, alone=True, wait_seconds=0.1)
        with (
            pytest.raises(pytest.fail.Exception, match="it has no lock"),
            other(f"lock_home(Path({str(tmp_path)!r}), alone=True, wait_seconds=0.1)"),
        ):
            pass


def test_a_label_runs_once(tmp_path: Path) -> None:
    label = "Caisse n° 1 / entrée"
    with lock_label(tmp_path, label):
        with pytest.raises(StoreError, match="already running"):
            lock_label(tmp_path, label)
        with lock_label(tmp_path, "Caisse n° 2 / entrée"):
            pass
    with lock_label(tmp_path, label):
        assert all(file.stat().st_mode & 0o777 == 0o600 for file in tmp_path.iterdir())


def test_a_killed_process_holds_nothing(tmp_path: Path) -> None:
    with other(f"lock_label(Path({str(tmp_path)!r}), 'kiosk-1')") as process:
        process.kill()
        process.wait()
        lock_label(tmp_path, "kiosk-1").close()
