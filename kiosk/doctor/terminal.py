"""The terminal: can it be read at a counter, and do touches, keys, colours and letters reach us?"""

from kiosk.doctor.check import Check, failure, ok, warning
from store.model.saying import Saying

_LEAST = (40, 15)
_LARGEST = (120, 36)
"""Columns and rows beyond which the letters of a usual 15 to 22 inch screen are too small a metre away."""


def size(columns: int, rows: int) -> Check:
    """Whether the font is large enough: a terminal's size in cells is its legibility."""
    name, shown = Saying("size"), f"{columns}×{rows}"
    if columns < _LEAST[0] or rows < _LEAST[1]:
        return failure(
            name,
            Saying(
                "{size} is too small: the screens need {least}.", size=shown, least="×".join(map(str, _LEAST))
            ),
            Saying("Make the window larger, or the font smaller."),
        )
    if columns > _LARGEST[0] or rows > _LARGEST[1]:
        return warning(
            name,
            Saying("{size} is hard to read at a counter.", size=shown),
            Saying("Zoom the terminal to about {size} (often Ctrl and +, or a larger font).", size="70×22"),
        )
    return ok(name, Saying("{size} is easy to read at a counter.", size=shown))


def kind(term: str) -> Check:
    """Whether the terminal can show a full screen at all."""
    name = Saying("terminal")
    if term in ("", "dumb", "unknown"):
        return failure(
            name,
            Saying("TERM is {term}, so nothing can be drawn.", term=term)
            if term
            else Saying("TERM is not set, so nothing can be drawn."),
            Saying("Start the kiosk in a terminal, or set TERM to what it is (often xterm-256color)."),
        )
    if term == "linux":
        return ok(name, Saying("A bare Linux console: the plain theme is used."))
    return ok(name, Saying("TERM is {term}.", term=term))


def colours(term: str, colorterm: str, no_color: bool) -> Check:
    """How many colours there are; none is a reason to worry."""
    name = Saying("colours")
    if no_color:
        return ok(name, Saying("NO_COLOR is set: greys only."))
    if colorterm in ("truecolor", "24bit"):
        return ok(name, Saying("All of them."))
    if "256color" in term:
        return ok(name, "256.")
    return ok(name, Saying("16: the plain theme is the clearest ({setting}).", setting='theme = "plain"'))


def letters(encoding: str, locale: str) -> Check:
    """Whether é, €, × and faces arrive. `encoding` is the locale's, `locale` its name ('' unset)."""
    name = Saying("letters")
    if encoding.replace("-", "").replace("_", "").lower() == "utf8":
        return ok(name, f"UTF-8 ({locale})." if locale else Saying("UTF-8 (no locale is set)."))
    return failure(
        name,
        Saying(
            "The locale {locale} writes {encoding}, so é, € and the faces are lost.",
            locale=locale or "C",
            encoding=encoding or "ASCII",
        ),
        Saying("Set LANG=C.UTF-8, or a locale of your language that ends in .UTF-8."),
    )


def mouse(term: str, tmux: bool, tmux_mouse: bool | None, reported: bool | None) -> Check:
    """Whether touches reach us.

    `tmux_mouse` is tmux's setting and `reported` the terminal's own word (DECRQM of mode 1006); None
    where it is not known.
    """
    name = Saying("mouse and touch")
    if term == "linux":
        return warning(
            name,
            Saying("A bare Linux console passes on neither mouse nor touch; the keys do everything."),
            Saying("For touch, start the kiosk in a graphical terminal (on a Raspberry Pi: cage with foot)."),
        )
    if tmux and tmux_mouse is False:
        return warning(
            name,
            Saying("tmux keeps the mouse to itself."),
            Saying("{command} (and the same line in ~/.tmux.conf).", command="tmux set -g mouse on"),
        )
    if reported is False:
        return warning(
            name,
            Saying("This terminal says that it knows no mouse (mode 1006); the keys do everything."),
            Saying("For touch, use a terminal such as foot, kitty, Konsole or GNOME Terminal."),
        )
    if reported:
        return ok(name, Saying("This terminal passes them on."))
    return ok(name, Saying("This terminal does not say; touch a tile to try. The keys do everything."))


def font(term: str) -> Check:
    """What to look for with one's own eyes: no program can ask which glyphs a font has."""
    name = Saying("font")
    if term == "linux":
        sentence = Saying("The console's font has no half blocks: the plain theme draws the faces without.")
        return ok(name, sentence)
    signs = "▄▄▄▀▀▀███ ╭──╮"
    return ok(
        name, Saying("These should join without gaps: {signs}. If not, take DejaVu Sans Mono.", signs=signs)
    )


def standard_input(is_terminal: bool) -> Check:
    """Whether a kiosk could be started from here."""
    name = Saying("keyboard")
    if is_terminal:
        return ok(name, Saying("Keys reach us."))
    return warning(
        name,
        Saying("This is no terminal (a pipe, or cron), so the terminal's own checks were left out."),
        Saying("Run kiosk doctor on the kiosk's own screen as well."),
    )


def foreign_settings(names: tuple[str, ...]) -> Check:
    """Variables of the toolkit that a stranger could have set."""
    name = Saying("environment")
    if not names:
        return ok(name, Saying("Nothing in it changes how the screens work."))
    return ok(name, Saying("{names}: set, and ignored by the kiosk.", names=", ".join(names)))
