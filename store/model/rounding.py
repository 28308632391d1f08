"""Numbers as they are shown: rounded once, from the exact fraction, half away from zero, never "-0"."""

from collections.abc import Sequence
from fractions import Fraction

MINUS = "\N{MINUS SIGN}"
"""The true minus sign, as wide as a plus."""


def rounded(value: Fraction | int | float, decimals: int, *, signed: bool = False) -> str:
    """`value` with so many decimals and a decimal point; with a plus sign when `signed` and above zero.

    A float is taken for the binary fraction that it is; pass a `Fraction` where the last digit matters.
    """
    over, under = value.as_integer_ratio()  # whole numbers are ten times as fast as fractions
    scaled = (2 * abs(over) * 10**decimals + under) // (2 * under)
    whole, rest = divmod(scaled, 10**decimals)
    digits = f"{whole}.{rest:0{decimals}d}" if decimals else str(whole)
    if not scaled:
        return digits
    if over < 0:
        return MINUS + digits
    return "+" + digits if signed else digits


def percentage(part: int, whole: int) -> str:
    """`part` of `whole` in per cent, without decimals; '0' and '100' only where they are exact.

    Else one decimal, else '<0.1' or '>99.9'. `whole` is above zero.
    """
    value = Fraction(100 * part, whole)
    shown = rounded(value, 0)
    if part in (0, whole) or shown not in ("0", "100"):
        return shown
    shown = rounded(value, 1)
    return {"0.0": "<0.1", "100.0": ">99.9"}.get(shown, shown)


def shares(counts: Sequence[int]) -> tuple[int, ...]:
    """Whole percentages that add up to 100, by the largest remainder; ties go to the lowest point.

    Empty where there is nothing to share out.
    """
    n = sum(counts)
    if not n:
        return ()
    floors = [100 * count // n for count in counts]
    remainders = [100 * count % n for count in counts]
    for index in sorted(range(len(counts)), key=lambda i: (-remainders[i], i))[: 100 - sum(floors)]:
        floors[index] += 1
    return tuple(floors)
