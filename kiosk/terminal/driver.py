"""Textual's driver for a terminal in front of strangers."""

import os
import select
import signal
import sys
import termios
import time
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, messages
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Size
from textual.message import Message

from kiosk.terminal.intake import Intake, Pasted, Piece, Restart
from kiosk.terminal.outlet import Outlet
from kiosk.terminal.sequences import ESCAPE

if TYPE_CHECKING:
    from kiosk.terminal.locked import LockedApp

_MODES_OFF = (
    "\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l"  # the mouse
    "\x1b[?2004l\x1b[?1004l\x1b[?7h"  # bracketed paste, reports of focus, no line wrap
    "\x1b[<u"  # the keyboard protocol, to be undone inside the alternate screen
)
_LEAVE = "\x1b[?1049l\x1b[?25h"

_KEYS_AT_ONCE, _KEYS_A_SECOND = 512, 60
"""More than these are no fingers: a file poured into the terminal."""


class LockedDriver(LinuxDriver):
    """Survives every byte and every signal, and draws on the terminal that it reads from."""

    _app: "LockedApp"
    is_drawing: ClassVar[bool] = False
    """Whether some driver of this process has a terminal in its hands and has not given it back."""

    def __init__(self, app: "LockedApp", **options: Any) -> None:
        super().__init__(app, **options)
        self._outlet = Outlet(self.fileno, encoding=_encoding(), resume=self._resume)
        self._file = self._outlet  # type: ignore[assignment]  # only written to, flushed, asked its number
        self._wake_read, self._wake_write = os.pipe()
        self._keys_left, self._keys_at = float(_KEYS_AT_ONCE), time.monotonic()

    def _sigtstp_application(self, *_: object) -> None:
        """Does nothing: behind a suspended kiosk lies a shell."""

    def _sigcont_application(self, *_: object) -> None:
        """Does nothing: a hang-up sends it, and an input thread started then would never end."""

    def _get_terminal_size(self) -> tuple[int, int]:
        try:
            width, height = os.get_terminal_size(self.fileno)
        except OSError:
            return 80, 24
        return width or 80, height or 24

    def _query_in_band_window_resize(self) -> None:
        """Does nothing: SIGWINCH tells of a new size, and nobody can type that."""

    def start_application_mode(self) -> None:
        """Takes the terminal."""
        LockedDriver.is_drawing = True
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual's has no hints
        # Textual reads the size in the handler: one that the next interrupts would tell the older size last.
        signal.signal(signal.SIGWINCH, lambda *_: self._loop.call_soon_threadsafe(self._tell_size))

    def stop_application_mode(self) -> None:
        """Gives the terminal back as it was; after a fault in a kiosk the screen is only cleared."""
        if self._writer_thread is None:
            return
        self.write(_MODES_OFF)
        self.disable_input()
        if self.attrs_before is not None:
            _set_attributes(self.fileno, self.attrs_before)
        self.write(_wiped(self._get_terminal_size()[1]))
        if not self._app.stays_on_screen:
            self.write(_LEAVE)
            LockedDriver.is_drawing = False

    def disable_input(self) -> None:
        """Ends the reading of keys, and drops those that were not read."""
        if self._key_thread is None:
            return
        signal.signal(signal.SIGWINCH, signal.SIG_DFL)
        self.exit_event.set()
        os.write(self._wake_write, b"!")
        self._key_thread.join()
        self._key_thread = None
        try:
            termios.tcflush(self.fileno, termios.TCIFLUSH)
        except termios.error:  # hung up
            return

    def close(self) -> None:
        """Ends the drawing."""
        super().close()
        self._outlet.close()
        os.close(self._wake_read)
        os.close(self._wake_write)

    def _run_input_thread(self) -> None:
        intake = Intake(time.monotonic)
        parser = XTermParser()
        while not self.exit_event.is_set():
            try:
                seconds = min(1.0, intake.patience or 1.0)
                data = self._read(seconds)
                if data is None and self._is_gone():
                    self._app.hang_up()
                    return
                for piece in intake.feed(data) if data else intake.tick():
                    parser = self._take(piece, parser)
                if self._outlet.is_stalled:
                    self.write("")
            except Exception as fault:  # nothing that comes in may end the input
                self._app.note(fault)
                parser = XTermParser()

    def _read(self, seconds: float) -> bytes | None:
        """The bytes that have come; None: none came in time, or none will come any more."""
        ready, _, _ = select.select([self.fileno, self._wake_read], [], [], seconds)
        if self.fileno not in ready:
            return None
        try:
            return os.read(self.fileno, 4096) or None
        except OSError:
            return None

    def _is_gone(self) -> bool:
        """Whether the terminal was hung up, with or without a signal."""
        try:
            termios.tcgetattr(self.fileno)
        except termios.error:
            return True
        return False

    def _take(self, piece: Piece, parser: XTermParser) -> XTermParser:
        """Hands on what a piece means; gives the parser for the next one."""
        if isinstance(piece, Restart):
            return XTermParser()
        if isinstance(piece, Pasted):
            self.process_message(events.Paste(piece.text))
            return parser
        if piece == ESCAPE:
            self.process_message(events.Key("escape", ESCAPE))
            return parser
        if len(piece) == 2 and piece[0] == ESCAPE and self._app.types_ahead:
            # Whoever types fast, over a slow line, sends both in one go; Alt means nothing here.
            self.process_message(events.Key("escape", ESCAPE))
            piece = piece[1]
        try:
            meant = list(parser.feed(piece))
        except Exception:  # no key makes that. Not written down: whoever types it would fill the log
            return XTermParser()
        for message in meant:
            self.process_message(message)
        # Pieces are whole: a parser that waits for more does not know this one, and would make keys of it.
        return parser if parser._timeout_time is None else XTermParser()

    def process_message(self, message: Message) -> None:
        """Hands on what a person may have meant, and nothing that only a terminal could claim."""
        if isinstance(message, events.Resize | messages.InBandWindowResize | events.CursorPosition):
            return
        if isinstance(message, events.Key) and (message.character == "\ufffd" or not self._may_press()):
            return
        super().process_message(message)

    def _may_press(self) -> bool:
        now = time.monotonic()
        self._keys_left += (now - self._keys_at) * _KEYS_A_SECOND
        self._keys_left, self._keys_at = min(self._keys_left, _KEYS_AT_ONCE), now
        if self._keys_left < 1:
            return False
        self._keys_left -= 1
        return True

    def _tell_size(self) -> None:
        size = Size(*self._get_terminal_size())
        self._app.post_message(events.Resize(size, size))

    def _resume(self) -> None:
        self._loop.call_soon_threadsafe(self._app.redraw)


def _wiped(rows: int) -> str:
    """What empties the screen: a terminal that has no other one, as the Linux console, would show it still.

    Row by row, as some terminals push what they are told to clear into their scrollback.
    """
    return "\x1b[0m" + "".join(f"\x1b[{row};1H\x1b[2K" for row in range(rows, 0, -1))


def _encoding() -> str:
    """What the locale says that the terminal shows."""
    return (sys.__stdout__.encoding if sys.__stdout__ is not None else None) or "utf-8"


def _set_attributes(descriptor: int, attributes: list[Any]) -> None:
    try:
        termios.tcsetattr(descriptor, termios.TCSANOW, attributes)
    except termios.error:  # hung up
        return
