"""Several comparisons looked at together."""

from collections.abc import Sequence

LEVEL = 0.05
"""A verdict's chance of being a false one, for all of a table together."""


def holm(p_values: Sequence[float]) -> tuple[float, ...]:
    """Each p-value adjusted for having been one of several (Holm 1979), in the order given."""
    adjusted = [0.0] * len(p_values)
    highest = 0.0
    for rank, index in enumerate(sorted(range(len(p_values)), key=p_values.__getitem__)):
        highest = max(highest, min(1.0, (len(p_values) - rank) * p_values[index]))
        adjusted[index] = highest
    return tuple(adjusted)
