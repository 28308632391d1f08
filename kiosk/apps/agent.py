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


class AgentApp(CustomerApp):
    """Begins at the desk, and ends when the agent leaves it."""

    CSS_PATH: ClassVar[CSSPathType | None] = [*STYLES, DESK_STYLES]

    def __init__(
        self,
        *arguments: Any,
        agent: str = "",
        reference: str | None = None,
        again: bool = False,
        once: Callable[[Response, bool], None] | None = None,
        **options: Any,
    ) -> None:
        """As `CustomerApp`. `agent`, `reference` and `again` as `AgentDesk` takes them. `once`: the app ends
        after one call, and tells of it here, and whether it is kept."""
        super().__init__(*arguments, first_run_pin=None, **options)
        self.locked = False
        self._given = (agent, reference, again)
        self._once = once

    def get_default_screen(self) -> Screen[None]:
        """The desk."""
        agent, reference, again = self._given
        self.showing = Showing.DESK
        return self.make_desk(agent=agent, reference=reference, again=again)

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
        """The end."""
        event.stop()
        self.leave(0)

    def on_agent_desk_over(self, event: AgentDesk.Over) -> None:
        """A call is over."""
        event.stop()
        if self._once is not None:
            self._once(event.response, event.kept)
            self.leave(0)
