"""Is a round opened with the method that its edition sets, or refused?"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from hongbang.kernel.refusal import RuleBroken
from hongbang.reviews.rules.opening import Terms, check_ties, least, terms

CHAPTER: dict[str, Any] = {
    "readings": 5,
    "trim": 1,
    "is_blind": True,
    "pass_mark": "60",
    "ties": ["criterion:results", "untrimmed_median", "ballot"],
    "score_sheets": [{"category": "team", "sheet": "team_score@2"}],
}


def test_terms_are_those_of_the_chapter() -> None:
    found = terms(CHAPTER, "team")

    assert found == Terms(
        "team_score@2",
        5,
        3,
        1,
        ("criterion:results", "untrimmed_median", "ballot"),
        is_blind=True,
        pass_mark=Decimal(60),
    )
    assert found.plain() == {
        "readings": 5,
        "least_readings": 3,
        "trim": 1,
        "ties": ["criterion:results", "untrimmed_median", "ballot"],
        "is_blind": True,
        "pass_mark": "60",
    }


def test_what_is_not_set_is_off() -> None:
    found = terms({"readings": 2, "score_sheets": CHAPTER["score_sheets"]}, "team")

    assert (found.trim, found.ties, found.is_blind, found.pass_mark) == (0, (), False, None)
    assert found.plain()["pass_mark"] is None


@pytest.mark.parametrize(
    ("chapter", "category", "code"),
    [
        ({}, "team", "reviews.no_readings"),
        ({"readings": 0}, "team", "reviews.no_readings"),
        (CHAPTER, "individual", "reviews.no_score_sheet"),
        ({"readings": 3}, "team", "reviews.no_score_sheet"),
    ],
)
def test_terms_refuse_what_is_missing(chapter: Any, category: str, code: str) -> None:
    with pytest.raises(RuleBroken, match=code):
        terms(chapter, category)


def test_a_majority_is_the_least() -> None:
    assert all(2 * least(due) > due >= least(due) for due in range(1, 31))


@pytest.mark.parametrize("rule", ["criterion:care", "criterion:", "by_hand"])
def test_ties_that_part_nothing_are_refused(rule: str) -> None:
    with pytest.raises(RuleBroken, match=r"reviews\.tie_rule_unknown"):
        check_ties(Terms("s", 3, 2, ties=(rule,)), {"results"})
