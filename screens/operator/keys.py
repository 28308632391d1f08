"""The operator's keys: one table that the bindings, the bottom line and the list of keys are made from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual.binding import Binding, BindingType

from screens.operator.panels.text import Pen, Piece, Row
from store.model.people import Act
from store.model.saying import N_


@dataclass(frozen=True, slots=True)
class Key:
    """A key that works on a screen."""

    key: str
    """Textual's name of it."""
    shown: str
    """As it stands on the keyboard."""
    label: str
    """What it does, in a word; '' leaves it out of the bottom line."""
    meaning: str
    """What it does, in a line."""
    action: str
    weight: int = 0
    """Where the bottom line is short, the heavier ones stay."""


def bindings(keys: Iterable[Key]) -> list[BindingType]:
    """What Textual binds for a table of keys."""
    return [Binding(key.key, key.action, key.meaning, show=False) for key in keys]


def bottom_line(keys: Sequence[Key], pen: Pen, width: int) -> list[Row]:
    """The keys in one line; the lightest are left out until it fits. A click on one is the key itself.

    Where some are left out, one of those that stay or the "…" at the end leads to the list of all of them.
    """
    named = [key for key in keys if key.label]
    kept, more = list(named), 0
    while len(kept) > 1 and _width(kept, pen) + more > width:
        kept.remove(min(reversed(kept), key=lambda key: key.weight))
        more = 0 if any(key.action == "keys" for key in kept) else cell_len(_MORE)
    row: list[Piece] = []
    for key in kept:
        link = ("do", key.action)
        row += [Piece("  ")] if row else []
        row += [Piece(key.shown + " ", "key", link), Piece(pen.words(key.label), "quiet", link)]
    if more:
        row.append(Piece(_MORE, "key", ("do", "all_keys")))
    return [tuple(row)]


_MORE = "  …"
"""There are more of them."""


def _width(keys: Sequence[Key], pen: Pen) -> int:
    return sum(cell_len(key.shown) + 1 + cell_len(pen.words(key.label)) + 2 for key in keys) - 2


BACK = Key("escape", "Esc", N_("back"), N_("Back; on the first screen, to today without filters"), "back", 10)
LEFT_OUT = Key("x", "x", N_("left out"), N_("With and without the answers left out"), "excluded", 3)
LOCK = Key("L", "L", N_("lock"), N_("Locks the scores"), "lock", 8)
LEAVE = Key("ctrl+q", "Ctrl-Q", N_("leave"), N_("Leaves the scores"), "leave", 2)
"""In a terminal of its own; Ctrl-C does so too."""

DOES = {
    "note": Act.NOTE,
    "target": Act.TARGET,
    "call_backs": Act.CALL_BACK,
    "export": Act.EXPORT,
    "report": Act.REPORT,
    "audit": Act.AUDIT,
    "void": Act.VOID,
    "lift": Act.LIFT,
    "erase": Act.ERASE,
}
"""The actions that not everybody may."""

ACTING = (
    Key("exclamation_mark", "!", N_("alerts"), N_("Alerts, and who has seen them"), "alerts", 5),
    Key("b", "b", N_("call back"), N_("People to call back"), "call_backs", 4),
    Key("n", "n", N_("notes"), N_("Notes about days, shown under the line"), "note", 1),
    Key("s", "s", N_("target"), N_("Sets a target for the chosen score"), "target", 1),
    Key("e", "e", N_("export"), N_("Writes the answers that are shown into a file"), "export", 1),
    Key("p", "p", N_("report"), N_("Writes a report of what is shown, to print"), "report", 1),
    Key("u", "u", N_("log"), N_("Who did what, and why"), "audit", 1),
)
"""On the today screen: what is done from there."""

SCROLL = (
    Key("up", "↑", "", N_("Scrolls up"), "scroll('up')"),
    Key("down", "↓", "", N_("Scrolls down"), "scroll('down')"),
    Key("pageup", "PgUp", "", N_("A page up"), "scroll('page_up')"),
    Key("pagedown", "PgDn", "", N_("A page down"), "scroll('page_down')"),
    Key("home", "Home", "", N_("To the top"), "scroll('home')"),
    Key("end", "End", "", N_("To the end"), "scroll('end')"),
)

MOVING = (
    Key("up", "↑", "", N_("The line above"), "move('cursor_up')"),
    Key("down", "↓", "", N_("The line below"), "move('cursor_down')"),
    Key("pageup", "PgUp", "", N_("A page up"), "move('page_up')"),
    Key("pagedown", "PgDn", "", N_("A page down"), "move('page_down')"),
    Key("home", "Home", "", N_("The first line"), "move('first')"),
    Key("end", "End", "", N_("The last line"), "move('last')"),
)
"""What every list has."""

TODAY = (
    Key("d", "d", N_("day"), N_("One day"), "span('day')", 6),
    Key("w", "w", N_("week"), N_("A week"), "span('week')", 6),
    Key("m", "m", N_("month"), N_("A month"), "span('month')", 6),
    Key("q", "q", N_("quarter"), N_("A quarter"), "span('quarter')", 3),
    Key("y", "y", N_("year"), N_("A year"), "span('year')", 3),
    Key("left", "←", N_("earlier"), N_("The period before"), "earlier", 6),
    Key("right", "→", N_("later"), N_("The period after"), "later", 6),
    Key("g", "g", N_("dates"), N_("Any dates"), "dates", 3),
    Key("t", "t", N_("touchpoint"), N_("Only one touchpoint"), "choose('touchpoint')", 4),
    Key("a", "a", N_("agent"), N_("Only one agent"), "choose('agent')", 2),
    Key("k", "k", N_("kiosk"), N_("Only one kiosk"), "choose('kiosk')", 2),
    Key("l", "l", N_("language"), N_("Only one language"), "choose('language')", 1),
    Key("v", "v", N_("channel"), N_("Self-service or assisted answers"), "choose('channel')", 2),
    Key("f", "f", N_("question"), N_("Only one question"), "choose('question')", 1),
    Key("i", "i", N_("people"), N_("Only people who chose an answer, such as: my first visit"), "people", 1),
    Key("backspace", "Bksp", N_("fewer filters"), N_("Takes the last filter away"), "unfilter", 5),
    Key("enter", "Enter", N_("answers"), N_("The answers behind the chosen score"), "answers", 4),
    Key("T", "T", N_("touchpoints"), N_("All touchpoints in a table"), "table('touchpoint')", 3),
    Key("A", "A", N_("agents"), N_("All agents in a table"), "table('agent')", 2),
    Key("K", "K", N_("kiosks"), N_("All kiosks in a table"), "table('kiosk')", 1),
    Key("H", "H", N_("when"), N_("When in the week it is good or bad"), "week", 3),
    Key("tab", "Tab", N_("next score"), N_("The next score: its hours and its line"), "next_card", 1),
    Key("c", "c", N_("comments"), N_("What people wrote"), "comments", 6),
    LEFT_OUT,
    Key("r", "r", N_("other rules"), N_("The same answers under other rules"), "rescore", 1),
    *ACTING,
    Key("question_mark", "?", N_("why"), N_("Why this number"), "why", 7),
    Key("h", "h", N_("keys"), N_("All keys"), "keys", 9),
    LOCK,
    LEAVE,
    BACK,
    *SCROLL,
)
"""On the today screen."""

PAGE = (BACK, LOCK, *SCROLL)
"""On a page to read."""
