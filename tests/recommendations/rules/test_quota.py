"""Are places handed out fairly, never too many, and reserves rounded up?"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongbang.kernel.refusal import RuleBroken
from hongbang.recommendations.rules import quota

COUNTS = st.dictionaries(st.sampled_from("ABCDEFGH"), st.integers(0, 60), max_size=8)


@pytest.mark.parametrize(
    ("written", "share"),
    [("1.20", Fraction(6, 5)), ("0.5", 1), (None, 1), ("much", 1), ("2", 2)],
)
def test_the_share_is_exact_and_at_least_one(written: object, share: Fraction) -> None:
    assert quota.share_of(written) == share


@given(st.integers(0, 500))
def test_reserves_are_what_is_rounded_up(places: int) -> None:
    reserves = quota.reserves_for(places, Fraction(6, 5))

    assert 0 <= 5 * (places + reserves) - 6 * places < 5


@given(st.integers(0, 300), COUNTS)
def test_shares_are_handed_out_fairly(total: int, counts: dict[str, int]) -> None:
    found = quota.hand_out(total, counts, {})
    everybody = sum(counts.values())
    given_out = sum(one.places for one in found)

    assert given_out == min(total, everybody)
    for one in found:
        exact = Fraction(given_out * one.submitted, everybody)
        assert exact - 1 < one.places < exact + 1
        assert one.places <= one.submitted
    by_size = sorted(found, key=lambda one: one.submitted)
    assert all(a.places <= b.places for a, b in pairwise(by_size) if a.submitted < b.submitted)


def test_rows_of_the_edition_come_first() -> None:
    found = quota.hand_out(5, {"A": 4, "B": 4}, {"C": 2, "A": 2})

    told = [(one.organ, one.submitted, one.places, one.is_fixed) for one in found]
    assert told == [("A", 4, 2, True), ("B", 4, 1, False), ("C", 0, 2, True)]


def test_rows_beyond_the_total_leave_nothing() -> None:
    assert [one.places for one in quota.hand_out(1, {"A": 4}, {"C": 2})] == [0, 2]
    assert quota.hand_out(10, {}, {}) == ()


def test_a_preview_is_told_apart_from_another() -> None:
    first, second = (quota.hand_out(total, {"A": 4, "B": 1}, {}) for total in (2, 3))

    assert quota.digest_of(first) != quota.digest_of(second)
    assert quota.digest_of(first) == quota.digest_of(quota.hand_out(2, {"B": 1, "A": 4}, {}))


def test_changes_say_how_many_and_why() -> None:
    quota.check_change(-1, "收回一个")
    quota.check_total(98, 2, 100)
    for call, code in (
        (lambda: quota.check_change(0, "没有变化"), "no_seats"),
        (lambda: quota.check_change(1, "嗯"), "no_reason"),
        (lambda: quota.check_total(98, 3, 100), "above_quota"),
    ):
        with pytest.raises(RuleBroken, match=code):
            call()
