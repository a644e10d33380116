"""May a survey be opened so, is it under way, and does its lifecycle hold?"""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from hongbang.kernel.refusal import IllegalMove, RuleBroken
from hongbang.surveys.rules.lifecycle import SURVEY, stage
from hongbang.surveys.rules.opening import check_count, check_period, check_withdrawal

FIRST, LAST = date(2026, 11, 10), date(2026, 11, 20)


@pytest.mark.parametrize(("state", "move"), list(product(SURVEY.states, SURVEY.moves)))
def test_every_state_and_move(state: str, move: str) -> None:
    expected = {
        ("open", "close"): "closed",
        ("open", "withdraw"): "withdrawn",
        ("closed", "withdraw"): "withdrawn",
    }.get((state, move))

    if expected:
        assert SURVEY.after(state, move) == expected
    else:
        with pytest.raises(IllegalMove, match=r"surveys\.no_such_move"):
            SURVEY.after(state, move)


@pytest.mark.parametrize(
    ("state", "day", "told"),
    [
        ("open", date(2026, 11, 9), "coming"),
        ("open", FIRST, "running"),
        ("open", LAST, "running"),
        ("open", date(2026, 11, 21), "over"),
        ("closed", FIRST, "over"),
        ("withdrawn", FIRST, "over"),
    ],
)
def test_both_days_count(state: str, day: date, told: str) -> None:
    assert stage(state, FIRST, LAST, day) == told


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        (LAST, FIRST, "days_reversed"),
        (date(2026, 11, 1), date(2026, 11, 9), "days_past"),
        (FIRST, date(2027, 11, 11), "days_too_many"),
    ],
)
def test_days_that_will_not_do(first: date, last: date, code: str) -> None:
    with pytest.raises(RuleBroken, match=rf"surveys\.{code}"):
        check_period(first, last, FIRST)


def test_days_that_just_do() -> None:
    check_period(FIRST, FIRST, FIRST)
    check_period(FIRST, date(2027, 11, 10), FIRST)


@pytest.mark.parametrize(
    ("count", "issued", "code"),
    [
        (0, 0, "surveys.count_at_once"),
        (201, 0, "surveys.count_at_once"),
        (1, 5000, "surveys.count_most"),
    ],
)
def test_counts_that_will_not_do(count: int, issued: int, code: str) -> None:
    with pytest.raises(RuleBroken, match=code):
        check_count(count, issued)


def test_counts_that_just_do() -> None:
    check_count(1, 0)
    check_count(200, 4800)


def test_the_office_takes_a_survey_back_with_answers_and_a_unit_does_not() -> None:
    assert check_withdrawal("查实有人替填", 7, by_unit=False) == "查实有人替填"
    with pytest.raises(RuleBroken, match=r"surveys\.has_answers"):
        check_withdrawal("查实有人替填", 7, by_unit=True)
