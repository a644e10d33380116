"""How are scores and shares kept exact, and rounded by a named rule?"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction


def half_up(value: Fraction | Decimal | int, places: int = 2) -> Decimal:
    """Round half away from zero to `places` decimals (domain.md section 5, not banker's).

    >>> half_up(Fraction(269, 200))
    Decimal('1.35')
    >>> half_up(Decimal("2.675"))
    Decimal('2.68')
    """
    step = Decimal(1).scaleb(-places)
    if isinstance(value, Fraction):
        scaled = abs(value) * 10**places
        whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
        return (Decimal(whole) * step).copy_sign(Decimal(-1) if value < 0 else Decimal(1))
    return Decimal(value).quantize(step, rounding=ROUND_HALF_UP)


def share(part: int, whole: int) -> Fraction:
    """Return `part` of `whole` exactly; the share of nothing is nothing.

    >>> share(1, 3)
    Fraction(1, 3)
    >>> share(0, 0)
    Fraction(0, 1)
    """
    if part < 0 or whole < 0 or part > whole:
        message = f"{part} is no part of {whole}"
        raise ValueError(message)
    return Fraction(part, whole) if whole else Fraction(0)
