"""What a stranger, a cat or a poured-in file may send to a terminal: one event after the other, by dice."""

import random
from collections.abc import Callable, Iterator

_FINALS = "".join(map(chr, range(0x40, 0x7F)))
_STRINGS = ("\x1b]", "\x1bP", "\x1bX", "\x1b^", "\x1b_", "\x90", "\x98", "\x9d", "\x9e", "\x9f")
_KEYS = (
    *(f"\x1b[{final}" for final in "ABCDEFHZ"),
    *(f"\x1bO{final}" for final in "ABCDFHMPQRSjklmnopqrstuvwxy"),
    *(f"\x1b[{n}~" for n in range(1, 35)),
    *(f"\x1b[[{final}" for final in "ABCDE"),
)
_WORDS = (
    "good",
    "[b]",
    "[@click=app.quit()]x[/]",
    "[/]",
    "\u202e",
    "😀",
    "👩‍👩‍👧",
    "\u200b",
    "é",
    "中文",
    "\ufeff",
    "'; --",
    "../..",
)


class Stranger:
    """Draws events. The same seed and number draw the same ones, in any process."""

    def __init__(self, seed: int, batch: int) -> None:
        self._dice = random.Random(f"{seed}/{batch}")
        self._kinds: tuple[tuple[int, Callable[[], bytes]], ...] = (
            (20, self._key),
            (14, self._digits),
            (10, self._bytes_7),
            (10, self._bytes_8),
            (12, self._mouse),
            (10, self._csi),
            (6, self._string),
            (5, self._paste),
            (4, self._control),
            (4, self._held),
            (3, self._extended),
            (2, self._words),
        )
        self._weights = [weight for weight, _ in self._kinds]

    def events(self, count: int) -> Iterator[bytes]:
        """So many of them."""
        for _, kind in self._dice.choices(self._kinds, self._weights, k=count):
            yield kind()

    def megabyte(self) -> bytes:
        """A paste of a megabyte, with an end or without one."""
        text = self._dice.choice((b"spam ", b"5", b"\x1b[A", b"\xff", b"\r\n", "😀".encode()))
        data = b"\x1b[200~" + (text * (1_000_000 // len(text)))
        return data + b"\x1b[201~" if self._dice.random() < 0.7 else data

    def pause(self) -> float:
        """Seconds in which nothing comes: from within a sequence's patience to longer than a question's."""
        return self._dice.choice((0.02, 0.12, 0.4, 0.6, 0.8))

    def size(self) -> tuple[int, int]:
        """Columns and rows of another window."""
        return self._dice.choice(((80, 24), (40, 15), (1, 1), (20, 5), (130, 40), (500, 200), (81, 25)))

    def _key(self) -> bytes:
        return self._dice.choice(_KEYS).encode()

    def _digits(self) -> bytes:
        return self._dice.choice("0123456789\r\t -/*\x7f").encode()

    def _bytes_7(self) -> bytes:
        return bytes(self._dice.choices(range(128), k=self._dice.randint(1, 8)))

    def _bytes_8(self) -> bytes:
        return self._dice.randbytes(self._dice.randint(1, 8))

    def _control(self) -> bytes:
        return self._dice.choice("\x03\x1a\x1c\x11\x10\x13\x0f\x04\x1b\x15\x17\x0c\x12\x16\x18\x00").encode()

    def _held(self) -> bytes:
        return self._dice.choice(
            (b"\r", b"5", b"\x1b[C", b" ", b"\x7f", b"\t", b"\x1b")
        ) * self._dice.randint(2, 60)

    def _words(self) -> bytes:
        return self._dice.choice(_WORDS).encode()

    def _number(self) -> int:
        return self._dice.choice((0, 1, 2, 10, 35, 64, 80, 255, 1000, 65536, 2**31, 10**12, -1))

    def _mouse(self) -> bytes:
        dice = self._dice
        button, x, y = (
            dice.choice((0, 1, 2, 3, 32, 35, 64, 65, 66, 99, self._number())),
            dice.randint(0, 90),
            dice.randint(0, 30),
        )
        if dice.random() < 0.1:
            x, y = self._number(), self._number()
        match dice.randrange(4):
            case 0:  # X10 and normal: bytes, which need not be UTF-8
                return b"\x1b[M" + bytes((32 + button) % 256 for button in (button, x, y))
            case 1:  # the same in UTF-8
                return b"\x1b[M" + "".join(chr(32 + abs(n) % 2000) for n in (button, x, y)).encode()
            case 2:  # SGR
                return f"\x1b[<{button};{x};{y}{dice.choice('mM')}".encode()
            case _:  # urxvt
                return f"\x1b[{button + 32};{x};{y}M".encode()

    def _csi(self) -> bytes:
        dice = self._dice
        parameters = ";".join(str(self._number()) for _ in range(dice.randint(0, 6)))
        if dice.random() < 0.2:
            parameters = parameters.replace(";", ":")
        private = dice.choice(("", "", "", "?", ">", "<", "="))
        middle = "".join(dice.choices(" !\"#$%&'()*+,-./", k=dice.choice((0, 0, 0, 1, 2))))
        begin = dice.choice(("\x1b[", "\x1b[", "\x9b"))
        whole = f"{begin}{private}{parameters}{middle}{dice.choice(_FINALS)}"
        return self._cut(whole.encode("latin-1") if dice.random() < 0.2 else whole.encode())

    def _string(self) -> bytes:
        dice = self._dice
        body = "".join(dice.choices("0123456789;:rgb/?$qtp=ABC é\r", k=dice.randint(0, 60)))
        end = dice.choice(("\x1b\\", "\x07", "\x9c", "\x18", ""))
        return self._cut((dice.choice(_STRINGS) + body + end).encode())

    def _paste(self) -> bytes:
        dice = self._dice
        body = "".join(dice.choices(_WORDS, k=dice.randint(0, 40))).encode() + dice.randbytes(
            dice.randint(0, 20)
        )
        return (
            dice.choice((b"\x1b[200~", b"\x1b[200~", b""))
            + body
            + dice.choice((b"\x1b[201~", b"\x1b[201~", b""))
        )

    def _extended(self) -> bytes:
        dice = self._dice
        code = dice.choice((13, 27, 49, 53, 57, 97, 113, 57363, 57376, 1114112, self._number()))
        modifiers = dice.choice(("", ";1", ";3", ";5", ";7", ";1:2", ";1:3", f";{self._number()}"))
        return f"\x1b[{code}{modifiers}{dice.choice(('', ';49', ';113'))}{dice.choice('u~')}".encode()

    def _cut(self, sequence: bytes) -> bytes:
        """Most come whole."""
        return sequence if self._dice.random() < 0.85 else sequence[: self._dice.randint(1, len(sequence))]
