"""One visit on a terminal, for `kiosk ask`: a customer keys it, and the app ends."""

import math
from collections.abc import Callable
from typing import Any

from textual.screen import Screen

from kiosk.apps.customer import CustomerApp
from kiosk.apps.front import Showing
from kiosk.apps.reception import Caller
from store.model.response import Response

_STORE = 3


class OneVisitApp(CustomerApp):
    """Begins with the first question, and ends after the thanks, or when nobody is there any more."""

    def __init__(
        self,
        *,
        caller: Caller,
        timeout: float,
        tell: Callable[[Response], None],
        **options: Any,
    ) -> None:
        """As `CustomerApp`. The visit ends `timeout` seconds after it began, as it is then. `tell` is told of
        it when it is kept; without a call nothing was asked."""
        super().__init__(first_run_pin=None, **options)
        self.caller = caller
        self._tell = tell
        self._timeout = timeout
        self._deadline = math.inf
        self._kept: Response | None = None

    def get_default_screen(self) -> Screen[None]:
        """The first question."""
        visit = self.prepare_visit()
        if visit.current is None:
            self.showing = Showing.PAUSED
            return self.pages.pause(self.language)
        self.showing = Showing.VISIT
        return self.pages.question(visit)

    def on_mount(self) -> None:
        """The visit begins as soon as the store is open: Textual calls `on_mount` of `CustomerApp` too."""
        self.run_worker(self._begin_visit())

    async def _begin_visit(self) -> None:
        await self.opened.wait()
        asked = None if self.visit is None else self.visit.current
        if asked is None:
            self.leave(1, "Nothing is asked at this hour.")
        elif self.passage is None:
            passage = self.begin(self.seconds())
            self._deadline = self.seconds() + self._timeout
            due = passage.visit.current
            if due is not None and due.id != asked.id:
                self.show_next()

    async def save(self, response: Response) -> None:
        """Keeps it, and remembers what was kept."""
        await super().save(response)
        self._kept = response

    def ask(self) -> None:
        """The visit is over."""
        if self.unsaved.response is not None:
            super().ask()
        elif self._ending is None:
            if self._kept is not None:
                self._tell(self._kept)
            self.leave(0)

    def tick(self) -> None:
        """Ends it when its time is up."""
        super().tick()
        if self.seconds() < self._deadline or self.taking or self.at_the_door:
            return
        if self.unsaved.response is not None:
            self.leave(_STORE)
        elif self.showing is Showing.VISIT:
            self.time_out()
