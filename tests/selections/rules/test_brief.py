"""What is asked of a selection, and when is it no brief at all?"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from tests.selections.cases import drawn, of, people

from hongbang.kernel.canon import canonical_json
from hongbang.kernel.lottery import lottery_key
from hongbang.kernel.refusal import RuleBroken
from hongbang.selections.rules.brief import (
    MOST_HUNDREDTHS,
    Brief,
    Candidate,
    Rule,
    check,
    digest,
    faults,
    for_each,
    plain,
    read,
)

NORTH = Rule("north", "side", ("north",), least=1)
GOOD = Brief(of("north", a=90, b=80), 1, (NORTH,), "2016")


@pytest.mark.parametrize(
    ("share", "seats", "least", "most"),
    [
        (Fraction(2, 5), 100, 40, 40),
        (Fraction(1, 3), 100, 34, 33),
        (Fraction(0), 7, 0, 0),
        (Fraction(1), 7, 7, 7),
        (Fraction(1, 3), 0, 0, 0),
    ],
)
def test_a_share_of_the_honours_becomes_seats_once(
    share: Fraction, seats: int, least: int, most: int
) -> None:
    rule = Rule("r", "side", ("north",), least=share, most=share)

    assert (rule.least_seats(seats), rule.most_seats(seats)) == (least, most)


def test_seats_stay_seats_and_no_bound_stays_none() -> None:
    assert Rule("r", "side", ("north",), least=3).least_seats(100) == 3
    assert Rule("r", "side", ("north",), least=3).most_seats(100) is None
    assert Rule("r", "side", ("north",), most=0).most_seats(100) == 0


def test_a_rule_is_hard_until_it_has_a_price() -> None:
    assert NORTH.severity == "hard"
    assert replace(NORTH, price=0).severity == "soft"


@pytest.mark.parametrize(
    ("quota", "seats", "unfilled"), [(0, 0, 0), (1, 1, 0), (2, 2, 0), (5, 2, 3)]
)
def test_seats_are_a_ceiling_and_what_stays_empty_is_told(
    quota: int, seats: int, unfilled: int
) -> None:
    brief = replace(GOOD, quota=quota)

    assert (brief.seats, brief.unfilled) == (seats, unfilled)


def test_a_draw_hangs_on_nobody_else() -> None:
    few = Brief(people(a=1, b=1, c=1), 1, seed="s")
    many = Brief(people(a=1, x=1, b=1, y=1, c=1), 1, seed="s")

    kept = [one.id for one in many.drawn if one.id in {"a", "b", "c"}]
    assert [one.id for one in few.drawn] == kept
    assert kept == sorted("abc", key=lambda name: lottery_key("s", name))


def test_declared_criteria_go_before_the_lottery() -> None:
    marks = {"a": (1, 0), "b": (2, 0), "c": (2, 5)}
    brief = Brief(tuple(Candidate(name, 1, ties=ties) for name, ties in marks.items()), 1)

    assert [one.id for one in brief.drawn] == ["c", "b", "a"]


SPOILT = [
    (replace(GOOD, quota=-1), "quota", "quota_negative"),
    (replace(GOOD, reserves=-1), "reserves", "reserves_negative"),
    (replace(GOOD, stay=("z",)), "z", "stay_unknown"),
    (replace(GOOD, stay=("a", "b")), "stay", "stay_over_seats"),
    (replace(GOOD, stay=("a", "a")), "a", "named_twice"),
    (replace(GOOD, candidates=of("north", a=1) * 2), "a", "named_twice"),
    (replace(GOOD, candidates=(Candidate("", 1, {"side": "north"}),)), "", "unnamed"),
    (replace(GOOD, candidates=of("x", a=MOST_HUNDREDTHS + 1)), "a", "merit_out_of_range"),
    (replace(GOOD, candidates=of("x", a=-MOST_HUNDREDTHS - 1)), "a", "merit_out_of_range"),
    (replace(GOOD, candidates=people(a=1)), "a", "attribute_unstated"),
    (
        replace(
            GOOD, candidates=(*GOOD.candidates, Candidate("c", 1, {"side": "north"}, ties=(1,)))
        ),
        "ties",
        "ties_uneven",
    ),
    (replace(GOOD, rules=(NORTH, NORTH)), "north", "named_twice"),
    (replace(GOOD, rules=(replace(NORTH, key=""),)), "", "unnamed"),
    (replace(GOOD, rules=(replace(NORTH, least=None),)), "north", "rule_without_bound"),
    (replace(GOOD, rules=(replace(NORTH, values=()),)), "north", "rule_without_group"),
    (replace(GOOD, rules=(replace(NORTH, values=("unknown",)),)), "north", "rule_without_group"),
    (replace(GOOD, rules=(replace(NORTH, least=-1),)), "north", "bound_out_of_range"),
    (replace(GOOD, rules=(replace(NORTH, most=Fraction(6, 5)),)), "north", "bound_out_of_range"),
    (replace(GOOD, rules=(replace(NORTH, price=-1),)), "north", "price_out_of_range"),
]


def test_a_good_brief_passes() -> None:
    check(GOOD)

    assert faults(GOOD) == ()


@pytest.mark.parametrize(("brief", "place", "code"), SPOILT)
def test_a_spoilt_brief_is_named(brief: Brief, place: str, code: str) -> None:
    assert (place, f"selections.{code}") in {(one.place, one.code) for one in faults(brief)}
    with pytest.raises(RuleBroken) as refused:
        check(brief)
    assert refused.value.code == "selections.faulty"
    assert refused.value.params["fault"] in {one.code for one in faults(brief)}


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(20))
def test_a_brief_is_read_back_from_what_is_kept_of_it(seed: int) -> None:
    brief = drawn(seed)

    again = read(plain(brief))

    assert plain(again) == plain(brief)
    assert digest(again) == digest(brief)
    assert {one.id: one for one in again.candidates} == {one.id: one for one in brief.candidates}


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(20))
def test_a_digest_does_not_hang_on_the_order_of_gathering(seed: int) -> None:
    brief = drawn(seed)
    turned = replace(
        brief,
        candidates=brief.candidates[::-1],
        rules=tuple(replace(rule, values=rule.values[::-1]) for rule in brief.rules[::-1]),
        stay=brief.stay[::-1],
    )

    assert canonical_json(plain(turned)) == canonical_json(plain(brief))


def test_a_digest_shows_every_change() -> None:
    changed = [
        replace(GOOD, quota=2),
        replace(GOOD, seed="2017"),
        replace(GOOD, stay=("a",)),
        replace(GOOD, reserves=1),
        replace(GOOD, rules=()),
        replace(GOOD, rules=(replace(NORTH, price=0),)),
        replace(GOOD, candidates=of("north", a=90, b=81)),
    ]

    assert len({digest(one) for one in (GOOD, *changed)}) == len(changed) + 1


def test_a_rule_for_each_value_asks_for_empty_groups_too() -> None:
    every = for_each(Rule("side", "side", (), least=1, most=3, price=7), ["north", "west"])

    assert every == (
        Rule("side:north", "side", ("north",), 1, 3, 7),
        Rule("side:west", "side", ("west",), 1, 3, 7),
    )
