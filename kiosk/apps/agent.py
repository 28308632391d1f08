"""`kiosk agent`: the desk in a terminal of its own. It is locked only while a customer has the screen."""

from collections.abc import Callable
from typing import Any, ClassVar

from textual._path import CSSPathType
from textual.screen import Screen

from kiosk.apps.customer import STYLES, CustomerApp
from kiosk.apps.desk import AgentDesk
from kiosk.apps.front import Showing
from kiosk.apps.passage import Passage
from kiosk.apps.with_desk import DESK_STYLES
from store.model.response import Response

_STORE = 3
"""The exit code for what could be kept nowhere."""


class AgentApp(CustomerApp):
    """Begins at the desk, and ends when the agent leaves it."""

    CSS_PATH: ClassVar[CSSPathType | None] = [*STYLES, DESK_STYLES]

    def __init__(
        self,
        *,
        agent: str = "",
        reference: str | None = None,
        once: Callable[[Response], None] | None = None,
        timeout: float | None = None,
        **options: Any,
    ) -> None:
        """As `CustomerApp`. `agent` and `reference` as `AgentDesk` takes them. `once`: the app ends after one
        call, of which it tells here when it is kept; or, with what was answered, after `timeout` seconds."""
        super().__init__(first_run_pin=None, **options)
        self.locked = False
        self._given = (agent, reference)
        self._once = once
        self._deadline = None if timeout is None else self.seconds() + timeout

    def get_default_screen(self) -> Screen[None]:
        """The desk."""
        agent, reference = self._given
        self.showing = Showing.DESK
        return self.make_desk(agent=agent, reference=reference, again=self._once is not None)

    @property
    def asks_customers(self) -> bool:
        """Nobody walks up to a desk."""
        return False

    def hand_over(self, passage: Passage) -> None:
        """The customer has the keys."""
        self.locked = self.settings.lock
        super().hand_over(passage)

    def ask(self) -> None:
        """The agent has them again."""
        self.locked = False
        super().ask()

    def left_alone(self) -> None:
        """An agent's own terminal shows a desk where nobody has signed in."""

    def on_agent_desk_left(self, event: AgentDesk.Left) -> None:
        """The end; where one call was wanted, once that is on the disk."""
        event.stop()
        if self._once is None:
            self.leave(0)
        elif not event.in_call:
            self.leave(1)

    def on_agent_desk_over(self, event: AgentDesk.Over) -> None:
        """A call is over."""
        event.stop()
        if self._once is not None and event.kept:
            self._once(event.response)
            self.leave(0)
        elif self._once is not None:
            self.leave(_STORE)

    def tick(self) -> None:
        """Ends the one call when its time is up."""
        super().tick()
        if self._deadline is None or self.seconds() < self._deadline or self.taking:
            return
        if self.unsaved.response is not None:
            self.leave(_STORE)
        elif self.passage is not None:
            self.time_out()
        elif self.showing is Showing.THANKS:
            self.ask()
        elif self.desk is not None:
            self._deadline = None
            self.desk.give_up()
