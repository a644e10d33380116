"""What do answers add up to: worked examples by hand, edges, properties."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.surveys.samples import ANSWER, BOTTOM, CHAPTER, COUNTING, FIVE, MANY, TOP, definition

from hongbang.kernel.refusal import RuleBroken
from hongbang.sheets.rules.shape import Definition, Field, Words
from hongbang.surveys.rules.counting import counting_of
from hongbang.surveys.rules.measuring import index_of, is_valid, measure


def changed(**changes: Any) -> dict[str, Any]:
    return {key: one for key, one in (CHAPTER | changes).items() if one is not None}


def test_index_is_the_weighted_mean() -> None:
    answers = {"manners": "very_satisfied", "speed": "fairly", "overall": "8"}

    # (1·100 + 1·50 + 2·(7/9·100)) / 4
    assert index_of(COUNTING, answers) == Fraction(2750, 36)


def test_what_does_not_apply_gives_its_weight_to_the_rest() -> None:
    answers = {"manners": "satisfied", "speed": "na", "overall": "1"}

    assert index_of(COUNTING, answers) == Fraction(75, 3)
    assert is_valid(COUNTING, answers)


@pytest.mark.parametrize(
    ("answers", "valid"),
    [
        (TOP, True),
        ({"manners": "satisfied", "overall": "8"}, False),  # two of three, four fifths are asked
        ({"manners": "na", "speed": "na", "overall": "na"}, False),
        ({}, False),
        ({"manners": 5, "speed": None, "overall": "11"}, False),
    ],
)
def test_an_answer_counts_when_enough_was_answered(answers: dict[str, Any], valid: bool) -> None:
    assert is_valid(COUNTING, answers) is valid


def test_a_survey_by_hand() -> None:
    given_answers = [
        TOP | {"was_pressed": True},
        TOP | {"overall": "7", "recommend": "6"},
        BOTTOM | {"recommend": "8"},
        {"manners": "satisfied"},  # not valid
        BOTTOM,
    ]

    found = measure(COUNTING, given_answers)

    assert (found.given, found.valid) == (5, 4)
    # 100, (100 + 100 + 2·600/9) / 4 = 83.33…, 0, 0
    assert found.index == Decimal("45.83")
    assert found.index_interval == (Decimal("0.00"), Decimal("100.00"))
    assert (found.satisfied, found.rated, found.share) == (2, 4, Decimal("50.00"))
    assert found.share_interval == (Decimal("15.00"), Decimal("85.00"))
    assert (found.promoters, found.detractors, found.asked) == (1, 1, 3)
    assert found.nps == Decimal("0.00")
    assert found.pressed == 1
    assert [(one.key, one.count, str(one.mean)) for one in found.questions] == [
        ("manners", 4, "50.00"),
        ("speed", 4, "50.00"),
        ("overall", 4, "41.67"),
    ]


def test_nothing_can_be_said_of_no_answers() -> None:
    found = measure(COUNTING, [])

    assert (found.given, found.valid, found.questions) == (0, 0, ())
    assert {found.index, found.index_interval, found.share, found.share_interval} == {None}
    assert found.nps is None


def test_all_top_is_a_hundred_and_all_bottom_is_nothing() -> None:
    top, bottom = measure(COUNTING, [TOP] * 12), measure(COUNTING, [BOTTOM] * 12)

    assert (top.index, top.share, top.nps) == (Decimal(100), Decimal(100), Decimal(100))
    assert (bottom.index, bottom.share) == (Decimal(0), Decimal(0))


@given(MANY)
def test_order_does_not_matter(answers: list[dict[str, Any]]) -> None:
    assert measure(COUNTING, answers) == measure(COUNTING, answers[::-1])


@given(MANY)
def test_figures_stay_on_their_scales(answers: list[dict[str, Any]]) -> None:
    found = measure(COUNTING, answers)

    assert 0 <= found.satisfied <= found.rated <= found.valid <= found.given
    assert found.promoters + found.detractors <= found.asked
    assert found.index is None or 0 <= found.index <= 100
    assert found.nps is None or -100 <= found.nps <= 100
    if found.index is not None and found.index_interval is not None:
        assert found.index_interval[0] <= found.index <= found.index_interval[1]


@given(MANY, st.integers(2, 9))
def test_only_the_ratio_of_weights_matters(answers: list[dict[str, Any]], times: int) -> None:
    rows = [row | {"weight": row["weight"] * times} for row in CHAPTER["questions"]]
    scaled = counting_of(changed(questions=rows), definition())

    assert measure(scaled, answers) == measure(COUNTING, answers)


@given(MANY, ANSWER)
def test_a_better_answer_never_lowers_the_index(
    answers: list[dict[str, Any]], one: dict[str, Any]
) -> None:
    full = {"speed": "fairly"} | one
    better = full | {"manners": "very_satisfied", "overall": "10"}
    before, after = measure(COUNTING, [*answers, full]), measure(COUNTING, [*answers, better])

    assert before.index is not None
    assert after.index is not None
    assert after.index >= before.index


# --- chapter and sheet


def test_words_can_say_who_is_satisfied() -> None:
    counting = counting_of(changed(satisfied_by="manners", satisfied_from=None), definition())

    assert counting.satisfied == {"very_satisfied", "satisfied"}
    assert counting.rated == {*FIVE}


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"questions": [{"key": "colour", "weight": 1}]}, "colour"),
        ({"questions": [{"key": "was_pressed", "weight": 1}]}, "was_pressed"),
        ({"answers": CHAPTER["answers"][:3]}, "manners"),
        ({"answers": None}, "manners"),
        ({"satisfied_by": "colour"}, "colour"),
        ({"satisfied_by": "more"}, "more"),
        ({"satisfied_from": None}, "overall"),
        ({"satisfied_from": 0, "satisfied_by": "was_pressed"}, "was_pressed"),
        ({"recommend_by": "overall"}, "overall"),
        ({"recommend_by": "colour"}, "colour"),
        ({"pressed_by": "overall"}, "overall"),
        ({"pressed_by": "colour"}, "colour"),
    ],
)
def test_a_chapter_that_does_not_fit_the_sheet_is_refused(
    changes: dict[str, Any], told: str
) -> None:
    with pytest.raises(RuleBroken) as no:
        counting_of(changed(**changes), definition())

    assert (no.value.code, no.value.params) == ("surveys.counting_unfit", {"question": told})


def test_recommending_and_pressing_can_be_left_out() -> None:
    counting = counting_of(changed(recommend_by=None, pressed_by=None), definition())
    found = measure(counting, [TOP | {"was_pressed": True}] * 5)

    assert (found.asked, found.nps, found.pressed) == (0, None, 0)


def test_an_edition_that_does_not_say_how_is_refused() -> None:
    with pytest.raises(RuleBroken, match=r"surveys\.counting_missing"):
        counting_of({}, definition())


@pytest.mark.parametrize("kind", ["file", "opinion", "table"])
def test_a_sheet_that_asks_for_papers_is_refused(kind: str) -> None:
    with pytest.raises(RuleBroken) as no:
        counting_of(CHAPTER, unfit(kind))

    assert (no.value.code, no.value.params) == ("surveys.sheet_unfit", {"question": "paper"})


def test_a_sheet_that_asks_to_choose_from_the_register_is_refused() -> None:
    with pytest.raises(RuleBroken, match=r"surveys\.sheet_unfit"):
        counting_of(CHAPTER, unfit("choice", options_from="units"))


def unfit(kind: str, **more: Any) -> Definition:
    """Return the sheet with one question more."""
    sheet = definition()
    paper = Field("paper", kind, Words("材料", "Paper"), **more)
    first = sheet.sections[0]
    return replace(sheet, sections=(replace(first, fields=(*first.fields, paper)),))
