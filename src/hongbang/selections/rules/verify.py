"""Is a published list what its brief asks for, and is it shown that no list is better?

Runs alone, with the standard library of Python 3.9 or later, and shares no line with the solver:

    python3 verify.py BRIEF.json LIST.json

Everything is worked out anew in whole numbers from the brief: seats, groups, shares, merit, what
soft rules cost, the lottery, who stands by. The exit code is the answer:

    0  right, and shown to be the best list, and of equally good ones the one drawn first
    1  wrong; every fault is named
    2  what was given cannot be read as a brief and a list
    3  right as far as it goes, but a proof is missing: see which

What is not shown here: that merit, attributes and eligibility in the brief are true. Compare the
digest of the brief with the one that was published before the scores were opened.
"""

from __future__ import annotations

import hashlib
import json
import sys
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

MOST_BRANCHES = 100_000
Document = Mapping[str, Any]
Fixed = dict[str, bool]


@dataclass(frozen=True)
class Fault:
    """What is wrong with a list: a code and what its sentence needs."""

    code: str
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Verdict:
    """What was found: faults, whether no list is better, whether no equal one is drawn earlier."""

    faults: tuple[Fault, ...]
    is_best: bool = False
    is_unique: bool = False

    @property
    def is_sound(self) -> bool:
        """Say whether nothing that is claimed is wrong."""
        return not self.faults


@dataclass(frozen=True)
class _Limit:
    """A rule in seats, read from the brief by this checker's own reckoning."""

    key: str
    least: int | None
    most: int | None
    most_share: Fraction | None
    price: int | None
    group: frozenset[str]

    def missing(self, count: int) -> int:
        return 0 if self.least is None else max(0, self.least - count)

    def over(self, count: int, most: int | None) -> int:
        return 0 if most is None else max(0, count - most)

    def most_of(self, seats: int) -> int | None:
        """Return the maximum when so many seats are given."""
        return self.most if self.most_share is None else _down(self.most_share * seats)


class _Case:
    """A brief, read anew."""

    def __init__(self, brief: Document) -> None:
        people = {one["id"]: one for one in brief["candidates"]}
        if len(people) != len(brief["candidates"]):
            raise ValueError("a candidate is named twice")
        self.merit: dict[str, int] = {name: _whole(one["merit"]) for name, one in people.items()}
        self.seats = min(_whole(brief["quota"]), len(people))
        self.unfilled = brief["quota"] - self.seats
        self.stay = frozenset(brief["stay"])
        self.reserves = _whole(brief["reserves"])
        self.limits = [_limit(rule, people, self.seats) for rule in brief["rules"]]
        seed = brief["seed"]

        def drawn(name: str) -> tuple[tuple[int, ...], str]:
            ties = tuple(-_whole(mark) for mark in people[name]["ties"])
            return ties, hashlib.sha256(f"{seed}|{name}".encode()).hexdigest()

        self.order = sorted(people, key=drawn)
        self.place = {name: place for place, name in enumerate(self.order)}
        self.cell = {
            name: (name in self.stay, *(name in one.group for one in self.limits))
            for name in people
        }

    def count(self, limit: _Limit, names: Sequence[str]) -> int:
        return sum(name in limit.group for name in names)

    def shortfalls(self, chosen: Sequence[str]) -> list[dict[str, Any]]:
        found = []
        for one in sorted(self.limits, key=lambda one: one.key):
            count = self.count(one, chosen)
            missing, over = one.missing(count), one.over(count, one.most)
            if one.price is not None and missing + over:
                cost = one.price * (missing + over)
                found.append({"rule": one.key, "missing": missing, "over": over, "cost": cost})
        return found


