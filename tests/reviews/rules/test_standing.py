"""In which order do files stand, and what decided each place?"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise, permutations
from statistics import median as plain_median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongbang.kernel.lottery import lottery_key
from hongbang.kernel.refusal import RuleBroken
from hongbang.reviews.rules.standing import (
    BY_LOT,
    BY_SCORE,
    UNSCORED,
    Marks,
    Method,
    Place,
    mean,
    median,
    standing,
)

PLAIN = Method("2016")


def marks(*totals: str, **sections: str) -> list[Marks]:
    return [
        Marks(Decimal(total), {key: Decimal(value) for key, value in sections.items()})
        for total in totals
    ]


def order(files: dict[str, list[Marks]], method: Method = PLAIN) -> list[tuple[str, str]]:
    return [(one.file, one.decided_by) for one in standing(files, method)]


def test_the_higher_mean_stands_first() -> None:
    found = standing({"A": marks("80", "81"), "B": marks("90"), "C": marks("70", "95")}, PLAIN)

    assert [(one.file, one.place, one.score, one.hundredths) for one in found] == [
        ("B", 1, Decimal("90.00"), 9000),
        ("C", 2, Decimal("82.50"), 8250),
        ("A", 3, Decimal("80.50"), 8050),
    ]
    assert {one.decided_by for one in found} == {BY_SCORE}


@pytest.mark.parametrize(
    ("totals", "score"),
    [
        (("0.01", "0.02"), "0.02"),
        (("1.345",), "1.35"),
        (("2.675",), "2.68"),
        (("80", "80", "81"), "80.33"),
        (("80", "81", "81"), "80.67"),
    ],
)
def test_a_score_is_rounded_once_and_half_up(totals: tuple[str, ...], score: str) -> None:
    assert standing({"A": marks(*totals)}, PLAIN)[0].score == Decimal(score)


@pytest.mark.parametrize("names", list(permutations("ABC")))
def test_equal_scores_are_parted_by_the_first_rule_that_parts_them(
    names: tuple[str, str, str],
) -> None:
    first, second, third = names
    files = {
        third: marks("80", "90", results="30", care="5"),
        second: marks("85", "85", results="30", care="9"),
        first: marks("85", "85", results="31", care="1"),
    }

    found = standing(files, Method("2016", ties=("criterion:results", "criterion:care")))

    assert [(one.file, one.decided_by, one.tied) for one in found] == [
        (first, BY_SCORE, 3),
        (second, "criterion:results", 3),
        (third, "criterion:care", 3),
    ]


@pytest.mark.parametrize(
    ("rule", "ahead", "behind"),
    [
        ("untrimmed_median", marks("80", "90", "91"), marks("86", "87", "88")),
        ("unrounded_mean", marks("80", "80.009"), marks("80", "80.008")),
        ("criterion:results", marks("80", results="2"), marks("80", results="1")),
        ("criterion:results", marks("80", results="1"), marks("80")),
    ],
)
def test_each_tie_rule_is_kept(rule: str, ahead: list[Marks], behind: list[Marks]) -> None:
    for names in permutations("AB"):
        files = dict(zip(names, (ahead, behind), strict=True))

        assert order(files, Method("2016", ties=(rule,))) == [
            (names[0], BY_SCORE),
            (names[1], rule),
        ]


def test_a_ballot_decides_where_one_was_held() -> None:
    files, method = {"A": marks("80"), "B": marks("80")}, Method("2016", ties=("ballot",))
    first, second = (one.file for one in standing(files, method))

    turned = standing(files, method, {second: 4, first: 3})

    assert standing(files, method)[1].decided_by == BY_LOT
    assert [(one.file, one.decided_by) for one in turned] == [(second, BY_SCORE), (first, "ballot")]


def test_the_lot_comes_last_and_hangs_on_the_seed() -> None:
    files = {name: marks("80") for name in "ABCDEFGH"}

    found = order(files)

    assert [name for name, _ in found] == sorted(files, key=lambda one: lottery_key("2016", one))
    assert [why for _, why in found] == [BY_SCORE] + [BY_LOT] * 7
    assert len({tuple(order(files, Method(str(seed)))) for seed in range(5)}) > 1


def test_too_few_readings_stand_last_without_a_score() -> None:
    files = {"A": marks("99"), "B": marks("60", "61"), "C": []}

    found = standing(files, Method("2016", least_readings=2))

    assert found[0] == Place("B", 1, 2, Fraction(121, 2), Decimal("60.50"), BY_SCORE)
    assert {one.file for one in found[1:]} == {"A", "C"}
    assert {(one.score, one.hundredths, one.decided_by) for one in found[1:]} == {
        (None, None, UNSCORED)
    }


def test_a_file_that_nobody_read_has_no_score_even_if_none_is_asked_for() -> None:
    assert standing({"A": []}, Method("2016", least_readings=0))[0].score is None


@pytest.mark.parametrize(
    ("totals", "trim", "found"),
    [
        ([1, 2, 3, 4], 1, Fraction(5, 2)),
        ([1, 50, 60, 70, 99], 1, Fraction(60)),
        ([1, 2, 60, 98, 99], 2, Fraction(60)),
        ([1, 2, 60, 70, 98, 99], 3, Fraction(55)),
        ([1, 50, 60, 70, 99], 0, Fraction(56)),
    ],
)
def test_highest_and_lowest_fall_away_where_there_are_enough(
    totals: list[int], trim: int, found: Fraction
) -> None:
    assert mean(map(Decimal, totals), trim) == found


def test_trimming_is_part_of_the_score_but_not_of_the_median() -> None:
    files = {"A": marks("1", "80", "80", "80", "99"), "B": marks("80")}

    found = standing(files, Method("2016", ties=("untrimmed_median",), trim=1))

    assert {one.score for one in found} == {Decimal("80.00")}
    assert found[1].decided_by == BY_LOT


def test_nobody_stands_where_there_is_nobody() -> None:
    assert standing({}, PLAIN) == ()


@pytest.mark.parametrize("rule", ["", "criterion:", "results", "dice"])
def test_a_tie_rule_that_nobody_knows_is_refused(rule: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        standing({}, Method("2016", ties=("ballot", rule)))

    assert (refused.value.code, refused.value.params) == (
        "reviews.tie_rule_unknown",
        {"rule": rule},
    )


def test_a_rounding_that_nobody_knows_is_refused() -> None:
    with pytest.raises(RuleBroken, match=r"reviews\.rounding_unknown"):
        standing({}, Method("2016", rounding="bankers"))


totals = st.decimals(0, 100, places=2)
rounds = st.dictionaries(
    st.text("ABCDE", min_size=1, max_size=3),
    st.lists(st.builds(Marks, totals, st.fixed_dictionaries({"r": totals})), max_size=6),
    max_size=8,
)
RULES = ("criterion:r", "untrimmed_median", "unrounded_mean")


@given(rounds, st.integers(0, 3), st.integers(0, 2))
def test_the_order_is_complete_and_follows_the_figures(
    files: dict[str, list[Marks]], least: int, trim: int
) -> None:
    found = standing(files, Method("s", RULES, least, trim))

    assert sorted(one.file for one in found) == sorted(files)
    assert [one.place for one in found] == list(range(1, len(files) + 1))
    scored = [one for one in found if one.score is not None]
    assert found[: len(scored)] == tuple(scored)
    for before, after in pairwise(scored):
        assert before.score is not None
        assert after.score is not None
        assert before.score >= after.score
        assert (after.decided_by == BY_SCORE) == (before.score > after.score)
        assert before.tied == [one.score for one in scored].count(before.score)


@given(rounds)
def test_the_order_of_gathering_changes_nothing(files: dict[str, list[Marks]]) -> None:
    turned = {name: files[name][::-1] for name in reversed(files)}

    assert standing(turned, Method("s", RULES)) == standing(files, Method("s", RULES))


@given(rounds)
def test_dropping_a_file_leaves_the_order_of_all_others(files: dict[str, list[Marks]]) -> None:
    kept = dict(list(files.items())[1:])
    left = next(iter(files), None)

    before = [one.file for one in standing(files, Method("s", RULES)) if one.file != left]

    assert [one.file for one in standing(kept, Method("s", RULES))] == before


@given(st.lists(totals, min_size=1, max_size=9))
def test_a_median_is_the_middle(many: list[Decimal]) -> None:
    assert median(many) == Fraction(plain_median(map(Fraction, many)))
