"""Bytes from a terminal, made into what a person may have meant: keys, and pastes of a bearable length.

Whatever arrives, the next key counts again: bytes that are no UTF-8, a paste of a megabyte, a paste without
an end, a file poured into the terminal. What the terminal itself reports is no key, however late it comes and
into however many reads it was cut: it would answer for a customer.
"""

import codecs
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass

from kiosk.terminal.sequences import ESCAPE, LONGEST, SHORT, STRING_ENDS, STRINGS, length, may_be_meant

_START, _END = "\x1b[200~", "\x1b[201~"

LONGEST_PASTE = 4096
"""Characters of a paste that are kept; every field is far shorter."""

QUIET = 0.5
"""Seconds without a byte that end a paste or a sequence whose end never came."""

SPLIT = 0.1
"""Seconds without a byte after which an Escape was the key, and not the beginning of a sequence."""

LONGEST_SEQUENCE = 2.0
"""Seconds that a sequence may take to come whole; then all is dropped until a pause of `CALM` seconds."""

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
"""Characters, one whole escape sequence or the Escape key alone; or one of the others."""

_OPENINGS = frozenset((ESCAPE, *SHORT))
_NO_UTF8 = {0xDC00 + byte: "\ufffd" for byte in range(0x80, 0x100)}


class Intake:
    """Splits the bytes of one terminal. `clock` gives seconds that never go back."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        # Bytes that are no UTF-8 stay apart from each other: some of them begin sequences.
        self._decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
        self._last = clock()
        self._held = ""
        """A sequence whose rest has not come, in a paste or a string what may be the beginning of its end."""
        self._string = ""
        """What began the control string that has not ended yet."""
        self._begun = 0.0
        """When the sequence or string that is not whole began."""
        self._escaped = False
        """Whether the last that came was taken for the Escape key for want of more."""
        self._paste: list[str] | None = None
        self._pasted = 0
        self._window, self._seen = clock(), 0
        self._flooded = False

    @property
    def patience(self) -> float | None:
        """Seconds after which `tick` has something to do; None: nothing is pending."""
        if self._paste is None and not self._string and self._held == ESCAPE:
            return SPLIT
        return QUIET if self._paste is not None or self._string or self._held else None

    def feed(self, data: bytes) -> Iterator[Piece]:
        """What these bytes bring."""
        now = self._clock()
        quiet = now - self._last
        yield from self._rest(quiet)
        self._last = now
        if (self._held or self._string) and self._paste is None and now - self._begun >= LONGEST_SEQUENCE:
            self._flooded = True
        if not self._held and not self._string:
            self._begun = now
        if quiet >= QUIET:
            self._decoder.reset()  # half a letter whose rest never came; its bytes could begin a sequence
        fresh = self._decoder.decode(data)
        text = self._held + fresh
        self._held = ""
        if self._escaped and quiet < QUIET and text[:1] and text[0] in f"[{STRINGS}":
            text = ESCAPE + text
        self._escaped = self._escaped and not text
        while text:
            if self._paste is not None:
                text = yield from self._take_paste(text)
                continue
            if self._is_flood(min(len(text), len(fresh)), quiet, now):
                self._string = ""
                yield Restart()
                return
            while text and self._paste is None:
                text = self._drop_string(text) if self._string else (yield from self._take(text))
                if text:  # what was before it is whole
                    self._begun = now

    def tick(self) -> Iterator[Piece]:
        """What the passing of time brings: to be called when `patience` has run out without a byte."""
        yield from self._rest(self._clock() - self._last)

    def _rest(self, quiet: float) -> Iterator[Piece]:
        """Ends what waited for more, if it waited long enough."""
        patience = self.patience
        if patience is None or quiet < patience:
            return
        if self._paste is not None:
            yield from self._end_paste()
        elif patience == SPLIT:
            self._escaped = True
            yield ESCAPE
        self._held = self._string = ""

    def _take(self, text: str) -> Generator[Piece, None, str]:
        """Gives the characters or the sequence that `text` begins with; returns what follows."""
        start = next((at for at, character in enumerate(text) if character in _OPENINGS), len(text))
        if start:
            yield text[:start].translate(_NO_UTF8)
            return text[start:]
        text = SHORT.get(text[0], text[0]) + text[1:]
        if text == ESCAPE:
            self._held = text
            return ""
        if text[1] in _OPENINGS:
            yield ESCAPE
            return text[1:]
        if text[1] in STRINGS:
            self._string = text[1]
            return text[2:]
        end = length(text)
        if end is None:
            self._held = text[: LONGEST + 1]  # one more than any that counts: it is dropped once it ends
            return ""
        if text[:end] == _START:
            self._paste, self._pasted = [], 0
        elif may_be_meant(text[:end]):
            yield text[:end].translate(_NO_UTF8)
        return text[end:]

    def _drop_string(self, text: str) -> str:
        """Drops a control string up to its end; returns what follows."""
        for at, character in enumerate(text):
            if character in STRING_ENDS or (character == "\a" and self._string == "]"):
                self._string = ""
                return text[at + 1 :]
            if character == ESCAPE and at + 1 == len(text):
                self._held = ESCAPE
            elif character in _OPENINGS:
                self._string = ""
                return text[at + 2 :] if text.startswith("\x1b\\", at) else text[at:]
        return ""

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
        text = "".join(self._paste).replace("\x00", "").translate(_NO_UTF8)
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
