"""Long work beside the screens: it outlives the one that asked for it, but not the program."""

import atexit
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

_T = TypeVar("_T")

_PATIENCE_SECONDS = 5.0
"""So long the end of the program waits for what does not notice it: a disk that does not answer."""


class GivenUp(Exception):
    """The program ends before the work does."""


def aside(work: Callable[[Callable[[], bool]], _T]) -> Future[_T]:
    """Begins `work` in a thread of its own, and returns where its outcome will be.

    `work` is given a function to ask now and then: once that says True, the program is ending and waits for
    the work to be given up.
    """
    # An executor's threads, and any that is no daemon, would be waited for before anything can tell them.
    ended = threading.Event()
    outcome: Future[_T] = Future()

    def run() -> None:
        try:
            outcome.set_result(work(ended.is_set))
        except BaseException as error:  # whoever waits for the outcome is told
            outcome.set_exception(error)
        finally:
            atexit.unregister(end)

    def end() -> None:
        ended.set()
        thread.join(_PATIENCE_SECONDS)

    thread = threading.Thread(target=run, name="aside", daemon=True)
    outcome.set_running_or_notify_cancel()
    atexit.register(end)
    thread.start()
    return outcome
