"""How far chance alone reaches: 95 % intervals of shares, of means, and of their differences.

Wilson 1927 for a share; for a mean on a bounded scale the adjusted Wald interval, which adds three
answers spread over the scale (Rocks 2016 for NPS; the extension to any bounded mean is ours, because
Student's t covers far too little for the skewed answers that happy shops get); Newcombe 1998, method
10, for the difference of two shares.
"""

from collections.abc import Iterable
from math import erfc, exp, hypot, lgamma, log, log1p, sqrt
from typing import NamedTuple

Z = 1.959963984540054
"""The 97.5 % point of the normal distribution."""


class Interval(NamedTuple):
    """A 95 % interval, unrounded, in the score's own unit."""

    low: float
    high: float

    @property
    def width(self) -> float:
        """From its low end to its high end."""
        return self.high - self.low

    def clipped(self, low: float, high: float) -> "Interval":
        """The part of it that is possible."""
        return Interval(min(max(self.low, low), high), min(max(self.high, low), high))


class Moments(NamedTuple):
    """Mean, population variance and number of the answers with the three adjusting ones added."""

    mean: float
    variance: float
    n: int

    @property
    def squared_error(self) -> float:
        """The variance of the mean."""
        return self.variance / self.n

    @property
    def interval(self) -> Interval:
        """Around the adjusted mean; it may reach beyond the scale."""
        return around(self.mean, self.squared_error)


def around(mean: float, squared_error: float) -> Interval:
    """What a normal deviate of this mean and variance stays in 95 % of the time."""
    half = Z * sqrt(squared_error)
    return Interval(mean - half, mean + half)


def wilson(k: int, n: int) -> Interval:
    """Of the share `k` of `n`, from 0 to 1. `n` is above zero."""
    p, z2 = k / n, Z * Z
    d = 1 + z2 / n
    centre = (p + z2 / (2 * n)) / d
    half = Z / d * sqrt(p * (1 - p) / n + z2 / (4 * n * n))
    # At the ends the formula is exactly 0 or 1; floats only come near.
    return Interval(0.0 if k == 0 else centre - half, 1.0 if k == n else centre + half)


def adjusted(answers: Iterable[tuple[float, int]], low: float, high: float) -> Moments:
    """Of answers given as (value, count) on a scale from `low` to `high`.

    Three quarters of an answer are added at each end and one and a half in the middle.
    """
    weighted = [(low, 0.75), ((low + high) / 2, 1.5), (high, 0.75), *answers]
    n = total = squares = 0.0
    for value, count in weighted:
        n += count
        total += value * count
    mean = total / n
    for value, count in weighted:
        squares += count * (value - mean) ** 2
    return Moments(mean, squares / n, round(n))


def newcombe(k_a: int, n_a: int, k_b: int, n_b: int) -> Interval:
    """Of the share `k_b` of `n_b` less the share `k_a` of `n_a`, from -1 to 1. Both n are above zero."""
    p_a, p_b = k_a / n_a, k_b / n_b
    a, b = wilson(k_a, n_a), wilson(k_b, n_b)
    d = p_b - p_a
    return Interval(d - hypot(p_b - b.low, a.high - p_a), d + hypot(b.high - p_b, p_a - a.low))


def two_sided(z: float) -> float:
    """How probable a normal deviate at least as far from 0 as `z` is."""
    return erfc(abs(z) / sqrt(2))


def binomial_tails(k: int, n: int, p: float) -> tuple[float, float]:
    """P(X <= k) and P(X >= k) of X successes in `n` tries of probability `p` (0 to 1), exactly.

    Summed outwards from k on the side where the terms fall, so that it takes about √n steps.
    """
    if p <= 0 or p >= 1:
        sure = 0 if p <= 0 else n
        return float(k >= sure), float(k <= sure)
    at = exp(lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) + k * log(p) + (n - k) * log1p(-p))
    odds = p / (1 - p)
    total, term = at, at
    if k <= n * p:
        for i in range(k, 0, -1):
            term *= i / ((n - i + 1) * odds)
            total += term
            if term < total * 1e-17:
                break
        return min(total, 1.0), min(max(1 - total + at, 0.0), 1.0)
    for i in range(k, n):
        term *= (n - i) * odds / (i + 1)
        total += term
        if term < total * 1e-17:
            break
    return min(max(1 - total + at, 0.0), 1.0), min(total, 1.0)
