"""How sure is a share or a mean: textbook cases, edges, properties."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongbang.surveys.rules.intervals import of_mean, student, wilson

POINTS = st.fractions(0, 100, max_denominator=9)


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [
        # Newcombe 1998, table I: the score interval
        (81, 263, "25.53", "36.62"),
        (15, 148, "6.24", "16.05"),
        (0, 20, "0.00", "16.11"),
        (1, 29, "0.61", "17.18"),
        (20, 20, "83.89", "100.00"),
    ],
)
def test_wilson_agrees_with_the_textbook(part: int, whole: int, low: str, high: str) -> None:
    assert wilson(part, whole) == (Decimal(low), Decimal(high))


def test_wilson_says_nothing_of_nobody_and_refuses_nonsense() -> None:
    assert wilson(0, 0) is None
    with pytest.raises(ValueError, match="no part"):
        wilson(3, 2)


@given(st.integers(1, 400), st.data())
def test_wilson_holds_the_share_and_stays_on_the_scale(whole: int, data: st.DataObject) -> None:
    part = data.draw(st.integers(0, whole))

    found = wilson(part, whole)

    assert found is not None
    low, high = found
    share = Fraction(100 * part, whole)
    slack = Fraction(1, 200)  # both ends are rounded to two places
    assert 0 <= low <= share + slack
    assert share - slack <= high <= 100


@given(st.integers(1, 40), st.data())
def test_wilson_narrows_with_more_of_the_same(whole: int, data: st.DataObject) -> None:
    part = data.draw(st.integers(0, whole))
    few, many = wilson(part, whole), wilson(4 * part, 4 * whole)

    assert few is not None
    assert many is not None
    assert many[1] - many[0] < few[1] - few[0]


@pytest.mark.parametrize(
    ("freedom", "quantile"),
    [
        *((1, 12.7062), (2, 4.3027), (3, 3.1824), (4, 2.7764), (5, 2.5706), (9, 2.2622)),
        *((10, 2.2281), (19, 2.0930), (29, 2.0452), (99, 1.9842), (120, 1.9799)),
        *((999, 1.9623), (4999, 1.9604)),
    ],
)
def test_student_agrees_with_the_tables(freedom: int, quantile: float) -> None:
    assert round(student(freedom), 4) == pytest.approx(quantile, abs=1e-4)


def test_one_value_has_no_interval() -> None:
    assert of_mean([]) is None
    assert of_mean([Fraction(80)]) is None


def test_equal_values_leave_no_doubt() -> None:
    assert of_mean([Fraction(75)] * 12) == (Decimal("75.00"), Decimal("75.00"))


@given(st.lists(POINTS, min_size=2, max_size=40))
def test_the_interval_of_a_mean_holds_it_in_any_order(values: list[Fraction]) -> None:
    found = of_mean(values)

    assert found is not None
    mean, slack = sum(values, Fraction(0)) / len(values), Fraction(1, 200)
    assert 0 <= found[0] <= mean + slack
    assert mean - slack <= found[1] <= 100
    assert of_mean(sorted(values)) == found
