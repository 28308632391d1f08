"""Words into lines, measured in terminal cells."""

from rich.cells import cell_len

_CONTROLS = (
    *range(0x20),
    *range(0x7F, 0xA0),  # C1 controls: some terminals take them for escapes
    *range(0x200B, 0x200D),
    *range(0x200E, 0x2010),
    *range(0x2028, 0x202F),  # line separators, and marks that turn the direction of what follows
    *range(0x2060, 0x2070),
    *range(0xD800, 0xE000),  # halves of a letter, which nothing can write down
    0xFEFF,
    *range(0xFFF9, 0xFFFC),
)
_HARMLESS = dict.fromkeys(_CONTROLS)


def harmless(text: str) -> str:
    """`text` without control characters, so that a terminal only ever shows it. Line breaks become blanks."""
    if text.isascii() and text.isprintable():
        return text
    return text.replace("\r\n", " ").replace("\n", " ").replace("\t", " ").translate(_HARMLESS)


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most `width` cells, broken at blanks (never at a no-break one), else within a word."""
    lines: list[str] = []
    line = ""
    for word in harmless(text).split(" "):
        if not word:
            continue
        if line and cell_len(line) + 1 + cell_len(word) <= width:
            line = f"{line} {word}"
            continue
        if line:
            lines.append(line)
        while word and cell_len(word) > width:
            head = _head(word, width)
            lines.append(head)
            word = word[len(head) :]
        line = word
    if line:
        lines.append(line)
    return lines


def balance(text: str, width: int) -> list[str]:
    """As `wrap`, in no more lines, but lines of about the same length: no last word alone on its line."""
    lines = wrap(text, width)
    if len(lines) < 2:
        return lines
    low, high = min(width, max(width // 2, widest_word(text))), width  # a word stays whole where it can
    while low < high:  # the narrowest width that needs no more lines
        middle = (low + high) // 2
        if len(wrap(text, middle)) <= len(lines):
            high = middle
        else:
            low = middle + 1
    return wrap(text, low)


def widest_word(text: str) -> int:
    """The cells of the longest word: below that width, wrapping would break it."""
    return max((cell_len(word) for word in harmless(text).split(" ")), default=0)


def cut(text: str, width: int) -> str:
    """`text` in at most `width` cells, with an ellipsis where something is missing."""
    text = harmless(text)
    if cell_len(text) <= width:
        return text
    head = _head(text, width - 1).rstrip() if width > 1 else ""
    return head + "…" if width > 0 else ""


def _head(text: str, width: int) -> str:
    """As many characters as fit in `width` cells, at least one."""
    cells = 0
    for at, character in enumerate(text):
        cells += cell_len(character)
        if cells > width and at:
            return text[:at]
    return text
