"""When does a period begin and end, and which days are worked in between?

Days are counted in Beijing time. The working-day calendar is passed in, since the
State Council announces it year by year (ADR 0003: time is an argument).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

BEIJING = ZoneInfo("Asia/Shanghai")

IsWorkday = Callable[[date], bool]


@dataclass(frozen=True, slots=True)
class Period:
    """A half-open period `[starts_at, ends_at)`; an open end never comes.

    >>> day = Period.of_days(date(2016, 11, 10), date(2016, 11, 10))
    >>> day.holds(datetime(2016, 11, 10, 23, 59, 59, tzinfo=BEIJING))
    True
    >>> day.holds(datetime(2016, 11, 11, tzinfo=BEIJING))
    False
    """

    starts_at: datetime
    ends_at: datetime | None = None

    def __post_init__(self) -> None:
        if self.ends_at is not None and self.ends_at < self.starts_at:
            message = "a period cannot end before it starts"
            raise ValueError(message)

    @classmethod
    def of_days(cls, first: date, last: date) -> Period:
        """Cover whole Beijing days, the last one included to 24:00."""
        return cls(start_of(first), end_of(last))

    def holds(self, moment: datetime) -> bool:
        """Say whether `moment` lies inside."""
        return self.starts_at <= moment and (self.ends_at is None or moment < self.ends_at)


def start_of(day: date) -> datetime:
    """Return 00:00 Beijing time of `day`."""
    return datetime.combine(day, time.min, tzinfo=BEIJING)


def end_of(day: date) -> datetime:
    """Return 24:00 Beijing time of `day`, which is the next day's 00:00.

    >>> end_of(date(2016, 11, 10)).isoformat()
    '2016-11-11T00:00:00+08:00'
    """
    return start_of(day + timedelta(days=1))


def beijing_day(moment: datetime) -> date:
    """Return the Beijing date of an aware `moment`."""
    return moment.astimezone(BEIJING).date()


def weekdays_only(day: date) -> bool:
    """Take Monday to Friday as worked; the calendar to use where none is announced."""
    return day.weekday() < 5


def working_days_between(after: date, until: date, is_workday: IsWorkday) -> int:
    """Count the working days after `after` up to and including `until`.

    Worked example (domain.md section 1): the notice of Monday 17 October 2016
    leaves 18 working days to Thursday 10 November.

    >>> working_days_between(date(2016, 10, 17), date(2016, 11, 10), weekdays_only)
    18
    """
    return sum(is_workday(after + timedelta(days=n)) for n in range(1, (until - after).days + 1))