def verify(brief: Document, claim: Document) -> Verdict:
    """Judge a list against its brief; never raises, whatever the two hold.

    Worked example: b is better than c, so a list with c instead is refused.

    >>> people = [{"id": n, "merit": m, "attributes": {}, "ties": []} for n, m in
    ...           [("a", 900), ("b", 800), ("c", 700)]]
    >>> brief = {"format": 1, "quota": 2, "seed": "x", "stay": [], "reserves": 0, "rules": [],
    ...          "candidates": people}
    >>> claim = {"brief": digest(brief), "seats": 2, "unfilled": 0, "chosen": ["a", "c"],
    ...          "merit": 1600, "objective": 1600, "shortfalls": [], "reserves": [],
    ...          "scale": 1, "proof": None, "bound": None, "draws": None}
    >>> [(fault.code, fault.params) for fault in verify(brief, claim).faults]
    [('selections.passed_over', {'candidate': 'b', 'by': 'c'})]
    """
    try:
        case, chosen = _Case(brief), list(claim["chosen"])
        faults = [*_members(case, chosen)]
        if not faults:
            faults = [*_sums(brief, case, claim, chosen), *_places(case, claim, chosen)]
        if faults:
            return Verdict(tuple(faults))
        return _proofs(case, claim, chosen)
    except (KeyError, TypeError, ValueError, AttributeError, ZeroDivisionError) as error:
        return Verdict((Fault("selections.unreadable", {"because": repr(error)}),))


