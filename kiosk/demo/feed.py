"""Live answers while a demo is watched: written by a thread of its own, as another kiosk would."""

import threading
from collections.abc import Callable
from datetime import datetime
from types import TracebackType
from typing import Self

from kiosk.demo.crowd import Crowd
from kiosk.demo.shop import PLACES
from kiosk.home import Home
from store.sqlite.database import open_database
from store.sqlite.error import StoreError
from store.sqlite.responses import Responses

_LOOK_SECONDS = 0.5
_BEAT_SECONDS = 20.0


class Feed:
    """While it is entered, the crowd goes on answering into the home's store."""

    def __init__(self, home: Home, crowd: Crowd, clock: Callable[[], datetime]) -> None:
        """`clock` gives aware times."""
        self._home, self._crowd, self._clock = home, crowd, clock
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._go_on, name="demo", daemon=True)
        self.problem: StoreError | None = None
        """What ended it early."""

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        self._thread.join()

    def _go_on(self) -> None:
        try:
            self._feed()
        except StoreError as error:
            self.problem = error

    def _feed(self) -> None:
        with open_database(
            self._home.database, writing=True, now_ms=lambda: int(self._clock().timestamp() * 1000), demo=True
        ) as database:
            responses = Responses(database)
            beaten = self._clock()
            while not self._stop.wait(_LOOK_SECONDS):
                now = self._clock()
                for response in self._crowd.live(now):
                    responses.save(response)
                if abs((now - beaten).total_seconds()) >= _BEAT_SECONDS:
                    beaten = now
                    for place in PLACES:
                        responses.beat(place.kiosk, "asking")
