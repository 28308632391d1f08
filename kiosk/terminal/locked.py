"""The app that strangers stand in front of: nothing in it leaves, suspends, copies, or shows a fault."""

import asyncio
import signal
from typing import Any, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.notifications import SeverityLevel

_ENDS = tuple(
    getattr(signal, name)
    for name in ("SIGTERM", "SIGHUP", "SIGQUIT", "SIGINT", "SIGUSR1", "SIGUSR2")
    if hasattr(signal, name)
)
"""Each would kill the process and leave the terminal unusable; instead each ends it cleanly."""

_KEEPING_SECONDS = 3.0
"""How long a visit may take to be saved before the end goes on without it."""

_HARMLESS = {"bell", "focus", "focus_next", "focus_previous"}
"""The actions of Textual's own app that a customer may cause."""

CRASHED = 70
"""The return code of an app that met a fault in the program."""


class LockedApp(App[int], inherit_bindings=False):
    """An app without a way out but its own.

    Its return code is the exit code of the command. A fault ends it with the return code CRASHED; whoever
    runs it starts a new one.
    """

    ENABLE_COMMAND_PALETTE = False
    COMMANDS: ClassVar[set[Any]] = set()
    ALLOW_SELECT = False
    ESCAPE_TO_MINIMIZE = False
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+c", "interrupt", show=False, priority=True)]

    def __init__(self, *, locked: bool = True, driver_class: type[Driver] | None = None) -> None:
        super().__init__(driver_class=driver_class)
        self.locked = locked
        """False: Ctrl-C ends the app."""
        self.farewell = ""
        """The sentence for stderr once the terminal is restored; '' says nothing."""
        self._leaving: asyncio.Task[None] | None = None

    async def keep_visit(self) -> None:
        """Saves what was answered so far, because the app is about to end. Called once, before it does."""

    def leave(self, code: int, farewell: str = "") -> None:
        """Ends the app with an exit code and perhaps a sentence for stderr, the visit kept first."""
        if self._leaving is None:
            self.farewell = farewell
            self._leaving = asyncio.create_task(self._leave(code))

    async def _leave(self, code: int) -> None:
        try:
            async with asyncio.timeout(_KEEPING_SECONDS):
                await self.keep_visit()
        finally:
            self.exit(return_code=code)

    def action_interrupt(self) -> None:
        """Ctrl-C where the kiosk is not locked."""
        self.leave(128 + signal.SIGINT)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Refuses what Textual's own app would do: quit, suspend, screenshot, palette, help, themes."""
        if action == "interrupt":
            return not self.locked
        method = f"action_{action}"
        if action not in _HARMLESS and getattr(type(self), method, None) is getattr(App, method, self):
            return False
        return super().check_action(action, parameters)

    def copy_to_clipboard(self, text: str) -> None:
        """Does nothing: the next customer could paste the last one's words."""

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Does nothing: a kiosk has no browser."""

    async def action_quit(self) -> None:
        """Does nothing: the way out is the operator's."""

    def action_suspend_process(self) -> None:
        """Does nothing: behind it lies a shell."""

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """As Textual's, but what is shown is text, not markup."""
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=markup)
