"""Bytes from a terminal, made into what a person may have meant: keys, and pastes of a bearable length.

Whatever arrives, the next key counts again: bytes that are no UTF-8, a paste of a megabyte, a paste without
an end, a file poured into the terminal.
"""

import codecs
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass

_START, _END = "\x1b[200~", "\x1b[201~"

LONGEST_PASTE = 4096
"""Characters of a paste that are kept; every field is far shorter."""

QUIET = 0.5
"""Seconds without a byte that end a paste whose end never came."""

SPLIT = 0.03
"""Seconds to wait for the rest of what may be the beginning of a paste, read in two parts."""

FLOOD = 16_384
"""Characters within a second that are no person's; all is dropped until a pause of `CALM` seconds."""

CALM = 0.2


@dataclass(frozen=True, slots=True)
class Pasted:
    """One paste, cut to `LONGEST_PASTE` characters."""

    text: str


@dataclass(frozen=True, slots=True)
class Restart:
    """What came before was cut off in the middle: forget half an escape sequence."""


Piece = str | Pasted | Restart
"""Text to be read as keys, or one of the others."""


class Intake:
    """Splits the bytes of one terminal. `clock` gives seconds that never go back."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._last = clock()
        self._held = ""
        self._paste: list[str] | None = None
        self._pasted = 0
        self._window, self._seen = clock(), 0
        self._flooded = False

    @property
    def patience(self) -> float | None:
        """Seconds after which `tick` has something to do; None: nothing is pending."""
        if self._paste is not None:
            return QUIET
        return SPLIT if self._held else None

    def feed(self, data: bytes) -> Iterator[Piece]:
        """What these bytes bring."""
        now = self._clock()
        quiet, self._last = now - self._last, now
        text = self._held + self._decode(data)
        self._held = ""
        if self._paste is not None and quiet >= QUIET:
            yield from self._end_paste()
        while text:
            if self._paste is not None:
                text = yield from self._take_paste(text)
                continue
            if self._is_flood(len(text), quiet, now):
                yield Restart()
                return
            start = text.find(_START)
            if start >= 0:
                if start:
                    yield text[:start]
                text = text[start + len(_START) :]
                self._paste, self._pasted = [], 0
                continue
            held = _beginning(text, _START)
            if held < len(text):
                yield text[: len(text) - held]
            self._held = text[len(text) - held :]
            return

    def tick(self) -> Iterator[Piece]:
        """What the passing of time brings: to be called when `patience` has run out without a byte."""
        quiet = self._clock() - self._last
        if self._paste is not None and quiet >= QUIET:
            yield from self._end_paste()
        elif self._held and self._paste is None and quiet >= SPLIT:
            held, self._held = self._held, ""
            yield held

    def _take_paste(self, text: str) -> Generator[Piece, None, str]:
        """Adds to the paste; returns what follows its end."""
        assert self._paste is not None
        end = text.find(_END)
        if end < 0:
            held = _beginning(text, _END)
            self._keep(text[: len(text) - held])
            self._held = text[len(text) - held :]
            return ""
        self._keep(text[:end])
        yield from self._end_paste()
        return text[end + len(_END) :]

    def _keep(self, text: str) -> None:
        assert self._paste is not None
        room = LONGEST_PASTE - self._pasted
        if room > 0:
            self._paste.append(text[:room])
            self._pasted += min(room, len(text))

    def _end_paste(self) -> Iterator[Piece]:
        assert self._paste is not None
        text = "".join(self._paste).replace("\x00", "")
        self._paste = None
        self._held = ""
        if text:
            yield Pasted(text)

    def _is_flood(self, length: int, quiet: float, now: float) -> bool:
        if self._flooded and quiet < CALM:
            return True
        if self._flooded or now - self._window >= 1:
            self._flooded, self._window, self._seen = False, now, 0
        self._seen += length
        self._flooded = self._seen > FLOOD
        return self._flooded


def _beginning(text: str, marker: str) -> int:
    """How many characters at the end of `text` may be the beginning of `marker`."""
    return next((n for n in range(min(len(marker) - 1, len(text)), 0, -1) if text.endswith(marker[:n])), 0)
