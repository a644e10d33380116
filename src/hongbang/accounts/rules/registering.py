"""Until when does an organ answer a unit that registers itself?"""

from __future__ import annotations

from datetime import date, timedelta

from hongbang.kernel.period import weekdays_only

ANSWERED_WITHIN = 5  # working days; our own choice, told to the applicant


def due_on(sent_on: date) -> date:
    """Return the last working day on which an organ answers in time.

    >>> due_on(date(2026, 11, 24)), due_on(date(2026, 11, 27))
    (datetime.date(2026, 12, 1), datetime.date(2026, 12, 4))
    """
    day, left = sent_on, ANSWERED_WITHIN
    while left:
        day += timedelta(days=1)
        left -= weekdays_only(day)
    return day
