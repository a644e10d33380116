"""Which list is the best under quota and rules, and which of several equally good ones is it?

Exact (ADR 0008, docs/rules/selection.md): merit less the price of soft shortfalls is as large as
it can be, hard rules hold, and among all such lists the one is taken that has the earliest drawn
candidate it can have, then the next. That list is unique and does not hang on the solver.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from hongbang.selections.rules.brief import Brief, Candidate, check, digest
from hongbang.selections.rules.clash import Clash, clash
from hongbang.selections.rules.engine import SOLVER
from hongbang.selections.rules.proof import SCALE, Bound, Prover, Tree, bound
from hongbang.selections.rules.reserves import reserves
from hongbang.selections.rules.seating import Fixed, Seating
from hongbang.selections.rules.tally import Shortfall, Table

FORMAT = 1


@dataclass(frozen=True)
class Selection:
    """The best list: who, what it is worth, which soft rules fall short, who stands by, the proof.

    `chosen` is in order of merit. `proof` shows that no list is worth more, `draws` that none of
    the same worth has an earlier draw; where one is None it was not found within bounds, and the
    solver's word is all there is.
    """

    brief: str
    seats: int
    unfilled: int
    chosen: tuple[str, ...]
    merit: int
    objective: int
    shortfalls: tuple[Shortfall, ...]
    reserves: tuple[str, ...]
    proof: Tree | None
    bound: Tree | None
    draws: Mapping[str, Tree] | None
    solver: str = SOLVER

    def plain(self) -> dict[str, Any]:
        """Write what is claimed as plain values, for the record and for the checker."""
        short = [
            {"rule": one.rule, "missing": one.missing, "over": one.over, "cost": one.cost}
            for one in sorted(self.shortfalls, key=lambda one: one.rule)
        ]
        return {
            "format": FORMAT,
            "brief": self.brief,
            "seats": self.seats,
            "unfilled": self.unfilled,
            "chosen": list(self.chosen),
            "merit": self.merit,
            "objective": self.objective,
            "shortfalls": short,
            "reserves": list(self.reserves),
            "scale": SCALE,
            "proof": self.proof,
            "bound": self.bound,
            "draws": None if self.draws is None else dict(self.draws),
            "solver": self.solver,
        }


def solve(brief: Brief) -> Selection | Clash:
    """Find the best list, or the smallest set of rules that cannot all hold.

    Worked example: two seats, one of them for the north. Without the rule a and b would be in; the
    rule wants c instead of b.

    >>> from hongbang.selections.rules.brief import Candidate, Rule
    >>> south, north = {"side": "south"}, {"side": "north"}
    >>> merits = {"a": (900, south), "b": (800, south), "c": (700, north)}
    >>> people = tuple(Candidate(name, *merit) for name, merit in merits.items())
    >>> found = solve(Brief(people, 2, (Rule("north", "side", ("north",), least=1),), "2016"))
    >>> found.chosen, found.objective
    (('a', 'c'), 1600)

    Refuses: `selections.faulty`.
    """
    check(brief)
    table = Table(brief)
    seating = Seating(table)
    first = seating.best()
    if first is None:
        return clash(table)
    goal = table.objective(first)
    proof = Prover(seating, goal).tree({})
    walk = _Walk(seating, goal, _first_bound(seating))
    chosen = walk.earliest(first)
    return Selection(
        digest(brief),
        brief.seats,
        brief.unfilled,
        by_merit(brief, chosen),
        table.merit(chosen),
        goal,
        table.shortfalls(chosen),
        reserves(table, chosen, brief.reserves),
        proof,
        None if walk.shown is None else walk.shown.plain,
        walk.draws if walk.is_shown else None,
    )


def listed(brief: Brief) -> frozenset[str] | None:
    """Return the same list as `solve`, without its proof; None where there is none."""
    seating = Seating(Table(brief))
    first = seating.best()
    if first is None:
        return None
    goal = seating.table.objective(first)
    return _Walk(seating, goal, _first_bound(seating), proves=False).earliest(first)


def worth(seating: Seating, fixed: Fixed | None = None) -> int | None:
    """Return what the best list is worth with some candidates fixed; None where there is none."""
    found = seating.best(fixed)
    return None if found is None else seating.table.objective(found)


def by_merit(brief: Brief, chosen: Collection[str]) -> tuple[str, ...]:
    """Return a list in order of merit, equals as drawn."""
    kept = set(chosen)
    ranked = sorted(brief.drawn, key=lambda one: -one.merit)
    return tuple(one.id for one in ranked if one.id in kept)


def _first_bound(seating: Seating) -> Bound | None:
    """Return the bound with nobody fixed."""
    found = seating.prices({})
    return None if found is None else bound(seating.table, found[0], {})


@dataclass
class _Walk:
    """Goes through the candidates as drawn and takes in whoever an equally good list can have."""

    seating: Seating
    goal: int
    shown: Bound | None
    proves: bool = True
    is_shown: bool = True
    draws: dict[str, Tree] = field(default_factory=dict)
    _refused: dict[tuple[object, ...], int] = field(default_factory=dict)

    def earliest(self, first: Iterable[str]) -> frozenset[str]:
        table = self.seating.table
        fixed: dict[str, bool] = {}
        chosen = self._tidy(first)
        handed_over = set(self.seating.ids)
        for one in table.brief.drawn:
            if one.id not in handed_over or self._is_settled(one.id, chosen):
                continue
            other = None if one.id in chosen else self._list_with(one, fixed)
            chosen = other or chosen
            fixed[one.id] = one.id in chosen
        return chosen

    def _is_settled(self, name: str, chosen: Collection[str]) -> bool:
        if self.shown is None:
            return False
        return self.shown.is_settled(name, self.goal, chosen=name in chosen)

    def _list_with(self, one: Candidate, fixed: Fixed) -> frozenset[str] | None:
        """Return an equally good list with this candidate and all earlier decisions, if any."""
        cell = self.seating.table.cells[one.id]
        if self._refused.get(cell, one.merit - 1) >= one.merit:
            return None  # a cell mate no worse and drawn earlier found no seat either
        wished = {**fixed, one.id: True}
        found = self.seating.best(wished)
        if found is not None and self.seating.table.objective(found) == self.goal:
            return self._tidy(found)
        self._refused[cell] = one.merit
        if self.proves:
            self._show(one, wished)
        return None

    def _show(self, one: Candidate, wished: Fixed) -> None:
        tree = Prover(self.seating, self.goal - 1).tree(wished)
        self.is_shown = self.is_shown and tree is not None
        self.draws |= {} if tree is None else {one.id: tree}

    def _tidy(self, chosen: Iterable[str]) -> frozenset[str]:
        """Give the seats of each cell to its best, equals as drawn: as good, and no later."""
        cells = self.seating.table.cells
        counts: dict[tuple[object, ...], int] = {}
        for name in chosen:
            counts[cells[name]] = counts.get(cells[name], 0) + 1
        ranked = self.seating.table.ranked
        return frozenset(one.id for cell, count in counts.items() for one in ranked[cell][:count])
