"""What a benchmark prints: one line, a ratio against the raw limit of this machine, and its target."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One measurement."""

    what: str
    measured: float
    target: float
    unit: str = "x"
    """'x' for a ratio; else the unit of both numbers."""
    detail: str = ""
    """The raw figures behind it, or why it could not be measured."""

    def __str__(self) -> str:
        state = "ok  " if self.measured <= self.target else "over"
        return (
            f"{state} {self.what}: {self.measured:.3g} {self.unit} (target ≤ {self.target:g})  {self.detail}"
        )
