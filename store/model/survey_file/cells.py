"""How wide a text is in a terminal, and how many lines it takes."""


def cell_width(text: str) -> int:
    """The cells that `text` takes: two for the wide letters of East Asia and for emoji, none for
    marks that are set upon a letter."""
    if text.isascii() or max(text) < "\u0300":
        return len(text)
    from unicodedata import combining, east_asian_width  # not needed for most of Europe's languages

    return sum(
        0
        if combining(c) or c in "\u200b\u200c\u200d\ufe0e\ufe0f"
        else 2
        if east_asian_width(c) in "WF"
        else 1
        for c in text
    )


def lines_taken(text: str, width: int) -> int:
    """How many lines `text` takes at `width` cells, broken at spaces (a no-break space is none), and
    anywhere in a word that is wider than a line, as it is in languages without spaces."""
    lines, column = 1, 0
    for word in text.split(" "):
        wide = cell_width(word)
        gap = 1 if column else 0
        if column + gap + wide <= width:
            column += gap + wide
        elif wide <= width:
            lines, column = lines + 1, wide
        else:
            column += gap
            for character in word:
                step = cell_width(character)
                if column + step > width:
                    lines, column = lines + 1, 0
                column += step
    return lines
