"""How did an honour stand on a day, and what may be done to it when?"""

from __future__ import annotations

from calendar import isleap
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol, TypeVar

from hongbang.kernel.refusal import RuleBroken
from hongbang.register.rules.lifecycle import HONOUR, LIVE, RECTIFYING, VALID, WARNED

# A warning and the time to mend are between office and holder (the edition's first sanction is not
# public): everybody else reads that the honour is valid, as it is.
QUIET = (WARNED, RECTIFYING)
NOT_YET, LAPSED = "not_yet", "lapsed"
STATUSES = (*HONOUR.states, LAPSED)
LEAST_REASON, MOST_REASON = 2, 500
MOST_YEARS = 20


class HasState(Protocol):
    """Anything that says which state it led to."""

    @property
    def state(self) -> str:
        """Return the state."""


Kept = TypeVar("Kept", bound=HasState)


@dataclass(frozen=True, slots=True)
class Turned:
    """A turn that an honour took: from which day on it stands so."""

    state: str
    from_on: date


def status_on(day: date, first: date, last: date, turns: Iterable[Turned]) -> str:
    """Say how an honour stood on a day: the last turn that held then, and lapsed after its end.

    Of several turns on one day the later one counts. What was revoked, surrendered or annulled
    stays so when its time is over.

    Worked example: suspended in spring, restored in June, lapsed when three years were over.

    >>> turns = [Turned("suspended", date(2018, 4, 1)), Turned("valid", date(2018, 6, 1))]
    >>> first, last = date(2016, 12, 19), date(2019, 12, 18)
    >>> days = [date(2016, 12, 18), date(2018, 5, 31), date(2018, 6, 1), date(2019, 12, 19)]
    >>> [status_on(day, first, last, turns) for day in days]
    ['not_yet', 'suspended', 'valid', 'lapsed']
    """
    if day < first:
        return NOT_YET
    state = HONOUR.first
    for turn in sorted(turns, key=lambda one: one.from_on):
        if turn.from_on <= day:
            state = turn.state
    return LAPSED if day > last and state in LIVE else state


def as_told(status: str, *, to_office: bool) -> str:
    """Say how a status is told: to the public a warned honour is a valid one.

    >>> as_told("warned", to_office=False), as_told("suspended", to_office=False)
    ('valid', 'suspended')
    """
    return VALID if status in QUIET and not to_office else status


def told_turns(turns: Iterable[Kept], *, to_office: bool) -> list[Kept]:
    """Keep the turns that may be told: for the public those that it saw change something.

    Restored after a mere warning changes nothing for the public; restored after a suspension does.
    """
    told, before = [], VALID
    for turn in turns:
        now = as_told(turn.state, to_office=to_office)
        if to_office or now != before:
            told.append(turn)
        before = now
    return told


def last_day(first: date, years: int) -> date:
    """Return the last day of so many years: the day before their anniversary.

    >>> last_day(date(2016, 12, 19), 3), last_day(date(2016, 2, 29), 1)
    (datetime.date(2019, 12, 18), datetime.date(2017, 2, 28))

    Refuses: `register.years_wrong`.
    """
    if not 1 <= years <= MOST_YEARS:
        raise RuleBroken("register.years_wrong", {"most": MOST_YEARS})
    year = first.year + years
    if (first.month, first.day) == (2, 29) and not isleap(year):
        return date(year, 2, 28)
    return first.replace(year=year) - timedelta(days=1)


def check_turn(reason: str, from_on: date, today: date, first: date, last: date) -> None:
    """Refuse a turn without a reason, ahead of its day, before what it follows, or too late.

    Refuses: `register.no_reason`, `register.turn_ahead`, `register.turn_early`,
    `register.lapsed_already`.
    """
    if not LEAST_REASON <= len(reason.strip()) <= MOST_REASON:
        raise RuleBroken("register.no_reason", {"least": LEAST_REASON, "most": MOST_REASON})
    if from_on > today:
        raise RuleBroken("register.turn_ahead", {"today": today.isoformat()})
    if from_on < first:
        raise RuleBroken("register.turn_early", {"first": first.isoformat()})
    if today > last:
        raise RuleBroken("register.lapsed_already", {"last": last.isoformat()})
