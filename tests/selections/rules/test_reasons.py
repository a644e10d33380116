"""Why in, why out, by how much: as a search through all lists says."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.selections.cases import (
    best,
    crossed,
    drawn,
    found,
    lists,
    of,
    people,
    searched,
    selected,
    worth,
)

from hongbang.selections.rules.brief import Brief, Candidate, Rule
from hongbang.selections.rules.reasons import RulePrice, explain

SOLVED = [seed for seed in range(60) if searched(seed) is not None]


@pytest.mark.slow
@pytest.mark.parametrize("seed", SOLVED)
def test_what_each_rule_moves_is_what_a_search_without_it_finds(seed: int) -> None:
    brief, answer = drawn(seed), selected(seed)

    told = explain(brief, answer)

    chosen = frozenset(answer.chosen)
    for rule, price in zip(brief.rules, told.prices, strict=True):
        judged = best(brief.without_rule(rule.key))
        assert judged is not None
        points, others = judged
        assert price == RulePrice(
            rule.key,
            points - answer.objective,
            tuple(sorted(chosen - others)),
            tuple(sorted(others - chosen)),
        )
        assert price.points >= 0
    free = best(replace(brief, rules=()))
    assert free is not None
    assert told.points == free[0] - answer.objective


@pytest.mark.slow
@pytest.mark.parametrize("seed", SOLVED[::2])
def test_rules_that_no_bound_charges_are_rightly_passed_over(seed: int) -> None:
    brief, answer = drawn(seed), selected(seed)

    assert explain(brief, replace(answer, proof=None)) == explain(brief, answer)


@pytest.mark.slow
@pytest.mark.parametrize("seed", SOLVED[1::2])
def test_a_margin_is_what_is_missing_to_draw_level(seed: int) -> None:
    brief, answer = drawn(seed), selected(seed)

    told = explain(brief, answer, [one.id for one in brief.candidates])

    for one in brief.candidates:
        is_in = one.id in answer.chosen
        others = [
            value
            for chosen in lists(brief)
            if (one.id in chosen) != is_in and (value := worth(brief, chosen)) is not None
        ]
        margin = answer.objective - max(others) if others else None
        assert told.reasons[one.id].margin == margin
        assert told.reasons[one.id].is_in is is_in


def code_of(brief: Brief, name: str, *margins_of: str) -> tuple[str, tuple[str, ...]]:
    reason = explain(brief, found(brief), margins_of).reasons[name]
    return reason.code.removeprefix("selections."), reason.rules


NORTH = Rule("north", "side", ("north",), least=1)
SIDES = Brief((*of("south", a=900, b=800), *of("north", c=700, d=600)), 2, (NORTH,))


def test_each_is_told_why() -> None:
    assert code_of(SIDES, "a") == ("in_by_merit", ())
    assert code_of(SIDES, "c") == ("in_by_rule", ("north",))
    assert code_of(SIDES, "b") == ("out_by_rule", ("north",))
    assert code_of(SIDES, "d") == ("out_below_line", ())
    assert code_of(replace(SIDES, stay=("d",)), "d") == ("in_staying", ())


def test_a_draw_is_called_a_draw() -> None:
    brief = Brief(people(a=5, b=5), 1)
    out = ({"a", "b"} - {*found(brief).chosen}).pop()

    assert code_of(brief, out, out) == ("out_by_draw", ())
    assert code_of(brief, out) == ("out_below_line", ())


def test_two_rules_that_hold_the_same_seat_move_it_only_together() -> None:
    both = {"woman": "yes", "young": "yes"}
    brief = Brief(
        (Candidate("a", 900, dict.fromkeys(both, "no")), Candidate("b", 100, both)),
        1,
        tuple(Rule(name, name, ("yes",), least=1) for name in both),
    )

    assert code_of(brief, "a") == ("out_by_rules_together", ())
    assert code_of(brief, "b") == ("in_by_rules_together", ())
    assert [one.points for one in explain(brief, found(brief)).prices] == [0, 0]
    assert explain(brief, found(brief)).points == 800


def test_rules_charged_on_branches_of_the_proof_are_taken_away_too() -> None:
    brief = crossed()
    answer = found(brief)
    assert answer.proof is not None
    assert "split" in answer.proof

    told = explain(brief, answer)

    assert told == explain(brief, replace(answer, proof=None))
    assert {one.points for one in told.prices} == {90}
