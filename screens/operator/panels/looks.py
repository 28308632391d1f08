"""From the name of a look to the colours of a theme."""

from functools import lru_cache

from rich.style import Style

from screens.widgets.ink import Ink, blend

_FADES = {"pale-1": 0.26, "pale-2": 0.42, "pale-3": 0.6}
_PLAIN_FADES = {"pale-1": 0.34, "pale-2": 0.67, "pale-3": 0.67}
"""How much of the text's colour greys have: few answers, or a part that is neither good nor bad."""


@lru_cache(maxsize=512)
def style_of(look: str, ink: Ink, ground: str) -> Style:
    """The style of a look on a panel's `ground`; 'good/low' is one fill on the other. KeyError: no such look.

    '' plain text; strong, figure, quiet, faint, key, now, alarm, well: text. low, reason, middle, good, line,
    pale-1 to pale-3: fills. point-1 to point-7 and grey-1 to grey-7: words on a part of a bar, bad to good.
    """
    front, _, back = look.partition("/")
    kind, _, step = front.rpartition("-")
    if kind in ("point", "grey"):
        fill = _ramp(ink)[int(step) - 1] if kind == "point" else _grey(ink, int(step))
        return Style(color=_readable(ink, fill), bgcolor=fill)
    behind = _colour(back, ink) if back else ground
    return Style(color=_colour(front, ink), bgcolor=behind, bold=front in ("strong", "key", "alarm-strong"))


def _colour(look: str, ink: Ink) -> str:
    if look in _FADES:
        fades = _FADES if ink.blocks else _PLAIN_FADES
        return blend(ink.ground, ink.text, fades[look])
    return {
        "": ink.text,
        "strong": ink.text,
        "key": ink.text,
        "figure": ink.text,
        "quiet": ink.quiet,
        "faint": ink.line,
        "now": ink.text,
        "alarm": ink.bad,
        "well": ink.good,
        "low": ink.moods[0],
        "reason": ink.moods[1],
        "middle": ink.moods[2],
        "good": ink.moods[4],
        "line": ink.moods[4],
    }[look]


def _ramp(ink: Ink) -> tuple[str, ...]:
    """Seven colours, bad to good, between the five of the faces."""
    a, b, c, d, e = ink.moods
    if not ink.blocks:  # sixteen colours: a blend of two would be shown as one of them
        return (a, b, "#aa5500", c, "#aaaaaa", d, e)
    return (a, b, blend(b, c, 0.5), c, blend(c, d, 0.5), d, e)


def _grey(ink: Ink, step: int) -> str:
    return blend(ink.ground, ink.text, 0.18 + 0.07 * step)


def _readable(ink: Ink, fill: str) -> str:
    """Dark or light words, whichever stand out better on `fill`."""
    from screens.widgets.ink import contrast

    return max(ink.features, ink.ground, ink.text, key=lambda colour: contrast(colour, fill))
