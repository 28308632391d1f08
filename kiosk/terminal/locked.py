"""The app that strangers stand in front of: nothing in it leaves, suspends, copies, or shows a fault."""

import asyncio
import gc
import os
import signal
import sys
from collections.abc import Callable
from typing import Any, ClassVar

from rich.console import RenderableType
from textual.app import App
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.notifications import SeverityLevel
from textual.worker import WorkerFailed

FAULT = 70
"""The return code of an app that met a fault in the program (EX_SOFTWARE of sysexits.h)."""

_KEEPING_SECONDS = 3.0
"""How long a visit may take to be kept before the app ends without it."""

_SETTLED_SECONDS = 2.0
"""After so long what was loaded stays."""

_TURN_SECONDS = 0.0005
"""How long drawing may keep the interpreter from another thread that wants it. With Python's own 5 ms an
answer, which takes a dozen turns on its way to the disk, waited for whole paints."""

_HARMLESS = {"bell", "focus", "focus_next", "focus_previous"}
"""The actions of Textual's own app that a customer may cause."""


def _collect_garbage() -> None:
    gc.freeze()
    gc.enable()


class LockedApp(App[int], inherit_bindings=False):
    """An app without a way out but its own.

    Its `return_code` is the exit code of the command. A fault in the program ends it with FAULT and without a
    word on the screen; `kiosk.terminal.runner` logs it and starts a new one.
    """

    ENABLE_COMMAND_PALETTE = False
    COMMANDS: ClassVar[set[Any]] = set()
    ALLOW_SELECT = False
    ESCAPE_TO_MINIMIZE = False
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+c", "interrupt", show=False, priority=True)]

    def __init__(self, *, locked: bool = True) -> None:
        super().__init__()
        self.locked = locked
        """False: Ctrl-C ends the app."""
        self.farewell = ""
        """The sentence for stderr once the terminal is restored; '' says nothing."""
        self.fault: BaseException | None = None
        """What ended the app, if it was a fault in the program."""
        self.log_fault: Callable[[BaseException], None] | None = None
        """Writes a fault down, in any thread; None: nobody does."""
        self._ending: asyncio.Task[None] | None = None
        self._running_loop: asyncio.AbstractEventLoop | None = None

    async def keep_visit(self) -> None:
        """Keeps what was answered so far. Called once, before the app ends by a signal or `leave`."""

    def leave(self, code: int, farewell: str = "") -> None:
        """Ends the app with an exit code and perhaps a sentence for stderr, the visit kept first.

        Only the first call counts. To be called in the app's own thread.
        """
        if self._ending is None:
            self.farewell = farewell
            self._ending = asyncio.create_task(self._leave(code))

    def leave_soon(self, code: int) -> bool:
        """As `leave`, but in any thread and in a signal handler. False: there is no app running to end."""
        if self._running_loop is None or self._running_loop.is_closed():
            return False
        self._running_loop.call_soon_threadsafe(self.leave, code)
        return True

    def note(self, fault: BaseException) -> None:
        """Has a fault that was survived written down. Called in any thread."""
        if self.log_fault is not None:
            self.log_fault(fault)

    def hang_up(self) -> None:
        """The terminal is gone. Called in any thread."""
        self.leave_soon(128 + signal.SIGHUP)

    def redraw(self) -> None:
        """Draws the whole screen afresh: the terminal may show anything."""
        self.refresh(layout=True)

    @property
    def types_ahead(self) -> bool:
        """Whether an Escape and a character that come together are two keys, and not one with Alt."""
        return False

    @property
    def stays_on_screen(self) -> bool:
        """Whether the screen stays covered when the app ends, because a new one follows."""
        return self.locked and self.fault is not None and self._ending is None

    def on_load(self) -> None:
        """From here on `leave_soon` works, and a task that nobody waits for has its faults noted."""
        self._running_loop = asyncio.get_running_loop()
        sys.setswitchinterval(_TURN_SECONDS)
        if self.log_fault is not None:
            self._running_loop.set_exception_handler(self._note_task)

    def on_mount(self) -> None:
        """What was made while the program started need not be looked through for garbage any more."""
        if not gc.isenabled():
            self.set_timer(_SETTLED_SECONDS, _collect_garbage)

    def get_driver_class(self) -> type[Driver]:
        """The driver that survives, on a terminal of Linux or macOS; elsewhere Textual's."""
        served = "TEXTUAL_DRIVER" in os.environ
        if sys.platform != "win32" and not served and sys.__stdin__ is not None and sys.__stdin__.isatty():
            from kiosk.terminal.driver import LockedDriver

            return LockedDriver
        return super().get_driver_class()

    def action_interrupt(self) -> None:
        """Ctrl-C where the kiosk is not locked."""
        self.leave(128 + signal.SIGINT)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Refuses all that Textual's own app would do: quit, suspend, screenshots, palette, help, themes."""
        if action == "interrupt":
            return not self.locked
        name = f"action_{action}"
        if action not in _HARMLESS and hasattr(App, name) and getattr(type(self), name) is getattr(App, name):
            return False
        return super().check_action(action, parameters)

    async def action_quit(self) -> None:
        """Does nothing: the way out is the operator's."""

    def action_suspend_process(self) -> None:
        """Does nothing: behind it lies a shell."""

    def copy_to_clipboard(self, text: str) -> None:
        """Does nothing: the next customer could paste the last one's words."""

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Does nothing: a kiosk has no browser."""

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """As Textual's, but a message is text, not markup, unless asked for."""
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=markup)

    def panic(self, *renderables: RenderableType) -> None:
        """Ends the app and shows nothing."""
        self._close_messages_no_wait()

    def _fatal_error(self) -> None:
        self._close_messages_no_wait()

    def _handle_exception(self, error: Exception) -> None:
        if self.fault is None:
            self.fault = error.error if isinstance(error, WorkerFailed) else error
        super()._handle_exception(error)
        self._return_code = FAULT

    def _note_task(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        self.note(context.get("exception") or RuntimeError(context["message"]))

    async def _leave(self, code: int) -> None:
        try:
            async with asyncio.timeout(_KEEPING_SECONDS):
                await self.keep_visit()
        except Exception as fault:  # the end comes all the same; each answer was kept when it was given
            self.note(fault)
        self.exit(return_code=code)
