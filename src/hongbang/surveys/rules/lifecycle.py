"""Through which states does a survey go, and is it under way on a day?"""

from __future__ import annotations

from datetime import date

from hongbang.kernel.lifecycle import Lifecycle

OPEN, CLOSED, WITHDRAWN = "open", "closed", "withdrawn"
COMING, RUNNING, OVER = "coming", "running", "over"

SURVEY = Lifecycle(
    "surveys",
    OPEN,
    {
        (OPEN, "close"): CLOSED,
        (OPEN, "withdraw"): WITHDRAWN,
        (CLOSED, "withdraw"): WITHDRAWN,
    },
)


def stage(state: str, starts_on: date, ends_on: date, day: date) -> str:
    """Say whether answers are still to come, taken now, or over; both days count.

    A survey is over when its last day has passed, whether or not the worker was there to
    close it.

    >>> stage(OPEN, date(2016, 11, 1), date(2016, 11, 10), date(2016, 11, 10))
    'running'
    >>> stage(OPEN, date(2016, 11, 1), date(2016, 11, 10), date(2016, 11, 11))
    'over'
    """
    if state != OPEN or day > ends_on:
        return OVER
    return COMING if day < starts_on else RUNNING
