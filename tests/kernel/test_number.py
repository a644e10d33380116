"""Are numbers rounded half up and shares kept exact, as fractions would?"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongbang.kernel.number import half_up, share

FRACTIONS = st.fractions(-(10**6), 10**6, max_denominator=10**6)
DECIMALS = st.decimals(-(10**6), 10**6, allow_nan=False, allow_infinity=False, places=6)
PLACES = st.integers(0, 6)


def expected(value: Fraction, places: int) -> Fraction:
    """Round half away from zero by the schoolbook, with fractions alone."""
    size = Fraction(floor(abs(value) * 10**places + Fraction(1, 2)), 10**places)
    return -size if value < 0 else size


@given(FRACTIONS, PLACES)
def test_half_up_rounds_a_fraction_as_the_schoolbook(value: Fraction, places: int) -> None:
    rounded = half_up(value, places)

    assert Fraction(rounded) == expected(value, places)
    assert rounded.as_tuple().exponent == -places


@given(DECIMALS, PLACES)
def test_half_up_rounds_a_decimal_as_its_fraction(value: Decimal, places: int) -> None:
    assert half_up(value, places) == half_up(Fraction(value), places)


@given(st.integers(-(10**9), 10**9), PLACES)
def test_half_up_leaves_whole_numbers(value: int, places: int) -> None:
    assert half_up(value, places) == value


@given(FRACTIONS, PLACES)
def test_half_up_is_even_handed(value: Fraction, places: int) -> None:
    assert half_up(-value, places) == -half_up(value, places)


@pytest.mark.parametrize(
    ("value", "places", "rounded"),
    [
        (Decimal("0.125"), 2, "0.13"),
        (Decimal("2.5"), 0, "3"),
        (Decimal("-2.5"), 0, "-3"),
        (Fraction(1, 3), 2, "0.33"),
        (Fraction(2, 3), 2, "0.67"),
        (Fraction(-1, 8), 2, "-0.13"),
        (80, 2, "80.00"),
    ],
)
def test_half_up_is_not_the_bankers(
    value: Fraction | Decimal | int, places: int, rounded: str
) -> None:
    assert str(half_up(value, places)) == rounded


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_shares_of_a_whole_add_up_to_one(part: int, rest: int) -> None:
    whole = part + rest

    assert share(part, whole) + share(rest, whole) == (1 if whole else 0)


@pytest.mark.parametrize(("part", "whole"), [(-1, 3), (1, -3), (4, 3), (1, 0)])
def test_share_refuses_what_is_no_part(part: int, whole: int) -> None:
    with pytest.raises(ValueError, match="is no part of"):
        share(part, whole)