def digest(brief: Document) -> str:
    """Return the SHA-256 of the canonical JSON of a brief.

    >>> digest({})[:12]
    '44136fa355b3'
    """
    text = json.dumps(brief, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


# --- what the list is


def _members(case: _Case, chosen: Sequence[str]) -> Iterator[Fault]:
    for name in sorted({name for name in chosen if chosen.count(name) > 1}):
        yield Fault("selections.listed_twice", {"candidate": name})
    for name in chosen:
        if name not in case.merit:
            yield Fault("selections.not_a_candidate", {"candidate": name})


def _sums(brief: Document, case: _Case, claim: Document, chosen: Sequence[str]) -> Iterator[Fault]:
    merit, short = sum(case.merit[name] for name in chosen), case.shortfalls(chosen)
    worked_out = {
        "brief": ("selections.digest_differs", digest(brief)),
        "seats": ("selections.seats_differ", case.seats),
        "unfilled": ("selections.unfilled_differ", case.unfilled),
        "merit": ("selections.merit_differs", merit),
        "shortfalls": ("selections.shortfalls_differ", short),
        "objective": ("selections.objective_differs", merit - sum(one["cost"] for one in short)),
    }
    for key, (code, true) in worked_out.items():
        if claim[key] != true:
            yield Fault(code, {"claimed": claim[key], "true": true})
    if len(chosen) != case.seats:
        yield Fault("selections.seats_not_kept", {"listed": len(chosen), "seats": case.seats})
    for name in sorted(case.stay - set(chosen)):
        yield Fault("selections.stay_missing", {"candidate": name})
    for one in case.limits:
        count = case.count(one, chosen)
        if one.price is None and (one.missing(count) or one.over(count, one.most)):
            params = {"rule": one.key, "count": count, "least": one.least, "most": one.most}
            yield Fault("selections.rule_broken", params)


def _places(case: _Case, claim: Document, chosen: Sequence[str]) -> Iterator[Fault]:
    """Check what needs no proof: order, no cell mate passed over, who stands by."""
    if list(chosen) != sorted(chosen, key=lambda name: (-case.merit[name], case.place[name])):
        yield Fault("selections.order_differs")
    last: dict[tuple[bool, ...], str] = {case.cell[name]: name for name in chosen}
    listed = set(chosen)
    for name in sorted(case.merit, key=lambda name: (-case.merit[name], case.place[name])):
        worst = last.get(case.cell[name])
        if name not in listed and worst is not None and _is_before(case, name, worst):
            yield Fault("selections.passed_over", {"candidate": name, "by": worst})
    if list(claim["reserves"]) != (true := _reserves(case, chosen)):
        yield Fault("selections.reserves_differ", {"claimed": claim["reserves"], "true": true})


def _is_before(case: _Case, name: str, other: str) -> bool:
    return (-case.merit[name], case.place[name]) < (-case.merit[other], case.place[other])


def _reserves(case: _Case, chosen: Sequence[str]) -> list[str]:
    """Work out who stands by: one more seat at a time, everyone before stays."""
    listed, standing_by = list(chosen), []
    for _ in range(case.reserves):
        steps = [_step(one, case.count(one, listed), len(listed) + 1) for one in case.limits]
        free = {name: _gain(case, name, steps) for name in case.order if name not in listed}
        fitting = {name: gain for name, gain in free.items() if gain is not None}
        if not fitting:
            break
        best = max(fitting.values())
        name = next(name for name, gain in fitting.items() if gain == best)
        listed.append(name)
        standing_by.append(name)
    return standing_by


def _step(one: _Limit, count: int, seats: int) -> int | None:
    """Return what a group's next member costs; None where that breaks a hard maximum."""
    most = one.most_of(seats)
    more_over = one.over(count + 1, most) - one.over(count, most)
    if one.price is None:
        return None if more_over else 0
    return one.price * (more_over - one.missing(count) + one.missing(count + 1))


def _gain(case: _Case, name: str, steps: Sequence[int | None]) -> int | None:
    """Return merit less what the next member of these groups costs; None where one is full."""
    total = case.merit[name]
    for is_in, cost in zip(case.cell[name][1:], steps, strict=True):
        if is_in and cost is None:
            return None
        total -= cost if is_in and cost else 0
    return total


# --- what is shown of all other lists


class _Scales:
    """Reckons the bound that dual prices make; see docs/rules/selection.md for why it holds."""

    def __init__(self, case: _Case, scale: int) -> None:
        if scale < 1:
            raise ValueError("a scale below one")
        self.case, self.scale = case, scale
        self._limits = {one.key: one for one in case.limits}

    def weigh(self, leaf: Document, fixed: Fixed) -> tuple[int, dict[str, int]]:
        """Return the bound under these prices, and what each candidate has left over."""
        seats = _whole(leaf["seats"])
        total = seats * self.case.seats
        left = {name: merit * self.scale - seats for name, merit in self.case.merit.items()}
        for key, price in leaf["least"].items():
            total -= self._charge(key, price, self._limits[key].least, left, 1)
        for key, price in leaf["most"].items():
            total += self._charge(key, price, self._limits[key].most, left, -1)
        for name, value in left.items():
            total += value * fixed[name] if name in fixed else max(0, value)
        return total, left

    def shows(self, tree: Document, fixed: Fixed, goal: int) -> bool:
        """Say whether bounds show that no list with these fixed is worth more than the goal."""
        ahead: list[tuple[Document, Fixed]] = [(tree, fixed)]
        for _ in range(MOST_BRANCHES):
            if not ahead:
                return True
            branch, given = ahead.pop()
            if "split" in branch:
                name = branch["split"]
                if name not in self.case.merit:
                    return False
                sides = (given[name],) if name in given else (True, False)
                ahead += [
                    (branch["in" if side else "out"], {**given, name: side}) for side in sides
                ]
            elif self._has_lists(given) and self.weigh(branch, given)[0] // self.scale > goal:
                return False
        return False

    def _has_lists(self, fixed: Fixed) -> bool:
        taken = sum(fixed.values())
        free = len(self.case.merit) - len(fixed)
        return taken <= self.case.seats <= taken + free

    def _charge(
        self, key: str, price: int, bound: int | None, left: dict[str, int], sign: int
    ) -> int:
        one = self._limits[key]
        if bound is None or price < 0 or (one.price is not None and price > one.price * self.scale):
            raise ValueError(f"{key} cannot be charged {price}")
        for name in one.group:
            left[name] += sign * price
        return _whole(price) * bound


def _proofs(case: _Case, claim: Document, chosen: Sequence[str]) -> Verdict:
    goal, scales = claim["objective"], _Scales(case, _whole(claim["scale"]))
    staying = dict.fromkeys(case.stay, True)
    if claim["proof"] is None:
        return Verdict(())
    if not scales.shows(claim["proof"], staying, goal):
        return Verdict((Fault("selections.proof_fails", {"objective": goal}),))
    if claim["draws"] is None:
        return Verdict((), is_best=True)
    unshown = [*_Draws(case, scales, claim, chosen).unshown()]
    faults = tuple(Fault("selections.draw_unshown", {"candidate": name}) for name in unshown)
    return Verdict(faults, is_best=True, is_unique=not faults)


class _Draws:
    """Goes through everyone as drawn: whoever is not on the list must be shown to have no place."""

    def __init__(
        self, case: _Case, scales: _Scales, claim: Document, chosen: Sequence[str]
    ) -> None:
        self.case, self.scales = case, scales
        self.chosen, self.goal = set(chosen), _whole(claim["objective"])
        self.trees: Document = claim["draws"]
        staying = dict.fromkeys(case.stay, True)
        self.total, self.left = scales.weigh(claim["bound"], staying) if claim["bound"] else (0, {})
        self.merits: dict[tuple[bool, ...], list[int]] = {}
        for name in case.order:
            self.merits.setdefault(case.cell[name], []).append(case.merit[name])
        for merits in self.merits.values():
            merits.sort()

    def unshown(self) -> Iterator[str]:
        """Name those who might have a place on an equally good list, drawn earlier decided."""
        fixed: Fixed = dict.fromkeys(self.case.stay, True)
        refused: dict[tuple[bool, ...], int] = {}
        for name in self.case.order:
            cell, merit = self.case.cell[name], self.case.merit[name]
            if name not in self.chosen:
                if not (
                    refused.get(cell, merit - 1) >= merit  # a cell mate found no place either
                    or self._is_crowded_out(cell, merit)
                    or self._is_out_of_reach(name)
                    or self._has_tree(name, fixed)
                ):
                    yield name
                refused[cell] = max(merit, refused.get(cell, merit))
            fixed[name] = name in self.chosen

    def _is_crowded_out(self, cell: tuple[bool, ...], merit: int) -> bool:
        """Say whether a cell has a better one for every seat: one of these would replace it."""
        merits = self.merits[cell]
        return len(merits) - bisect_right(merits, merit) >= self.case.seats

    def _is_out_of_reach(self, name: str) -> bool:
        """Say whether any list with this candidate is worth less, by the first bound alone."""
        if name not in self.left:
            return False
        return (self.total + min(0, self.left[name])) // self.scales.scale < self.goal

    def _has_tree(self, name: str, fixed: Fixed) -> bool:
        tree = self.trees.get(name)
        if tree is None:
            return False
        return self.scales.shows(tree, {**fixed, name: True}, self.goal - 1)


# --- reading


def _limit(rule: Document, people: Mapping[str, Document], seats: int) -> _Limit:
    values, attribute = set(rule["values"]), rule["attribute"]
    group = frozenset(
        name for name, one in people.items() if one["attributes"][attribute] in values
    )
    least, most = rule["least"], rule["most"]
    share = Fraction(most) if isinstance(most, str) else None
    return _Limit(
        rule["key"],
        -_down(-Fraction(least) * seats) if isinstance(least, str) else least,
        most if share is None else _down(share * seats),
        share,
        rule["price"],
        group,
    )


def _down(share: Fraction) -> int:
    return share.numerator // share.denominator


def _whole(value: Any) -> int:
    if not isinstance(value, int):
        raise TypeError(f"{value!r} is no whole number")
    return value


def main(arguments: Sequence[str]) -> int:
    """Judge two files, say what was found, and return the exit code."""
    documents = []
    try:
        for name in arguments:
            with open(name, encoding="utf-8") as source:  # noqa: PTH123 - rules know no disk (0003)
                documents.append(json.load(source))
        brief, claim = documents
    except (OSError, ValueError) as error:
        sys.stdout.write(f"cannot be read: {error}\n")
        return 2
    verdict = verify(brief, claim)
    for fault in verdict.faults:
        sys.stdout.write(f"{fault.code} {dict(fault.params)}\n")
    sys.stdout.write(f"shown to be best: {verdict.is_best}; drawn first: {verdict.is_unique}\n")
    if verdict.faults:
        return 2 if verdict.faults[0].code == "selections.unreadable" else 1
    return 0 if verdict.is_best and verdict.is_unique else 3


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
