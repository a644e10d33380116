"""Is the list the very one that a search through all lists finds, and does it keep its promises?"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from tests.selections.cases import (
    answered,
    best,
    crossed,
    dice,
    drawn,
    found,
    of,
    people,
    searched,
    selected,
    worth,
)

from hongbang.kernel.refusal import RuleBroken
from hongbang.selections.rules import proof
from hongbang.selections.rules.brief import Brief, Candidate, Rule, plain
from hongbang.selections.rules.clash import Clash
from hongbang.selections.rules.seating import Seating
from hongbang.selections.rules.solve import Selection, listed, solve
from hongbang.selections.rules.verify import verify

CASES = 300


@pytest.mark.slow
@pytest.mark.parametrize("start", range(0, CASES, 10))
def test_the_list_is_the_one_that_an_exhaustive_search_finds(start: int) -> None:
    for seed in range(start, start + 10):
        brief = drawn(seed)

        answer, judged = answered(seed), searched(seed)

        if judged is None:
            assert isinstance(answer, Clash), seed
            assert listed(brief) is None
            continue
        assert isinstance(answer, Selection), seed
        assert (answer.objective, frozenset(answer.chosen)) == judged, seed
        assert listed(brief) == judged[1], seed
        verdict = verify(plain(brief), answer.plain())
        assert (verdict.faults, verdict.is_best, verdict.is_unique) == ((), True, True), seed


def test_the_drawn_cases_are_of_every_kind() -> None:
    answers = [answered(seed) for seed in range(CASES)]
    lists = [one for one in answers if isinstance(one, Selection)]

    assert len(lists) > 150
    assert len(answers) - len(lists) > 50
    assert sum(bool(one.shortfalls) for one in lists) > 50
    assert sum(bool(one.draws) for one in lists) > 50
    assert sum(bool(one.unfilled) for one in lists) > 10
    assert sum(bool(one.reserves) for one in lists) > 50


# --- what is promised of every list (decision-science, section 1.5)

SOLVED = [seed for seed in range(120) if drawn(seed).candidates and searched(seed) is not None]


@pytest.mark.slow
@pytest.mark.parametrize("seed", SOLVED[::3])
def test_the_order_of_gathering_changes_nothing(seed: int) -> None:
    brief, rng = drawn(seed), dice(seed)
    turned = replace(
        brief,
        candidates=tuple(rng.sample(brief.candidates, len(brief.candidates))),
        rules=tuple(rng.sample(brief.rules, len(brief.rules))),
    )

    assert found(turned).plain()["chosen"] == selected(seed).plain()["chosen"]


@pytest.mark.slow
@pytest.mark.parametrize("seed", SOLVED[1::3])
def test_dropping_who_is_not_on_the_list_changes_nothing(seed: int) -> None:
    brief = drawn(seed)
    chosen = selected(seed).chosen
    out = next((one.id for one in brief.candidates if one.id not in chosen), None)
    kept = tuple(one for one in brief.candidates if one.id != out)

    assert found(replace(brief, candidates=kept)).chosen == chosen


@pytest.mark.slow
@pytest.mark.parametrize("seed", SOLVED[2::3])
def test_more_merit_keeps_a_seat_and_less_wins_none(seed: int) -> None:
    brief, rng = drawn(seed), dice(seed)
    chosen = set(selected(seed).chosen)
    one = rng.choice(brief.candidates)
    moved = replace(one, merit=one.merit + (7 if one.id in chosen else -7))
    candidates = tuple(moved if other is one else other for other in brief.candidates)

    assert set(found(replace(brief, candidates=candidates)).chosen) == chosen


@pytest.mark.slow
@pytest.mark.parametrize("seed", SOLVED[::4])
def test_another_scale_changes_nothing(seed: int) -> None:
    brief = drawn(seed)
    scaled = replace(
        brief,
        candidates=tuple(replace(one, merit=3 * one.merit - 40) for one in brief.candidates),
        rules=tuple(
            replace(rule, price=None if rule.price is None else 3 * rule.price)
            for rule in brief.rules
        ),
    )

    assert set(found(scaled).chosen) == set(selected(seed).chosen)


@pytest.mark.slow
@pytest.mark.parametrize("seed", SOLVED[::2])
def test_a_rule_more_never_makes_the_list_worth_more(seed: int) -> None:
    brief = drawn(seed)

    for rule in brief.rules:
        assert found(brief.without_rule(rule.key)).objective >= selected(seed).objective


@pytest.mark.slow
@pytest.mark.parametrize("seed", SOLVED[1::2])
def test_among_those_whom_all_rules_see_alike_the_better_wins(seed: int) -> None:
    brief = drawn(seed)
    chosen = selected(seed).chosen
    place = {one.id: (-one.merit, at) for at, one in enumerate(brief.drawn)}

    for one in brief.candidates:
        for other in brief.candidates:
            if one.attributes == other.attributes and other.id not in brief.stay:
                is_passed_over = one.id not in chosen and other.id in chosen
                assert not (is_passed_over and place[one.id] < place[other.id])


def test_a_seat_more_may_unseat_somebody() -> None:
    """Not promised, so that nobody promises it: with rules, a new seat can cost an old one."""
    both, woman, young = (
        Candidate("both", 10, {"woman": "yes", "young": "yes"}),
        Candidate("woman", 90, {"woman": "yes", "young": "no"}),
        Candidate("young", 90, {"woman": "no", "young": "yes"}),
    )
    rules = tuple(Rule(name, name, ("yes",), least=1) for name in ("woman", "young"))

    one, two = (found(Brief((both, woman, young), quota, rules)) for quota in (1, 2))

    assert one.chosen == ("both",)
    assert set(two.chosen) == {"woman", "young"}


# --- edges


def test_a_quota_of_none_makes_an_empty_list() -> None:
    answer = found(Brief(people(a=1), 0))

    assert (answer.chosen, answer.objective, answer.unfilled) == ((), 0, 0)


def test_nobody_eligible_leaves_every_place_unfilled() -> None:
    answer = found(Brief((), 3))

    assert (answer.chosen, answer.seats, answer.unfilled) == ((), 0, 3)


def test_a_quota_above_all_takes_everybody_and_tells_what_is_left() -> None:
    answer = found(Brief(people(a=1, b=2), 5))

    assert (answer.chosen, answer.unfilled) == (("b", "a"), 3)


def test_shares_are_of_the_honours_given_not_of_the_quota() -> None:
    everybody = (*of("north", a=3, b=2), *of("south", c=1, d=1))

    answer = found(Brief(everybody, 100, (Rule("n", "side", ("north",), least=Fraction(1, 2)),)))

    assert set(answer.chosen) == set("abcd")


def test_an_empty_group_with_a_soft_minimum_falls_short_and_is_priced() -> None:
    rule = Rule("west", "side", ("west",), least=2, price=30)

    answer = found(Brief(of("north", a=90, b=80), 1, (rule,)))

    assert [(one.rule, one.missing, one.over, one.cost) for one in answer.shortfalls] == [
        ("west", 2, 0, 60)
    ]
    assert (answer.merit, answer.objective) == (90, 30)


def test_a_soft_rule_above_itself_pays_on_one_side_or_the_other() -> None:
    rule = Rule("odd", "side", ("north",), least=2, most=1, price=5)

    answer = found(Brief((*of("north", a=9, b=8), *of("south", c=7)), 2, (rule,)))

    assert (answer.chosen, answer.objective) == (("a", "b"), 12)


def test_who_is_not_known_counts_in_no_group() -> None:
    everybody = (*of("unknown", a=90), *of("north", b=10))

    least = found(Brief(everybody, 1, (Rule("n", "side", ("north",), least=1),)))
    most = found(Brief(everybody, 1, (Rule("n", "side", ("north",), most=0),)))

    assert (least.chosen, most.chosen) == (("b",), ("a",))


def test_all_equal_is_a_plain_lottery() -> None:
    brief = Brief(people(**{f"c{number}": 50 for number in range(40)}), 15, seed="2016")

    answer = found(brief)

    assert set(answer.chosen) == {one.id for one in brief.drawn[:15]}
    assert verify(plain(brief), answer.plain()).is_unique


def test_equal_merit_falls_to_the_declared_criteria_first() -> None:
    brief = Brief((Candidate("a", 5, ties=(1,)), Candidate("b", 5, ties=(2,))), 1)

    assert found(brief).chosen == ("b",)


def test_another_seed_is_another_draw_but_never_another_worth() -> None:
    many = people(**{f"c{number}": 50 for number in range(8)})
    answers = [found(Brief(many, 3, seed=str(seed))) for seed in range(12)]

    assert len({one.chosen for one in answers}) > 1
    assert {one.objective for one in answers} == {150}


def test_who_stays_stays() -> None:
    answer = found(Brief(people(a=9, b=8, c=1), 2, stay=("c",)))

    assert answer.chosen == ("a", "c")


def test_a_faulty_brief_is_refused() -> None:
    with pytest.raises(RuleBroken, match=r"selections\.faulty"):
        solve(Brief((), -1))


# --- where one bound is not enough


def test_a_list_that_halves_would_beat_is_shown_by_branches() -> None:
    answer = found(crossed())

    assert answer.objective == worth(crossed(), frozenset(answer.chosen)) == 120
    assert answer.proof is not None
    assert "split" in answer.proof
    verdict = verify(plain(crossed()), answer.plain())
    assert (verdict.faults, verdict.is_best, verdict.is_unique) == ((), True, True)


def test_a_proof_that_grows_too_long_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proof, "MOST_BOUNDS", 1)

    answer = found(crossed())

    assert (answer.objective, answer.proof) == (120, None)
    assert not verify(plain(crossed()), answer.plain()).is_best


def test_a_solver_without_prices_still_gives_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    brief = drawn(SOLVED[0])
    monkeypatch.setattr(Seating, "prices", lambda _self, _fixed: None)

    answer = found(brief)

    assert (answer.objective, frozenset(answer.chosen)) == best(brief)
    assert (answer.proof, answer.bound) == (None, None)
    verdict = verify(plain(brief), answer.plain())
    assert (verdict.faults, verdict.is_best, verdict.is_unique) == ((), False, False)


def test_three_hundred_candidates_take_moments() -> None:
    rng = dice(7)
    candidates = tuple(
        Candidate(
            f"A-{number:04}",
            round(rng.gauss(8500, 400)) // 50 * 50,
            {
                "women": rng.choice(["yes", "no", "unknown"]),
                "industry": str(rng.randint(1, 16)),
                "district": str(rng.randint(1, 16)),
            },
        )
        for number in range(300)
    )
    rules = (
        Rule("women", "women", ("yes",), least=Fraction(2, 5)),
        *(Rule(f"i{n}", "industry", (str(n),), most=Fraction(1, 10)) for n in range(1, 17)),
        *(Rule(f"d{n}", "district", (str(n),), least=4, price=200) for n in range(1, 17)),
    )
    brief = Brief(candidates, 100, rules, "2016", reserves=20)

    answer = found(brief)

    assert (len(answer.chosen), len(answer.reserves)) == (100, 20)
    verdict = verify(plain(brief), answer.plain())
    assert (verdict.faults, verdict.is_best, verdict.is_unique) == ((), True, True)
