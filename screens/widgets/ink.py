"""The colours of the themes, and how bright text stands out on them.

Every screen paints with these. They reach ordinary Textual widgets as a Textual theme of the same name.
"""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.app import App
    from textual.theme import Theme


@dataclass(
    frozen=True, slots=True, eq=False
)  # each is there once: a style is found by it, not by its colours
class Ink:
    """One theme. Colours are `#rrggbb`."""

    name: str
    ground: str
    """Behind everything."""
    text: str
    """Words that are read first."""
    quiet: str
    """Words that can wait; at least 4.5:1 on `ground`, `tile` and `raised`."""
    tile: str
    """A tile to touch."""
    raised: str
    """The tile that the keys stand on, and a band of text over the ground."""
    line: str
    """The frame of a tile, where tiles have one."""
    focus: str
    """The frame of the tile that the keys stand on."""
    press: str
    """A tile at the moment it is touched, and one that is switched on."""
    on_press: str
    """Words on `press`."""
    features: str
    """Eyes, brows and mouth."""
    moods: tuple[str, str, str, str, str]
    """Five faces, unhappiest first."""
    good: str
    """Better, met; readable as text."""
    bad: str
    """Worse, below, a problem; readable as text."""
    dark: bool = True
    framed: bool = False
    """Tiles are drawn by their frame, for lack of shades to tell them from the ground."""
    blocks: bool = True
    """The terminal's font has half blocks. False: only the glyphs of the Linux console."""
    smooth: bool = True
    """Round edges have half-tones. False: there are too few colours for them."""


NORMAL = Ink(
    name="kiosk-normal",
    ground="#0e1318",
    text="#f1f4f6",
    quiet="#98a4b0",
    tile="#19212a",
    raised="#26323e",
    line="#33414f",
    focus="#f1f4f6",
    press="#f1f4f6",
    on_press="#0e1318",
    features="#11171d",
    moods=("#e0606b", "#ee9560", "#f0c65a", "#94c070", "#3fb8a0"),
    good="#4cc3ab",
    bad="#f0895f",
)
NORMAL_256 = replace(
    NORMAL,
    name="kiosk-256",
    ground="#121212",
    text="#eeeeee",
    quiet="#b2b2b2",
    tile="#262626",
    raised="#3a3a3a",
    line="#585858",
    focus="#eeeeee",
    press="#eeeeee",
    on_press="#121212",
    features="#121212",
    moods=("#d75f5f", "#ff875f", "#ffd75f", "#87d75f", "#5fd7af"),
    good="#5fd7af",
    bad="#ff875f",
    smooth=False,
)
"""NORMAL on a terminal of 256 colours, where all its dark shades would come out as the same black: greys that
stay apart."""
CONTRAST = Ink(
    name="kiosk-contrast",
    ground="#000000",
    text="#ffffff",
    quiet="#d2d8de",
    tile="#000000",
    raised="#20262c",
    line="#a9b3bd",
    focus="#ffe066",
    press="#ffffff",
    on_press="#000000",
    features="#000000",
    moods=("#ff8a8f", "#ffae7a", "#ffe066", "#b9e88a", "#6be6cf"),
    good="#7df0d8",
    bad="#ffb08a",
    framed=True,
)
LIGHT = Ink(
    name="kiosk-light",
    ground="#f6f4ef",
    text="#1b222a",
    quiet="#4e5863",
    tile="#e9e5dc",
    raised="#dad4c7",
    line="#bdb5a5",
    focus="#1b222a",
    press="#1b222a",
    on_press="#f6f4ef",
    features="#1b222a",
    moods=("#e2737b", "#ee9b6a", "#eec55f", "#94be74", "#4ab3a0"),
    good="#0f6e5e",
    bad="#a63d16",
    dark=False,
)
PLAIN = Ink(
    name="kiosk-plain",
    ground="#000000",
    text="#ffffff",
    quiet="#aaaaaa",
    tile="#000000",
    raised="#000000",
    line="#aaaaaa",
    focus="#ffffff",
    press="#aaaaaa",
    on_press="#000000",
    features="#000000",
    moods=("#ff5555", "#ffff55", "#ffffff", "#55ff55", "#55ffff"),
    good="#55ff55",
    bad="#ff5555",
    framed=True,
    blocks=False,
)

INKS: Mapping[str, Ink] = {ink.name: ink for ink in (NORMAL, NORMAL_256, CONTRAST, LIGHT, PLAIN)}
"""By the name of the Textual theme."""


def theme_name(setting: str, environ: Mapping[str, str]) -> str:
    """The Textual theme for a setting ('auto', 'normal', 'contrast', ...) on the terminal that `environ`
    tells of, by the rules by which Rich finds how many colours it has."""
    terminal = environ.get("TERM", "").strip().lower()
    every = environ.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit")
    many = terminal.endswith(("-256color", "-kitty"))
    if sys.platform == "win32":  # whose console is asked, and no variable
        from rich.console import get_windows_console_features

        terminal, every, many = "", get_windows_console_features().truecolor, True
    if setting == "auto":
        setting = "plain" if terminal == "linux" or not (every or many) else "normal"
    if setting == "normal" and many and not every:
        return NORMAL_256.name
    return f"kiosk-{setting}"


def add_themes(app: "App[Any]", name: str) -> None:
    """Makes the themes known to `app` and puts on the one called `name`."""
    for ink in INKS.values():
        app.register_theme(_theme(ink))
    app.theme = name


def ink_of(app: "App[Any]") -> Ink:
    """The colours that `app` wears; the normal ones under a theme that is not ours."""
    return INKS.get(app.theme, NORMAL)


def _theme(ink: Ink) -> "Theme":
    from textual.theme import Theme

    return Theme(
        name=ink.name,
        primary=ink.moods[4],
        secondary=ink.quiet,
        warning=ink.moods[2],
        error=ink.bad,
        success=ink.good,
        accent=ink.focus,
        foreground=ink.text,
        background=ink.ground,
        surface=ink.tile,
        panel=ink.raised,
        dark=ink.dark,
        variables={"quiet": ink.quiet, "line": ink.line},
    )


@lru_cache(maxsize=4096)
def blend(back: str, front: str, share: float) -> str:
    """`share` (0 to 1) of `front` over `back`."""
    if share <= 0:
        return back
    if share >= 1:
        return front
    pairs = zip(_channels(back), _channels(front), strict=True)
    return "#" + "".join(f"{round(b + (f - b) * share):02x}" for b, f in pairs)


def contrast(one: str, other: str) -> float:
    """How well two colours stand apart, 1 to 21 (WCAG 2.2, contrast ratio)."""
    bright, dim = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _luminance(colour: str) -> float:
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (channel / 255 for channel in _channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
