"""What is wrong with a file that a person wrote, and how to mend it."""

from dataclasses import dataclass

from store.model.saying import Saying


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend. `str()` of it is one line for a person, which can be said in other languages."""

    file: str
    """As it was named; '' where the text came from no file."""
    line: int
    """From 1."""
    key: str
    """The dotted key ("question.text.fr"); '' for a line that is no TOML, and for the file as a whole."""
    value: str | None
    """What stands there, as TOML writes it, shortened; None where a key is missing. Without a key, the
    line itself."""
    sentence: str
    """What is wrong, with its full stop."""
    mend: str
    """What to do about it, with its full stop; '' where the sentence says so already."""
    warning: bool = False
    """A warning stops nothing."""

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.file else Saying("line {line}", line=self.line)
        what = " = ".join(part for part in (self.key, self.value) if part)
        advice = Saying.row(
            "{sentence} {mend}" if self.mend else "{sentence}", sentence=self.sentence, mend=self.mend
        )
        said = Saying("warning: {advice}", advice=advice) if self.warning else advice
        return Saying.row(
            "{where}: {what}: {said}" if what else "{where}: {said}", where=where, what=what, said=said
        )


_SHOWN = 60


def shown(value: object) -> str:
    """`value` as TOML writes it, on one line, harmless to a terminal, at most 60 characters long."""
    if isinstance(value, bool):
        text = "true" if value else "false"
    elif isinstance(value, str):
        text = '"' + "".join(_escaped(c) for c in value[: _SHOWN + 1]) + '"'
    elif isinstance(value, list):
        text = "[" + ", ".join(shown(item) for item in value[:_SHOWN]) + "]"
    elif isinstance(value, dict):
        inside = ", ".join(f"{key} = {shown(item)}" for key, item in list(value.items())[:_SHOWN])
        text = f"{{ {inside} }}" if inside else "{}"
    else:
        text = str(value)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _escaped(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    if character.isprintable() or character in "\u00a0\u202f":
        return character
    code = ord(character)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
