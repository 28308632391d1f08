"""The table of what was tried: one row a trial."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

HEADS = ("what was tried", "how many times", "lost", "doubled", "broken", "escaped")


@dataclass(frozen=True, slots=True)
class Row:
    """What came of one trial."""

    what: str
    times: int
    unit: str
    """Of what there were so many: 'states', 'kills'..."""
    lost: int = 0
    """How many times something was missing that somebody had been thanked for."""
    doubled: int = 0
    """How many times something was there that nobody had given, or was there twice."""
    broken: int = 0
    """How many times the store was not whole, or could not be opened."""
    escaped: int = 0
    """How many times something got out: an error without a sentence, an end that was not asked for."""
    must_fail: bool = False
    """A control: what keeps answers safe was taken away, and the trial has to notice."""
    examples: tuple[str, ...] = ()
    """The first few things that went wrong."""

    @property
    def is_good(self) -> bool:
        """Nothing went wrong; of a control: something did."""
        return (self.lost + self.doubled + self.broken + self.escaped > 0) is self.must_fail

    @property
    def cells(self) -> tuple[str, ...]:
        """As text."""
        numbers = (self.lost, self.doubled, self.broken, self.escaped)
        return (self.what, f"{self.times:,} {self.unit}", *(f"{n:,}" for n in numbers))


def row(
    what: str,
    times: int,
    unit: str,
    problems: Mapping[str, int],
    examples: Iterable[str],
    *,
    must_fail: bool = False,
) -> Row:
    """A row from problems by kind; a start that was not clean counts as escaped."""
    return Row(
        what,
        times,
        unit,
        problems.get("lost", 0),
        problems.get("doubled", 0),
        problems.get("broken", 0),
        problems.get("escaped", 0) + problems.get("unclean", 0),
        must_fail,
        tuple(examples),
    )


def line(cells: Iterable[str]) -> str:
    """One line of a table in Markdown."""
    return f"| {' | '.join(cells)} |"


def heading() -> str:
    """The first two lines of the table."""
    return f"{line(HEADS)}\n|---|{'--:|' * (len(HEADS) - 1)}"
