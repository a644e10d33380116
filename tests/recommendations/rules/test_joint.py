"""Is the joint opinion complete and carried as the edition says?"""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongbang.kernel.refusal import RuleBroken
from hongbang.recommendations.rules.joint import (
    OWNER,
    STANDS,
    Rule,
    check_may_put_forward,
    check_opinion,
    judge,
    rule_of,
)

FOUR = ("union", "league", "women", "quality")


def said(*stands: str) -> dict[str, str]:
    return dict(zip(FOUR, stands, strict=False))


@pytest.mark.parametrize(
    ("stands", "is_over", "complete", "passes"),
    [
        (("agree", "", "", ""), False, False, True),
        (("agree", "", "", ""), True, True, True),
        (("", "agree", "agree", "agree"), True, True, False),
        (("agree", "disagree", "disagree", "agree"), False, True, True),
        (("agree", "disagree", "disagree", "disagree"), False, True, False),
        (("abstain", "agree", "agree", "agree"), False, True, False),
        (("agree",), False, True, True),
    ],
)
def test_the_default_rule(
    stands: tuple[str, ...], is_over: bool, complete: bool, passes: bool
) -> None:
    found = judge("union", said(*stands), Rule(), is_over=is_over)

    assert (found.is_complete, found.passes) == (complete, passes)


def test_an_edition_may_wait_for_the_owner_only_and_bear_less_against() -> None:
    rule = rule_of({"opinions_from": OWNER, "most_against": "0.25"})

    assert rule == Rule(OWNER, Fraction(1, 4))
    assert judge("union", said("agree", "", "", ""), rule, is_over=False).is_complete
    assert not judge("union", said("", "agree", "", ""), rule, is_over=False).is_complete
    two = judge("union", said("agree", "disagree", "disagree", ""), rule, is_over=False)
    assert not two.passes
    assert rule_of({}) == Rule()


@given(st.lists(st.sampled_from(["", *STANDS]), min_size=1, max_size=4), st.booleans())
def test_counts_add_up_and_time_never_turns_a_no_into_a_yes(
    stands: list[str], is_over: bool
) -> None:
    found = judge("union", said(*stands), Rule(), is_over=is_over)

    assert found.asked == len(stands)
    assert found.given + found.silent == found.asked
    assert found.passes == judge("union", said(*stands), Rule(), is_over=not is_over).passes
    assert judge("union", said(*stands), Rule(), is_over=True).is_complete


@pytest.mark.parametrize(
    ("stand", "words", "code"),
    [
        ("perhaps", "", "opinion_unknown"),
        ("disagree", "  不  ", "opinion_words"),
        ("abstain", "", "opinion_words"),
        ("agree", "长" * 501, "opinion_words"),
    ],
)
def test_an_opinion_that_nobody_understands_is_refused(stand: str, words: str, code: str) -> None:
    with pytest.raises(RuleBroken, match=code):
        check_opinion(stand, words)


def test_an_opinion_is_taken() -> None:
    check_opinion("agree", "")
    check_opinion("disagree", "及时率没有台账")


@pytest.mark.parametrize(
    ("stands", "code"),
    [
        (("", "agree", "", ""), "own_opinion_first"),
        (("disagree", "agree", "", ""), "own_opinion_first"),
        (("agree", "disagree", "disagree", "disagree"), "opposed"),
    ],
)
def test_what_is_not_carried_is_not_put_forward(stands: tuple[str, ...], code: str) -> None:
    with pytest.raises(RuleBroken, match=code):
        check_may_put_forward(judge("union", said(*stands), Rule(), is_over=False))


def test_what_is_carried_so_far_is_put_forward() -> None:
    check_may_put_forward(judge("union", said("agree", "", "", ""), Rule(), is_over=False))
