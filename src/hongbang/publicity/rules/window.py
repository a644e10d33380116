"""From when until when is a list before the public, and until when must an objection be answered?

Default (domain.md 4.3): seven working days, never fewer than five, counted from the day after the
posting; the announced calendar and the office's own word are passed in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from hongbang.kernel.period import Period, end_of
from hongbang.kernel.refusal import RuleBroken

AddDays = Callable[[date, int], date]
DAYS, LEAST_DAYS, ANSWER_DAYS, INQUIRY_DAYS = 7, 5, 2, 10


@dataclass(frozen=True, slots=True)
class Terms:
    """What an edition says of its notice: working days before the public, to answer, to inquire."""

    days: int = DAYS
    least: int = LEAST_DAYS
    answer: int = ANSWER_DAYS
    inquiry: int = INQUIRY_DAYS


def last_day(posted_on: date, terms: Terms, add: AddDays) -> date:
    """Return the last day on which anybody may object.

    Worked example: posted on Monday 5 December 2016, seven working days end on Wednesday the 14th.

    >>> from datetime import timedelta
    >>> def add(day, count):
    ...     while count:
    ...         day += timedelta(days=1)
    ...         count -= day.weekday() < 5
    ...     return day
    >>> last_day(date(2016, 12, 5), Terms(), add)
    datetime.date(2016, 12, 14)

    Refuses: `publicity.too_short`.
    """
    if terms.days < terms.least:
        raise RuleBroken("publicity.too_short", {"days": terms.days, "least": terms.least})
    return add(posted_on, terms.days)


def is_open(at: datetime, posted_at: datetime, last_on: date) -> bool:
    """Say whether an objection is in time: from the posting to 24:00 of the last day."""
    return Period(posted_at, end_of(last_on)).holds(at)


def check_over(at: datetime, last_on: date) -> None:
    """Refuse to end a posting before its last day is over.

    Refuses: `publicity.not_over`.
    """
    if at < end_of(last_on):
        raise RuleBroken("publicity.not_over", {"last": last_on.isoformat()})
