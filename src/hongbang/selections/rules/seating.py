"""Which list is best, when some candidates are fixed in or out?"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from hongbang.selections.rules.engine import Column, Engine, Row
from hongbang.selections.rules.tally import LEAST, Table

# Beyond one for every seat a cell keeps a few, so that dual prices hold for those left out too.
SPARE = 8
Fixed = Mapping[str, bool]


class Seating:
    """A brief made ready for the engine, once with whole seats and once with parts of seats.

    Of a cell only the best can ever be chosen, so only these are handed over; whoever is fixed by
    a question is handed over too.
    """

    def __init__(self, table: Table, asked_for: frozenset[str] = frozenset()) -> None:
        self.table = table
        most = table.brief.seats + SPARE
        kept = [
            one
            for cell in table.ranked.values()
            for place, one in enumerate(cell)
            if place < most or one.id in asked_for
        ]
        self.ids = tuple(one.id for one in kept)
        self._place = {name: place for place, name in enumerate(self.ids)}
        self._stay = {self._place[name]: 1 for name in table.brief.stay}

    def best(self, fixed: Fixed | None = None) -> tuple[str, ...] | None:
        """Return a list that is worth most, by one of perhaps several; None where there is none."""
        answer = self._whole.ask(self._columns_of(fixed or {}))
        if answer is None:
            return None
        return tuple(
            name for name, number in zip(self.ids, answer.numbers, strict=False) if number > 1 / 2
        )

    def prices(self, fixed: Fixed) -> tuple[tuple[float, ...], dict[str, float]] | None:
        """Return dual prices (seats first, then sides) and how much of a seat each one gets.

        Hard rules may be broken here at a price that no list could pay, so that there is an answer
        whenever enough candidates are left for the seats.
        """
        answer = self._parted.ask(self._columns_of(fixed))
        if answer is None:
            return None
        return answer.prices, dict(zip(self.ids, answer.numbers, strict=False))

    def _columns_of(self, fixed: Fixed) -> dict[int, int]:
        return {self._place[name]: int(value) for name, value in fixed.items()} | self._stay

    @cached_property
    def _whole(self) -> Engine:
        return self._engine(whole=True, breaking=None)

    @cached_property
    def _parted(self) -> Engine:
        merits = [abs(one.merit) for one in self.table.brief.candidates]
        prices = [side.price or 0 for side in self.table.sides]
        dearest = sum(sorted(merits)[-self.table.brief.seats :]) + max(prices, default=0)
        return self._engine(whole=False, breaking=10 * (dearest + 1))

    def _engine(self, *, whole: bool, breaking: int | None) -> Engine:
        """Build it: a column per candidate, then one per side that may fall short at a price."""
        brief = self.table.brief
        columns = [Column(brief.by_id[name].merit, 1.0, whole) for name in self.ids]
        seats = float(brief.seats)
        rows = [Row([(place, 1) for place in range(len(columns))], seats, seats)]
        for side in self.table.sides:
            parts = [(p, 1) for p, name in enumerate(self.ids) if name in side.members]
            price = breaking if side.price is None else side.price
            is_least = side.side == LEAST
            if price is not None:
                parts.append((len(columns), 1 if is_least else -1))
                columns.append(Column(-price, float("inf"), whole=False))
            bound = float(side.bound)
            rows.append(Row(parts, least=bound) if is_least else Row(parts, most=bound))
        return Engine(columns, rows)
