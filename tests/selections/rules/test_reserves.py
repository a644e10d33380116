"""Who stands by, while everyone on the list stays?"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from tests.selections.cases import best, drawn, found, of, people, searched

from hongbang.selections.rules.brief import Brief, Rule, plain
from hongbang.selections.rules.solve import Selection
from hongbang.selections.rules.verify import verify

SOLVED = [seed for seed in range(60) if searched(seed) is not None]


def with_reserves(brief: Brief, count: int) -> Selection:
    return found(replace(brief, reserves=count))


@pytest.mark.slow
@pytest.mark.parametrize("seed", SOLVED)
def test_each_is_the_best_of_all_who_could_be_added(seed: int) -> None:
    brief = replace(drawn(seed), reserves=4)
    answer = found(brief)

    listed = list(answer.chosen)
    for name in answer.reserves:
        seats = len(listed) + 1
        rules = tuple(
            replace(rule, least=rule.least_seats(brief.seats), most=rule.most_seats(seats))
            for rule in brief.rules
        )
        others = best(replace(brief, quota=seats, rules=rules, stay=tuple(listed)))
        assert others is not None
        assert others[1] == {*listed, name}
        listed.append(name)
    assert verify(plain(brief), answer.plain()).faults == ()


def test_without_rules_the_next_in_merit_stand_by() -> None:
    answer = with_reserves(Brief(people(a=9, b=8, c=7, d=6), 1), 2)

    assert (answer.chosen, answer.reserves) == (("a",), ("b", "c"))


def test_nobody_stands_by_where_nobody_is_left() -> None:
    assert with_reserves(Brief(people(a=9), 1), 3).reserves == ()


def test_nobody_stands_by_where_a_maximum_leaves_no_room() -> None:
    brief = Brief(of("north", a=9, b=8), 1, (Rule("n", "side", ("north",), most=1),))

    assert with_reserves(brief, 1).reserves == ()


def test_a_maximum_that_is_a_share_grows_with_those_standing_by() -> None:
    everybody = (*of("north", a=9, b=8, c=7), *of("south", d=1, e=1))
    brief = Brief(everybody, 2, (Rule("n", "side", ("north",), most=Fraction(1, 2)),), seed="s")

    answer = with_reserves(brief, 2)

    assert answer.chosen[0] == "a"
    assert answer.reserves[0] in {"d", "e"}
    assert answer.reserves[1] == "b"


def test_a_soft_minimum_that_falls_short_draws_its_group_forward() -> None:
    everybody = (*of("north", a=99, b=50), *of("south", c=40))
    rule = Rule("s", "side", ("south",), least=1, price=20)

    answer = with_reserves(Brief(everybody, 1, (rule,)), 2)

    assert (answer.chosen, answer.reserves) == (("a",), ("c", "b"))
