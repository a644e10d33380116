"""Which day of an edition's timetable comes next: a first day, or a last one?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from hongbang.programmes.rules.shapes import Plain, rows_of


@dataclass(frozen=True, slots=True)
class Turn:
    """A day on which a step begins, or its last day; `name` in both languages."""

    day: date
    is_last: bool
    name: Mapping[str, str]


def next_turn(timetable: Plain, today: date) -> Turn | None:
    """Return the first day or last day that comes next after today; a beginning is told first.

    >>> step = {"starts_on": "2016-10-17", "ends_on": "2016-11-10", "name": {"zh": "申报"}}
    >>> next_turn({"milestones": [step]}, date(2016, 10, 17))
    Turn(day=datetime.date(2016, 11, 10), is_last=True, name={'zh': '申报'})
    """
    turns = [
        Turn(date.fromisoformat(row[key]), key == "ends_on", row["name"])
        for row in rows_of(timetable, "milestones")
        for key in ("starts_on", "ends_on")
        if row.get(key)
    ]
    ahead = [one for one in turns if one.day > today]
    return min(ahead, key=lambda one: (one.day, one.is_last), default=None)
