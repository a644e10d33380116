"""Does a list stand in its order, keep one digest, and go only when it is whole?"""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongbang.kernel.refusal import RuleBroken
from hongbang.recommendations.rules import listing
from hongbang.recommendations.rules.joint import Joint
from hongbang.recommendations.rules.lifecycle import RECOMMENDATION, VERDICTS
from hongbang.recommendations.rules.listing import Candidate, Line

GOOD = Joint(2, 0, 0, 0, "agree", is_complete=True, passes=True)
ONE = Candidate("化妆品柜组", True, "recommended", GOOD)
LINES = st.lists(st.tuples(st.sampled_from(VERDICTS), st.integers(0, 9)), max_size=8).map(
    lambda rows: [
        Line(f"R{number}", f"A{number}", "d", verdict, place)
        for number, (verdict, place) in enumerate(rows)
    ]
)


@given(LINES, st.randoms(use_true_random=False))
def test_order_and_digest_depend_on_nothing_but_the_lines(
    lines: list[Line], shuffle: Random
) -> None:
    mixed = [*lines]
    shuffle.shuffle(mixed)

    assert listing.in_order(mixed) == listing.in_order(lines)
    assert listing.content("C", "O", mixed) == listing.content("C", "O", lines)
    found = listing.in_order(lines)
    assert listing.in_order(found) == found
    put_forward = [one.place for one in found if one.verdict != "declined"]
    assert put_forward == [*range(1, len(put_forward) + 1)]
    assert {one.place for one in found if one.verdict == "declined"} <= {0}


def test_numbers_order_within_a_verdict_and_never_across() -> None:
    lines = [
        Line("R1", "A1", "d", "recommended", 1),
        Line("R2", "A2", "d", "recommended", 2),
        Line("R3", "A3", "d", "reserve", 3),
        Line("R4", "A4", "d", "declined", 4, "不够突出"),
    ]

    found = listing.ranked(lines, {"R1": 9, "R2": 3, "R3": 1})

    assert [(one.recommendation, one.place) for one in found] == [
        ("R2", 1),
        ("R1", 2),
        ("R3", 3),
        ("R4", 0),
    ]


def test_any_change_changes_the_digest() -> None:
    line = Line("R1", "A1", "d", "recommended", 1)
    told = listing.digest(listing.content("C", "O", [line]))

    for changed in (
        replace(line, revision="e"),
        replace(line, verdict="reserve"),
        replace(line, reason="另有说明"),
    ):
        assert listing.digest(listing.content("C", "O", [changed])) != told
    assert listing.digest(listing.content("D", "O", [line])) != told


@pytest.mark.parametrize(
    ("found", "undecided", "code"),
    [
        ([], 0, "nothing_to_send"),
        ([ONE], 2, "undecided"),
        ([replace(ONE, is_current=False)], 0, "moved_on"),
        ([replace(ONE, joint=replace(GOOD, is_complete=False))], 0, "opinions_open"),
        ([replace(ONE, joint=replace(GOOD, passes=False))], 0, "not_carried"),
    ],
)
def test_a_list_that_is_not_whole_stays(found: list[Candidate], undecided: int, code: str) -> None:
    with pytest.raises(RuleBroken, match=code):
        listing.check_ready(found, undecided)


def test_a_whole_list_goes_and_what_is_declined_needs_no_opinion() -> None:
    silent = replace(GOOD, is_complete=False, passes=False)

    listing.check_ready([ONE, replace(ONE, verdict="declined", joint=silent)], 0)


def test_from_the_office_nothing_comes_back() -> None:
    assert RECOMMENDATION.moves_from("forwarded") == ("accept", "rule_out")
    assert RECOMMENDATION.moves_from("accepted") == RECOMMENDATION.moves_from("ineligible") == ()
