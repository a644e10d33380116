"""Which days are worked, and what day is so many working days from another?

The State Council announces holidays and make-up days year by year; the table is passed in, with
the days that the office takes otherwise (domain.md section 4.3).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from hongbang.kernel.period import weekdays_only, working_days_between

MOST = 2000  # working days asked for at once; no period of a programme comes near


@dataclass(frozen=True, slots=True)
class Calendar:
    """What is known of days: years announced, days off, days made up, the office's own word.

    >>> spring = Calendar({2016}, off={date(2016, 10, 7)}, made_up={date(2016, 10, 8)})
    >>> spring.is_workday(date(2016, 10, 7)), spring.is_workday(date(2016, 10, 8))
    (False, True)
    """

    announced: frozenset[int] | set[int]
    off: frozenset[date] | set[date] = frozenset()
    made_up: frozenset[date] | set[date] = frozenset()
    overrides: Mapping[date, bool] = field(default_factory=dict)

    def is_workday(self, day: date) -> bool:
        """Say whether a day is worked; the office's word comes first.

        Monday to Friday where nothing is announced.
        """
        if day in self.overrides:
            return self.overrides[day]
        return day in self.made_up or (weekdays_only(day) and day not in self.off)

    def unannounced(self, first: date, last: date) -> tuple[int, ...]:
        """List the years of a stretch whose holidays are not announced yet.

        >>> Calendar({2026}).unannounced(date(2026, 12, 1), date(2028, 1, 2))
        (2027, 2028)
        """
        years = range(first.year, last.year + 1)
        return tuple(year for year in years if year not in self.announced)


@dataclass(frozen=True, slots=True)
class Count:
    """A number of working days, and the years for which it is not sure yet."""

    days: int
    unannounced: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Reached:
    """The day that so many working days lead to, and the years for which it is not sure yet."""

    day: date
    unannounced: tuple[int, ...] = ()


def working_days(after: date, until: date, calendar: Calendar) -> Count:
    """Count the working days after `after`, `until` included (domain.md section 1).

    >>> working_days(date(2016, 10, 17), date(2016, 11, 10), Calendar({2016})).days
    18
    """
    days = working_days_between(after, until, calendar.is_workday)
    return Count(days, calendar.unannounced(min(after, until), max(after, until)))


def add_working_days(after: date, days: int, calendar: Calendar) -> Reached:
    """Return the day on which the last of `days` working days after `after` ends.

    >>> add_working_days(date(2016, 11, 10), 3, Calendar({2016})).day
    datetime.date(2016, 11, 15)
    """
    if not 0 <= days <= MOST:
        message = f"working days are counted from 0 to {MOST}, not {days}"
        raise ValueError(message)
    day = after
    while days:
        day += timedelta(days=1)
        days -= calendar.is_workday(day)
    return Reached(day, calendar.unannounced(after, day))
