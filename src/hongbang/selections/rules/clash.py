"""When no list keeps all hard rules: which few of them clash, and what would mend it cheapest?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from hongbang.selections.rules.brief import digest
from hongbang.selections.rules.engine import SOLVER, Column, Engine, Row
from hongbang.selections.rules.tally import LEAST, Side, Table

INFINITE = float("inf")


@dataclass(frozen=True, slots=True)
class Repair:
    """By how many seats one side of a rule would have to give way."""

    rule: str
    side: str
    seats: int


@dataclass(frozen=True, slots=True)
class Clash:
    """There is no list. `rules` is a smallest set of hard rules that cannot all hold.

    Fewer rules than these never clash, and without any one of them the others hold. `needs_seats`
    says whether the clash needs that every seat be filled, `needs_stay` whether it needs that those
    named stay. `repairs` gives way by as few seats in all as can be.
    """

    brief: str
    rules: tuple[str, ...]
    needs_seats: bool
    needs_stay: bool
    repairs: tuple[Repair, ...]
    solver: str = SOLVER

    def plain(self) -> dict[str, Any]:
        """Write the clash as plain values, for the record."""
        return {
            "brief": self.brief,
            "rules": list(self.rules),
            "needs_seats": self.needs_seats,
            "needs_stay": self.needs_stay,
            "repairs": [
                {"rule": one.rule, "side": one.side, "seats": one.seats} for one in self.repairs
            ],
            "solver": self.solver,
        }


def clash(table: Table) -> Clash:
    """Name a smallest clash and a cheapest repair, of a brief that has no list.

    Only the number from each cell matters, so cells are what is counted. Sets are guessed from the
    smallest up: a guess that can be kept is widened as far as it can be, and whatever then is left
    out must hold one rule of every clash, so the next guess has one of these too.

    Worked example: at least two from the north and at most one, where the quota plays no part.

    >>> from hongbang.selections.rules.brief import Brief, Candidate, Rule
    >>> people = tuple(Candidate(name, 1, {"side": "north"}) for name in "abc")
    >>> rules = (Rule("two", "side", ("north",), least=2), Rule("one", "side", ("north",), most=1))
    >>> found = clash(Table(Brief(people, 3, rules)))
    >>> found.rules, found.needs_seats, found.repairs
    (('two', 'one'), False, (Repair(rule='one', side='most', seats=2),))
    """
    counting = _Counting(table)
    every = range(counting.count)
    missed: list[frozenset[int]] = []
    guess = _smallest_meeting(counting.count, missed)
    while counting.can_keep(guess):
        kept = guess  # never all of them: then there would be a list
        for one in every:
            if one not in kept and counting.can_keep(kept | {one}):
                kept |= {one}
        missed.append(frozenset(every) - kept)
        guess = _smallest_meeting(counting.count, missed)
    return Clash(
        digest(table.brief),
        tuple(rule for place, rule in enumerate(counting.rules) if place in guess),
        counting.seats in guess,
        counting.stay in guess,
        counting.repairs(),
    )


def _smallest_meeting(count: int, missed: list[frozenset[int]]) -> frozenset[int]:
    """Return a smallest set that has something of each; of equals the first in order of rules."""
    columns = [Column(-(count**2) - place) for place in range(count)]
    rows = [Row([(place, 1) for place in sorted(one)], least=1) for one in missed]
    answer = Engine(columns, rows).ask()
    numbers = answer.numbers if answer else ()
    return frozenset(place for place, number in enumerate(numbers) if number > 1 / 2)


class _Counting:
    """A brief as numbers from each cell; what may be left out is numbered: rules, seats, stay."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._cells = list(table.ranked)
        self._sizes = [float(len(table.ranked[cell])) for cell in self._cells]
        self._sides = [side for side in table.sides if side.price is None]
        self.rules = tuple(dict.fromkeys(side.rule for side in self._sides))
        self.seats, self.stay = len(self.rules), len(self.rules) + 1
        self.count = len(self.rules) + 2
        self._engine = Engine([Column(0, size) for size in self._sizes], [*self._rows()])

    def can_keep(self, kept: frozenset[int]) -> bool:
        """Say whether all of these can hold at once."""
        of_rows = (*(self.rules.index(side.rule) for side in self._sides), self.seats, self.stay)
        without = frozenset(row for row, one in enumerate(of_rows) if one not in kept)
        return self._engine.ask(without=without) is not None

    def repairs(self) -> tuple[Repair, ...]:
        """Return the fewest seats by which sides must give way, so that there is a list."""
        columns = [Column(0, size) for size in self._sizes]
        rows = [*self._rows()]
        first = len(columns)
        for place, side in enumerate(self._sides):
            rows[place] = Row(
                [*rows[place].parts, (first + place, 1 if side.side == LEAST else -1)],
                rows[place].least,
                rows[place].most,
            )
            columns.append(Column(-1, INFINITE))
        answer = Engine(columns, rows).ask()
        given = answer.numbers[first:] if answer else ()
        return tuple(
            Repair(side.rule, side.side, round(number))
            for side, number in zip(self._sides, given, strict=False)
            if number > 1 / 2
        )

    def _rows(self) -> Iterator[Row]:
        for side in self._sides:
            parts, bound = self._parts(side), float(side.bound)
            yield Row(parts, least=bound) if side.side == LEAST else Row(parts, most=bound)
        seats = float(self._table.brief.seats)
        yield Row([(place, 1) for place in range(len(self._cells))], seats, seats)
        stays = [(place, 1) for place, cell in enumerate(self._cells) if cell[0]]
        yield Row(stays, least=float(len(self._table.brief.stay)))

    def _parts(self, side: Side) -> list[tuple[int, int]]:
        ranked = self._table.ranked
        return [(p, 1) for p, cell in enumerate(self._cells) if ranked[cell][0].id in side.members]
