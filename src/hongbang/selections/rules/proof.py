"""How is it shown to people who trust no solver that no list is better?

Dual prices make a bound. Whatever they are, no list can be worth more than: the price of the seats,
plus the prices of maxima, less those of minima, plus for each candidate what merit leaves over
after paying the prices of its groups, if that is above nothing. (A side that has a price itself can
be charged no more.) The bound is an identity of whole numbers, so a wrong price can make it
loose, but never false. Where one bound is too loose, a candidate is taken in on one branch and left
out on the other, and each branch has a bound of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from hongbang.selections.rules.seating import Fixed, Seating
from hongbang.selections.rules.tally import LEAST, Side, Table

SCALE = 10**9  # prices are written as whole billionths of a hundredth
MOST_BOUNDS = 300  # a tree is climbed by calls, two for each branch
Tree = dict[str, Any]


@dataclass(frozen=True)
class Bound:
    """What no list can exceed under some prices, and what each candidate adds to it."""

    total: int
    left_over: Mapping[str, int]
    plain: Tree

    def shows(self, goal: int) -> bool:
        """Say whether no list is worth more than `goal`: worth is whole, parts of it fall away."""
        return self.total // SCALE <= goal

    def is_settled(self, name: str, goal: int, *, chosen: bool) -> bool:
        """Say whether any list worth `goal` must have this candidate where it is now."""
        left = self.left_over[name]
        other = self.total + (-max(0, left) if chosen else min(0, left))
        return other // SCALE < goal


def bound(table: Table, prices: Sequence[float], fixed: Fixed) -> Bound:
    """Make a bound in whole numbers out of a solver's dual prices."""
    seats = round(prices[0] * SCALE)
    charged = [_charged(side, price) for side, price in zip(table.sides, prices[1:], strict=True)]
    total = seats * table.brief.seats
    left = {one.id: one.merit * SCALE - seats for one in table.brief.candidates}
    written: Tree = {"seats": seats, "least": {}, "most": {}}
    for side, price in zip(table.sides, charged, strict=True):
        if price:
            written[side.side][side.rule] = price
            sign = -1 if side.side == LEAST else 1
            total += sign * price * side.bound
            for name in side.members:
                left[name] -= sign * price
    settled = {**fixed, **dict.fromkeys(table.brief.stay, True)}
    for name, value in left.items():
        total += value * settled[name] if name in settled else max(0, value)
    return Bound(total, left, written)


def _charged(side: Side, price: float) -> int:
    """Return what may be charged for one seat of a side: never less than nothing, nor than it."""
    charged = max(0, round((-price if side.side == LEAST else price) * SCALE))
    return charged if side.price is None else min(charged, side.price * SCALE)


@dataclass
class Prover:
    """Looks for bounds that show a goal, splitting where one is not enough."""

    seating: Seating
    goal: int
    _left: int = field(default_factory=lambda: MOST_BOUNDS)

    def tree(self, fixed: Fixed) -> Tree | None:
        """Return bounds that show that no list with these fixed is worth more than the goal."""
        self._left -= 1
        found = self.seating.prices(fixed)
        if found is None:  # too few, or too many, for the seats: nothing needs to be shown
            return None if self._has_lists(fixed) else {"seats": 0, "least": {}, "most": {}}
        prices, numbers = found
        shown = bound(self.seating.table, prices, fixed)
        if shown.shows(self.goal):
            return shown.plain
        parted = {name: abs(number - 1 / 2) for name, number in numbers.items()}
        name = min(parted, key=lambda one: (parted[one], one), default="")
        if self._left <= 0 or not name or parted[name] > 0.5 - 1e-7:
            return None
        return self._split(name, fixed)

    def _has_lists(self, fixed: Fixed) -> bool:
        brief = self.seating.table.brief
        settled = {**fixed, **dict.fromkeys(brief.stay, True)}
        taken, free = sum(settled.values()), len(brief.candidates) - len(settled)
        return taken <= brief.seats <= taken + free

    def _split(self, name: str, fixed: Fixed) -> Tree | None:
        taken = self.tree({**fixed, name: True})
        left_out = self.tree({**fixed, name: False}) if taken is not None else None
        return None if left_out is None else {"split": name, "in": taken, "out": left_out}
