"""How did an honour stand on a day, and which turn may it take?"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongbang.kernel.refusal import RuleBroken
from hongbang.register.rules.lifecycle import ENDED, HONOUR, LIVE
from hongbang.register.rules.standing import (
    Turned,
    as_told,
    check_turn,
    last_day,
    status_on,
    told_turns,
)

FIRST, LAST, TODAY = date(2026, 11, 2), date(2029, 11, 1), date(2027, 5, 20)


@given(
    st.lists(st.tuples(st.sampled_from(HONOUR.states), st.dates(FIRST, LAST)), max_size=6),
    st.dates(FIRST - timedelta(days=9), LAST + timedelta(days=9)),
)
def test_a_status_is_what_the_last_turn_left(told: list[tuple[str, date]], day: date) -> None:
    turns = sorted((Turned(state, on) for state, on in told), key=lambda one: one.from_on)
    before = [one.state for one in turns if one.from_on <= day]
    left = before[-1] if before else "valid"

    expected = left
    if day < FIRST:
        expected = "not_yet"
    elif day > LAST and left in LIVE:
        expected = "lapsed"

    assert status_on(day, FIRST, LAST, turns) == expected


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(1, 20))
def test_years_end_the_day_before_their_anniversary(first: date, years: int) -> None:
    after = last_day(first, years) + timedelta(days=1)

    leap_day = (first.month, first.day) == (2, 29)
    day = (after.month, after.day)
    assert after.year == first.year + years
    assert day == (first.month, first.day) or (leap_day and day == (3, 1))


@pytest.mark.parametrize("years", [0, -1, 21])
def test_years_out_of_range_are_refused(years: int) -> None:
    with pytest.raises(RuleBroken) as refused:
        last_day(FIRST, years)

    assert (refused.value.code, refused.value.params) == ("register.years_wrong", {"most": 20})


@pytest.mark.parametrize(
    ("reason", "from_on", "today", "code"),
    [
        (" ", TODAY, TODAY, "register.no_reason"),
        ("字", TODAY, TODAY, "register.no_reason"),
        ("长" * 501, TODAY, TODAY, "register.no_reason"),
        ("理由", TODAY + timedelta(days=1), TODAY, "register.turn_ahead"),
        ("理由", FIRST - timedelta(days=1), TODAY, "register.turn_early"),
        ("理由", LAST, LAST + timedelta(days=1), "register.lapsed_already"),
    ],
)
def test_a_turn_out_of_place_is_refused(reason: str, from_on: date, today: date, code: str) -> None:
    check_turn("理由", FIRST, FIRST, FIRST, LAST)
    check_turn("理由", LAST, LAST, FIRST, LAST)

    with pytest.raises(RuleBroken) as refused:
        check_turn(reason, from_on, today, FIRST, LAST)

    assert refused.value.code == code


def test_the_public_is_told_what_changed_for_it() -> None:
    states = ("warned", "rectifying", "valid", "suspended", "valid", "warned", "revoked")
    turns = [Turned(state, TODAY) for state in states]

    told = [one.state for one in told_turns(turns, to_office=False)]

    assert told == ["suspended", "valid", "revoked"]
    assert told_turns(turns, to_office=True) == turns


def test_only_what_is_between_office_and_holder_is_told_otherwise() -> None:
    changed = [one for one in HONOUR.states if as_told(one, to_office=False) != one]

    assert changed == ["warned", "rectifying"]
    assert all(as_told(one, to_office=True) == one for one in HONOUR.states)


def test_what_has_ended_has_no_way_back() -> None:
    assert [HONOUR.moves_from(state) for state in ENDED] == [()] * 3
