"""Escape sequences that a terminal sends: where one ends, and whether a person may have caused it.

The forms are those of ECMA-48, the Linux console, rxvt, xterm and the kitty keyboard protocol. There are no
regular expressions here: they would have to be compiled before the first paint.
"""

ESCAPE = "\x1b"

STRINGS = "P]X^_"
"""What follows Escape where a control string begins: DCS, OSC, SOS, PM, APC."""

LONGEST = 32
"""Characters of the longest sequence that Textual's parser takes whole; of longer ones it makes keys."""

_ONE_BYTE = {chr(n): ESCAPE + chr(n - 0x40) for n in (0x8E, 0x8F, 0x90, 0x98, 0x9B, 0x9D, 0x9E, 0x9F)}
SHORT = _ONE_BYTE | {chr(0xDC00 + ord(short)): long for short, long in _ONE_BYTE.items()}
"""Introducers of one character, in UTF-8 or as a bare byte (a lone surrogate), and what they stand for."""

STRING_ENDS = "\x9c\udc9c\x18\x1a"
"""The string terminator as one character, and what cancels a string."""

# Control characters within a sequence do not end it, except those that cancel it or begin another.
_BODY = "".join(map(chr, (*range(0x18), 0x19, *range(0x1C, 0x40), 0x7F)))
_INTERMEDIATES = "".join(map(chr, range(0x20, 0x30)))
_DIGIT_CODES = {str(code) for code in range(ord("0"), ord("9") + 1)}
_OTHER_MODIFIERS = 0b111110
"""Alt, Ctrl, Super, Hyper and Meta."""


def length(text: str) -> int | None:
    """Characters of the sequence that `text` begins with; None: the rest has not come yet.

    `text` begins with Escape and something that begins no control string. What breaks off counts up to
    where it breaks.
    """
    kind = text[1]
    if kind in "NO":  # one character, shifted; of older terminals with modifiers before it
        return _ended(text, 2, "0123456789;")
    if kind in _INTERMEDIATES:  # what chooses a set of letters; or a key with Alt, and then another key
        return 3 if "0" <= text[2:3] <= "~" else 2
    if kind != "[":
        return 2
    if text.startswith("\x1b[["):  # the function keys of the Linux console
        return _ended(text, 3, "")
    if text.startswith("\x1b[M"):  # the mouse of old terminals: three characters of any kind follow
        for at in range(3, min(len(text), 6)):
            if text[at] < " ":
                return at
        return 6 if len(text) >= 6 else None
    return _ended(text, 2, _BODY)


def _ended(text: str, start: int, body: str) -> int | None:
    """The length if anything of `body` may stand between `start` and the last character."""
    rest = text[start:].lstrip(body)
    if not rest:
        return None
    return len(text) - len(rest) + (" " <= rest[0] <= "~")


def may_be_meant(sequence: str) -> bool:
    """Whether a whole sequence has the form of a key, the mouse, the focus or a paste, or is the one report
    that is asked for: whether the terminal draws whole frames. Those that claim a size or a place are not.
    """
    if not sequence.startswith("\x1b["):
        return len(sequence) == 2 or sequence[1] not in _INTERMEDIATES
    if len(sequence) > LONGEST:
        return False
    body, last = sequence[2:-1], sequence[-1]
    if body.startswith("<"):
        return last in "Mm" and [part.lstrip("-").isdecimal() for part in body[1:].split(";")] == [True] * 3
    if body.startswith("?"):
        return body.startswith("?2026;") and body.endswith("$") and last == "y"
    if body == "[":
        return True
    parts = body.split(";")
    if len(parts) == 3 and (last == "u" or (last == "~" and parts[0] == "27")):
        return not _is_digit_with_modifier(parts[1], parts[2])
    return len(parts) < 3 and not body.strip("0123456789:;") and not (last == "R" and len(parts) == 2)


def _is_digit_with_modifier(modifiers: str, codes: str) -> bool:
    bits = modifiers.partition(":")[0]
    return (
        bits.isdecimal()
        and bool((int(bits) - 1) & _OTHER_MODIFIERS)
        and not _DIGIT_CODES.isdisjoint(codes.split(":"))
    )
