"""What does each rule ask in seats, and what does a list make of it?"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from hongbang.selections.rules.brief import Brief, Candidate, Rule

LEAST, MOST = "least", "most"


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a rule, in whole seats: at least or at most so many of these."""

    rule: str
    side: str
    bound: int
    price: int | None
    members: frozenset[str]

    def short(self, chosen: Collection[str]) -> int:
        """Return how many seats a list is missing here, or has over."""
        count = sum(one in self.members for one in chosen)
        return max(0, self.bound - count if self.side == LEAST else count - self.bound)


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A soft rule that is not met in full: by how many seats, and what that cost."""

    rule: str
    missing: int
    over: int
    cost: int


@dataclass(frozen=True)
class Table:
    """A brief with every rule in seats: sides, and cells of candidates that all rules see alike."""

    brief: Brief

    @cached_property
    def sides(self) -> tuple[Side, ...]:
        """Return the sides of all rules, in the order of the rules."""
        return tuple(side for rule in self.brief.rules for side in _sides(self.brief, rule))

    @cached_property
    def cells(self) -> Mapping[str, tuple[object, ...]]:
        """Return the cell of each candidate: its groups, and whether it must stay.

        Which list is feasible hangs on the number from each cell only.
        """
        stay = set(self.brief.stay)
        return {
            one.id: (one.id in stay, *(rule.holds(one) for rule in self.brief.rules))
            for one in self.brief.candidates
        }

    @cached_property
    def ranked(self) -> dict[tuple[object, ...], list[Candidate]]:
        """Return the candidates of each cell, the best first: by merit, then as drawn."""
        found: dict[tuple[object, ...], list[Candidate]] = {}
        for one in sorted(self.brief.drawn, key=lambda one: -one.merit):
            found.setdefault(self.cells[one.id], []).append(one)
        return found

    @cached_property
    def place(self) -> Mapping[str, int]:
        """Return where each candidate stands among the drawn."""
        return {one.id: place for place, one in enumerate(self.brief.drawn)}

    def merit(self, chosen: Collection[str]) -> int:
        """Return the sum of merit of a list, in hundredths."""
        return sum(self.brief.by_id[one].merit for one in chosen)

    def objective(self, chosen: Collection[str]) -> int:
        """Return what a list is worth: its merit less the price of its shortfalls."""
        cost = sum(side.price * side.short(chosen) for side in self.sides if side.price)
        return self.merit(chosen) - cost

    def shortfalls(self, chosen: Collection[str]) -> tuple[Shortfall, ...]:
        """Name the soft rules that a list does not meet in full."""
        found = []
        for rule in self.brief.rules:
            if rule.price is not None:
                short = {
                    side.side: side.short(chosen) for side in self.sides if side.rule == rule.key
                }
                missing, over = short.get(LEAST, 0), short.get(MOST, 0)
                found.append(Shortfall(rule.key, missing, over, rule.price * (missing + over)))
        return tuple(one for one in found if one.missing or one.over)


def _sides(brief: Brief, rule: Rule) -> Iterator[Side]:
    members = frozenset(one.id for one in brief.candidates if rule.holds(one))
    least, most = rule.least_seats(brief.seats), rule.most_seats(brief.seats)
    if least is not None:
        yield Side(rule.key, LEAST, least, rule.price, members)
    if most is not None:
        yield Side(rule.key, MOST, most, rule.price, members)
