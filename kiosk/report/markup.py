"""HTML and SVG put together so that no text can ever become a tag."""

from html import escape

from screens.widgets.wrap import harmless


class Markup(str):
    """Text that is markup already; any other string is escaped when it is put into a tag."""

    __slots__ = ()


_EMPTY = frozenset({"meta", "br"})
"""Elements of HTML that have no end tag."""


def tag(element: str, /, *content: str, **attributes: object) -> Markup:
    """An element. `class_` is `class`, and other underscores are hyphens; None leaves an attribute out.

    Numbers are written with two decimals at most. Control characters are dropped from all text.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(harmless(_value(value)))}"'
        for key, value in attributes.items()
        if value is not None
    )
    if element in _EMPTY:
        return Markup(f"<{element}{written}>")
    return Markup(f"<{element}{written}>{join(*content)}</{element}>")


def join(*content: str) -> Markup:
    """One after the other; what is not markup is escaped."""
    return Markup("".join(part if isinstance(part, Markup) else escape(harmless(part)) for part in content))


def name(text: str) -> Markup:
    """What somebody else has named, of whatever script, kept from turning the text around it."""
    return tag("bdi", text)


def _value(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    return str(value)
