"""When rules clash: is the set named a smallest one, and the repair a cheapest one?"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import combinations

import pytest
from tests.selections.cases import best, clashing, drawn, lists, of, searched, short

from hongbang.selections.rules.brief import Brief, Candidate, Rule
from hongbang.selections.rules.clash import Repair

CLASHING = [seed for seed in range(220) if searched(seed) is None]


def can_keep(brief: Brief, rules: tuple[str, ...], *, seats: bool, stay: bool) -> bool:
    """Say by trying everything whether these rules, and no others, can hold."""
    kept = tuple(rule for rule in brief.rules if rule.key in rules)
    known = tuple(  # shares are of the seats, whether these must be filled or not
        replace(
            rule,
            least=rule.least_seats(brief.seats),
            most=rule.most_seats(brief.seats),
        )
        for rule in kept
    )
    asked = replace(brief, rules=known, stay=brief.stay if stay else ())
    quotas = [brief.seats] if seats else range(len(brief.candidates) + 1)
    return any(
        not any(short(one, chosen, rule) for rule in known)
        for one in (replace(asked, quota=quota) for quota in quotas)
        for chosen in (lists(one) if len(one.stay) <= one.quota else [])
    )


@pytest.mark.slow
@pytest.mark.parametrize("seed", CLASHING[:40])
def test_no_smaller_set_clashes_and_this_one_does(seed: int) -> None:
    brief = drawn(seed)

    answer = clashing(brief)

    hard = [rule.key for rule in brief.rules if rule.price is None]
    parts = [*hard, "*seats", "*stay"]
    size = len(answer.rules) + answer.needs_seats + answer.needs_stay
    assert not can_keep(brief, answer.rules, seats=answer.needs_seats, stay=answer.needs_stay)
    for few in combinations(parts, size - 1):
        rules = tuple(key for key in few if key in hard)
        assert can_keep(brief, rules, seats="*seats" in few, stay="*stay" in few), few


@pytest.mark.slow
@pytest.mark.parametrize("seed", CLASHING)
def test_the_repair_gives_way_by_as_few_seats_as_can_be(seed: int) -> None:
    brief = drawn(seed)

    answer = clashing(brief)

    hard = [rule for rule in brief.rules if rule.price is None]
    least = min(sum(short(brief, one, rule) for rule in hard) for one in lists(brief))
    assert sum(one.seats for one in answer.repairs) == least
    assert best(mended(brief, answer.repairs)) is not None


def mended(brief: Brief, repairs: tuple[Repair, ...]) -> Brief:
    given = {(one.rule, one.side): one.seats for one in repairs}
    rules = []
    for rule in brief.rules:
        least, most = rule.least_seats(brief.seats), rule.most_seats(brief.seats)
        rules.append(
            replace(
                rule,
                least=None if least is None else least - given.get((rule.key, "least"), 0),
                most=None if most is None else most + given.get((rule.key, "most"), 0),
            )
        )
    return replace(brief, rules=tuple(rules))


def test_an_empty_group_with_a_minimum_clashes_with_itself() -> None:
    answer = clashing(Brief(of("north", a=1), 1, (Rule("west", "side", ("west",), least=2),)))

    assert (answer.rules, answer.needs_seats, answer.needs_stay) == (("west",), False, False)
    assert answer.repairs == (Repair("west", "least", 2),)


def test_a_minimum_above_its_maximum_clashes_with_itself() -> None:
    rule = Rule("odd", "side", ("north",), least=2, most=1)

    answer = clashing(Brief(of("north", a=1, b=1, c=1), 2, (rule,)))

    assert (answer.rules, answer.needs_seats) == (("odd",), False)


def test_minima_above_the_seats_clash_with_the_seats() -> None:
    everybody = (*of("north", a=1, b=1), *of("south", c=1, d=1))
    rules = tuple(Rule(side, "side", (side,), least=2) for side in ("north", "south"))

    answer = clashing(Brief(everybody, 3, rules))

    assert (answer.rules, answer.needs_seats) == (("north", "south"), True)
    assert sum(one.seats for one in answer.repairs) == 1


def test_maxima_that_leave_seats_empty_clash_with_the_seats() -> None:
    rule = Rule("north", "side", ("north",), most=Fraction(1, 2))

    answer = clashing(Brief(of("north", a=1, b=1), 2, (rule,)))

    assert (answer.rules, answer.needs_seats) == (("north",), True)
    assert answer.repairs == (Repair("north", "most", 1),)


def test_who_must_stay_may_clash_with_a_rule() -> None:
    rule = Rule("north", "side", ("north",), most=0)

    answer = clashing(Brief((*of("north", a=1), *of("south", b=1)), 1, (rule,), stay=("a",)))

    assert (answer.rules, answer.needs_seats, answer.needs_stay) == (("north",), False, True)


def test_rules_without_seats_clash_all_the_same() -> None:
    answer = clashing(Brief((), 0, (Rule("west", "side", ("west",), least=1),)))

    assert answer.rules == ("west",)


def test_of_two_clashes_the_smaller_is_named() -> None:
    sides = {"a": "north", "b": "south", "c": "west"}
    everybody = tuple(Candidate(name, 1, {"side": side, "k": "y"}) for name, side in sides.items())
    rules = (
        *(Rule(side, "side", (side,), least=1) for side in ("north", "south", "west")),
        Rule("few", "k", ("y",), most=2),
        Rule("many", "k", ("y",), least=3),
    )

    assert clashing(Brief(everybody, 3, rules)).rules == ("few", "many")


def test_the_smaller_clash_is_named_though_it_comes_last() -> None:
    pair = (Rule("two", "side", ("n",), least=2), Rule("one", "side", ("n",), most=1))
    idle = tuple(Rule(f"idle{number}", "side", ("n",), most=9) for number in range(6))
    alone = Rule("odd", "side", ("n",), least=2, most=1)

    answer = clashing(Brief(of("n", a=1, b=1, c=1), 2, (*pair, *idle, alone)))

    assert answer.rules == ("odd",)


def test_a_clash_is_written_plainly() -> None:
    written = clashing(Brief(of("n", a=1), 1, (Rule("w", "side", ("w",), least=1),))).plain()

    assert len(written.pop("brief")) == 64
    assert str(written.pop("solver")).startswith("HiGHS ")
    assert written == {
        "rules": ["w"],
        "needs_seats": False,
        "needs_stay": False,
        "repairs": [{"rule": "w", "side": "least", "seats": 1}],
    }
