"""What holds for every test."""

import asyncio
import faulthandler
import gc
import os
import signal
import sys
from collections.abc import Generator
from types import FrameType

import pytest
from hypothesis import settings

from kiosk.pins import file as pin_file

# A loaded machine is slow, and that is no failure. Where CI is set, hypothesis has a profile of its own.
settings.register_profile("patient", deadline=None)
if not os.environ.get("CI"):
    settings.load_profile("patient")

LIMIT_SECONDS = 120
"""A test that takes longer waits for something that never comes, however loaded the machine is."""
_LONG_LIMIT_SECONDS = 1200
_GRACE_SECONDS = 30
"""For the test to fail when it is told to, and for what it has left running to end."""
_stderr = pytest.StashKey[int]()


def pytest_configure(config: pytest.Config) -> None:
    """Before anything is captured: what a process says as it is ended must be seen."""
    config.stash[_stderr] = os.dup(2)
    if hasattr(signal, "SIGALRM"):
        signal.signal(signal.SIGALRM, _give_up)
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        # In the background: every program that a test starts would wait for ever, deaf to its Ctrl-C.
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_xdist_auto_num_workers() -> int:
    """More than there are processors: screens and terminals are waited for half of the time."""
    return (os.cpu_count() or 1) + 4


def pytest_collection_finish() -> None:
    """What pytest has gathered stays to the end: looking through it for garbage costs a sixth of the run."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure(config: pytest.Config) -> None:
    """A thread that never ends must not keep the run waiting. A worker waits for the others by right."""
    if not hasattr(config, "workerinput"):
        _end_in(LIMIT_SECONDS, config)


@pytest.fixture(autouse=True, scope="session")
def cost_of_a_pin() -> Generator[int, None, None]:
    """What the hash of a PIN costs the product: scrypt's n. Hundreds of tests need only that there is one."""
    real = pin_file._COST
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pin_file, "_COST", 2)
        yield real


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """A test that hangs fails, and shows what waits. Where even that hangs, its process is ended, and the
    stacks of its threads are shown."""
    seconds = _LONG_LIMIT_SECONDS if item.get_closest_marker("long") else LIMIT_SECONDS
    _tell_in(seconds)
    _end_in(seconds + _GRACE_SECONDS, item.config)
    try:
        return (yield)
    finally:
        _tell_in(0)
        faulthandler.cancel_dump_traceback_later()


def _tell_in(seconds: int) -> None:
    if hasattr(signal, "SIGALRM"):
        signal.alarm(seconds)


def _give_up(_signal: int, _frame: FrameType | None) -> None:
    for task in gc.get_objects():
        if isinstance(task, asyncio.Task) and not task.done():
            task.print_stack(file=sys.stderr)
    faulthandler.dump_traceback(file=sys.__stderr__)
    pytest.fail("It never ended.")


def _end_in(seconds: float, config: pytest.Config) -> None:
    faulthandler.dump_traceback_later(seconds, exit=True, file=config.stash[_stderr])
