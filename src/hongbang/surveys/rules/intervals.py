"""How sure is a share or a mean? 95 per cent intervals, in floats, rounded to two places.

The sums that go in are exact; only the roots and quantiles here are not.
"""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from hongbang.kernel.number import half_up

LEVEL = 0.95
Z = 1.959963984540054  # the normal quantile of 0.975
_HALVINGS = 80


def wilson(part: int, whole: int) -> tuple[Decimal, Decimal] | None:
    """Return the interval of a share, in per cent; nothing can be said of nobody.

    Source: Wilson 1927, the score interval; of the usual ones it keeps its promise from five
    answers on, while the plain one covers half of what it says.

    Worked example: 19 of 20 satisfied.

    >>> wilson(19, 20)
    (Decimal('76.39'), Decimal('99.11'))

    Refuses nothing; a part that is none of the whole raises `ValueError`.
    """
    if not 0 <= part <= whole:
        message = f"{part} is no part of {whole}"
        raise ValueError(message)
    if whole == 0:
        return None
    share, spread = part / whole, Z * Z / whole
    middle = (share + spread / 2) / (1 + spread)
    reach = Z * math.sqrt(share * (1 - share) / whole + spread / (4 * whole)) / (1 + spread)
    low = 0.0 if part == 0 else max(middle - reach, 0.0)
    high = 1.0 if part == whole else min(middle + reach, 1.0)
    return _rounded(100 * low), _rounded(100 * high)


def of_mean(values: list[Fraction]) -> tuple[Decimal, Decimal] | None:
    """Return the interval of the mean of indices on 0 to 100; one value alone has none.

    Source: Student 1908; clipped to the scale. A plain bootstrap covers less below fifty answers.

    Worked example: 80, 90 and 100 have mean 90 and deviation 10; t for two degrees of freedom
    is 4.3027, so the interval would reach 24.84 to both sides and ends at the scale.

    >>> of_mean([Fraction(80), Fraction(90), Fraction(100)])
    (Decimal('65.16'), Decimal('100.00'))
    """
    count = len(values)
    if count < 2:
        return None
    mean = sum(values, Fraction(0)) / count
    variance = sum(((one - mean) ** 2 for one in values), Fraction(0)) / (count - 1)
    reach = student(count - 1) * math.sqrt(float(variance / count))
    low, high = max(float(mean) - reach, 0.0), min(float(mean) + reach, 100.0)
    return _rounded(low), _rounded(high)


@lru_cache(maxsize=512)
def student(freedom: int) -> float:
    """Return the two-sided 95 per cent quantile of Student's t.

    Source: Abramowitz and Stegun 26.7.3 and 26.7.4, the finite series for whole degrees of
    freedom, solved by halving the angle.

    >>> [round(student(freedom), 3) for freedom in (1, 2, 9, 30)]
    [12.706, 4.303, 2.262, 2.042]
    """
    low, high = 0.0, math.pi / 2
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if _within(middle, freedom) < LEVEL else (low, middle)
    return math.sqrt(freedom) * math.tan((low + high) / 2)


def _within(angle: float, freedom: int) -> float:
    """Return how probable it is that t lies within plus and minus tan(angle) roots of freedom."""
    cosine = math.cos(angle)
    is_odd = freedom % 2
    term, total = (cosine if is_odd else 1.0), 0.0
    for step in range(2 + is_odd, freedom + 1, 2):
        total += term
        term *= cosine * cosine * (step - 1) / step
    total *= math.sin(angle)
    return (angle + total) * 2 / math.pi if is_odd else total


def _rounded(value: float) -> Decimal:
    """Round a float half up to two places, by its shortest writing."""
    return half_up(Decimal(repr(value)), 2)
