"""How much of a result is shown, to whom, and is it kept without loss?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.surveys.samples import BOTTOM, CHAPTER, COUNTING, MANY, TOP

from hongbang.surveys.rules.measuring import measure
from hongbang.surveys.rules.showing import Frozen, Result, as_plain, from_plain, is_shown, strength


@pytest.mark.parametrize(
    ("valid", "told", "office", "unit"),
    [
        (0, "hidden", False, False),
        (4, "hidden", False, False),
        (5, "few", True, False),
        (9, "few", True, False),
        (10, "enough", True, True),
    ],
)
def test_few_answers_are_shown_to_few(valid: int, told: str, office: bool, unit: bool) -> None:
    assert strength(valid) == told
    assert is_shown(valid, to_office=True) is office
    assert is_shown(valid, to_office=False) is unit


@pytest.mark.parametrize("answers", [[TOP] * 4, [BOTTOM] * 4, [TOP, BOTTOM, BOTTOM, TOP]])
def test_below_five_nothing_but_counts_is_written(answers: list[dict[str, Any]]) -> None:
    plain = as_plain(Result(20, measure(COUNTING, answers)))

    assert plain == {"issued": 20, "given": 4, "valid": 4}


def test_a_question_that_few_rated_is_left_out() -> None:
    answers = [TOP] * 4 + [TOP | {"speed": "na"}] * 8

    plain = as_plain(Result(20, measure(COUNTING, answers)))

    assert [one["key"] for one in plain["questions"]] == ["manners", "overall"]


@given(MANY)
def test_a_result_is_read_as_it_was_written(answers: list[dict[str, Any]]) -> None:
    plain = as_plain(Result(40, measure(COUNTING, answers)))

    assert as_plain(from_plain(plain)) == plain


@given(MANY, st.integers(0, 3))
def test_the_digest_changes_with_what_it_covers(answers: list[dict[str, Any]], place: int) -> None:
    frozen = Frozen("S1", "survey@1", CHAPTER, Result(40, measure(COUNTING, answers)))
    other = (
        {"survey": "S2"},
        {"sheet": "survey@2"},
        {"counting": CHAPTER | {"satisfied_from": 8}},
        {"result": replace(frozen.result, issued=41)},
    )[place]

    assert frozen.digest == replace(frozen).digest
    assert replace(frozen, **other).digest != frozen.digest
