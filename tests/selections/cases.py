"""Small selections drawn from a seed, and the plain search through every list that judges them."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from fractions import Fraction
from functools import cache
from itertools import combinations
from random import Random

from hongbang.selections.rules.brief import Bound, Brief, Candidate, Rule
from hongbang.selections.rules.clash import Clash
from hongbang.selections.rules.solve import Selection, solve


def people(**merits: int) -> tuple[Candidate, ...]:
    """Make candidates of whom only merit is known."""
    return tuple(Candidate(name, merit) for name, merit in merits.items())


def of(side: str, **merits: int) -> tuple[Candidate, ...]:
    """Make candidates of one side."""
    return tuple(Candidate(name, merit, {"side": side}) for name, merit in merits.items())


def found(brief: Brief) -> Selection:
    """Solve a brief that has a list."""
    answer = solve(brief)
    assert isinstance(answer, Selection)
    return answer


def clashing(brief: Brief) -> Clash:
    """Solve a brief that has none."""
    answer = solve(brief)
    assert isinstance(answer, Clash)
    return answer


def dice(seed: int) -> Random:
    """Return dice that fall the same each time."""
    return Random(seed)  # noqa: S311 - cases to try, no secrets


def drawn(seed: int) -> Brief:
    """Draw a small brief: by turns with shares and few groups, or with groups that cross."""
    rng = dice(seed)
    brief = _shares(rng) if seed % 2 else _crossing(rng)
    if rng.random() < 0.2 and brief.seats:
        names = [one.id for one in brief.candidates]
        brief = replace(brief, stay=tuple(rng.sample(names, rng.randint(1, brief.seats))))
    return brief


@cache
def answered(seed: int) -> Selection | Clash:
    """Solve a drawn brief once."""
    return solve(drawn(seed))


@cache
def searched(seed: int) -> tuple[int, frozenset[str]] | None:
    """Search through all lists of a drawn brief once."""
    return best(drawn(seed))


def selected(seed: int) -> Selection:
    """Give the list of a drawn brief that has one."""
    answer = answered(seed)
    assert isinstance(answer, Selection)
    return answer


def _shares(rng: Random) -> Brief:
    merit = [lambda: rng.randint(0, 60), lambda: rng.randint(0, 5) * 10, lambda: 50]
    candidates = tuple(
        Candidate(
            f"c{number}",
            rng.choice(merit)(),
            {"a": rng.choice(["x", "y", "unknown"]), "b": rng.choice("pqr"), "c": rng.choice("mn")},
            ((rng.randint(0, 1),)),
        )
        for number in range(rng.randint(0, 9))
    )
    rules = []
    for number in range(rng.randint(0, 4)):
        attribute, values = rng.choice([("a", "xy"), ("b", "pqr"), ("c", "mn")])
        group = tuple(rng.sample(values, rng.randint(1, len(values) - 1)))
        least, most = _bound(rng), _bound(rng)
        if least is None and most is None:
            least = 1
        price = rng.choice([None, 0, 7, 20, 1000])
        rules.append(Rule(f"r{number}", attribute, group, least, most, price))
    return Brief(
        candidates, rng.randint(0, 7), tuple(rules), str(rng.random()), reserves=rng.randint(0, 3)
    )


def _bound(rng: Random) -> Bound | None:
    return rng.choice([None, rng.randint(0, 4), Fraction(rng.randint(0, 6), 6)])


def _crossing(rng: Random) -> Brief:
    candidates = tuple(
        Candidate(
            f"c{number}",
            rng.choice([rng.randint(0, 60), 50, rng.randint(40, 60)]),
            {f"a{one}": rng.choice(["y", "n", "unknown"]) for one in range(6)},
        )
        for number in range(rng.randint(5, 10))
    )
    rules = []
    for number in range(6):
        side, price = rng.random(), rng.choice([None, None, 5, 11, 13])
        least = rng.randint(1, 3) if side < 0.6 else None
        most = rng.randint(1, 3) if side > 0.4 else None
        if rng.random() < 0.8:
            rules.append(Rule(f"r{number}", f"a{number}", ("y",), least, most, price))
    return Brief(candidates, rng.randint(2, 6), tuple(rules), str(rng.random()), reserves=2)


def crossed() -> Brief:
    """Three groups of two, at most one of each: half of everybody would fit, and nobody is half."""
    pairs = {"a": ("1", "2"), "b": ("2", "3"), "c": ("1", "3")}
    candidates = tuple(
        Candidate(name, 100, {f"g{one}": "y" if one in pair else "n" for one in "123"})
        for name, pair in pairs.items()
    )
    others = tuple(Candidate(f"x{n}", 10, dict.fromkeys(("g1", "g2", "g3"), "n")) for n in range(3))
    rules = tuple(Rule(f"g{one}", f"g{one}", ("y",), most=1) for one in "123")
    return Brief((*candidates, *others), 3, rules, "2016")


# --- every list, one after the other


def lists(brief: Brief) -> list[frozenset[str]]:
    """Give every list of the right length that keeps those who stay, the earliest drawn first."""
    order = sorted(
        brief.candidates,
        key=lambda one: (
            [-mark for mark in one.ties],
            hashlib.sha256(f"{brief.seed}|{one.id}".encode()).hexdigest(),
        ),
    )
    seats = min(brief.quota, len(order))
    every = (frozenset(one.id for one in some) for some in combinations(order, seats))
    return [one for one in every if one >= set(brief.stay)]


def short(brief: Brief, chosen: frozenset[str], rule: Rule) -> int:
    """Count the seats by which a list misses a rule."""
    seats = min(brief.quota, len(brief.candidates))
    known = {one.id: one for one in brief.candidates}
    count = sum(known[name].attributes[rule.attribute] in rule.values for name in chosen)
    least = rule.least if rule.least is not None else 0
    most = rule.most if rule.most is not None else len(known)
    if isinstance(least, Fraction):
        least = -((-least.numerator * seats) // least.denominator)
    if isinstance(most, Fraction):
        most = (most.numerator * seats) // most.denominator
    return max(0, least - count) + max(0, count - most)


def worth(brief: Brief, chosen: frozenset[str]) -> int | None:
    """Say what a list is worth; None where it breaks a hard rule."""
    total = sum(one.merit for one in brief.candidates if one.id in chosen)
    for rule in brief.rules:
        missed = short(brief, chosen, rule)
        if rule.price is None and missed:
            return None
        total -= (rule.price or 0) * missed
    return total


def best(brief: Brief) -> tuple[int, frozenset[str]] | None:
    """Find the best list by looking at all of them; of equals the first."""
    chosen: tuple[int, frozenset[str]] | None = None
    for one in lists(brief):
        value = worth(brief, one)
        if value is not None and (chosen is None or value > chosen[0]):
            chosen = value, one
    return chosen
