"""When may an application be begun and sent? Beijing days, the last one to 24:00."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from hongbang.kernel.period import Period, beijing_day
from hongbang.kernel.refusal import RuleBroken
from hongbang.programmes.rules.shapes import Plain, rows_of

LONGEST_RETURN = timedelta(days=60)
REASON_LEAST, REASON_MOST = 4, 500


def steps(timetable: Plain, stage: str = "application") -> tuple[Period, ...]:
    """Return the periods of a stage, the earliest first.

    >>> step = {"stage": "application", "starts_on": "2016-10-17", "ends_on": "2016-11-10"}
    >>> [one.ends_at.isoformat() for one in steps({"milestones": [step]})]
    ['2016-11-11T00:00:00+08:00']
    """
    days = [
        (date.fromisoformat(row["starts_on"]), date.fromisoformat(row["ends_on"]))
        for row in rows_of(timetable, "milestones")
        if row["stage"] == stage
    ]
    return tuple(Period.of_days(first, last) for first, last in sorted(days))


def closes_at(periods: Sequence[Period]) -> datetime | None:
    """Return when the last of some periods ends."""
    return max((one.ends_at for one in periods if one.ends_at), default=None)


def last_day(end: datetime) -> date:
    """Return the last whole day before an end: what closes at 24:00 belongs to that day.

    >>> last_day(datetime.fromisoformat("2016-11-11T00:00:00+08:00"))
    datetime.date(2016, 11, 10)
    """
    return beijing_day(end - timedelta(microseconds=1))


def check_not_over(periods: Sequence[Period], at: datetime) -> None:
    """Refuse to begin what could not be sent any more.

    Refuses: `applications.no_step`, `applications.closed`.
    """
    end = closes_at(periods)
    if end is None:
        raise RuleBroken("applications.no_step")
    if at >= end:
        raise RuleBroken("applications.closed", {"last": last_day(end).isoformat()})


def check_open(periods: Sequence[Period], at: datetime) -> None:
    """Refuse to send outside the application step.

    Worked example (notice of 2016: by 10 November): 23:59:59 on the tenth is in time, the
    first moment of the eleventh is not.

    >>> one = (Period.of_days(date(2016, 10, 17), date(2016, 11, 10)),)
    >>> check_open(one, datetime.fromisoformat("2016-11-10T23:59:59+08:00"))
    >>> check_open(one, datetime.fromisoformat("2016-11-11T00:00:00+08:00"))
    Traceback (most recent call last):
    hongbang.kernel.refusal.RuleBroken: applications.closed

    Refuses: `applications.no_step`, `applications.not_open_yet`, `applications.closed`.
    """
    check_not_over(periods, at)
    if not any(one.holds(at) for one in periods):
        following = min(one.starts_at for one in periods if one.starts_at > at)
        first = beijing_day(following).isoformat()
        raise RuleBroken("applications.not_open_yet", {"first": first})


def check_in_time(until_on: date, at: datetime) -> None:
    """Refuse a correction that comes after the day it was asked for.

    >>> check_in_time(date(2016, 11, 14), datetime.fromisoformat("2016-11-14T23:59:59+08:00"))

    Refuses: `applications.correction_late`.
    """
    if beijing_day(at) > until_on:
        raise RuleBroken("applications.correction_late", {"last": until_on.isoformat()})


def check_return(reason: str, until_on: date, at: datetime) -> None:
    """Refuse a return that does not say what is to be mended, or leaves no time to do it.

    Refuses: `applications.no_reason`, `applications.until_past`, `applications.until_far`.
    """
    check_reason(reason)
    today = beijing_day(at)
    if until_on <= today:
        raise RuleBroken("applications.until_past", {"today": today.isoformat()})
    if until_on > today + LONGEST_RETURN:
        raise RuleBroken("applications.until_far", {"days": LONGEST_RETURN.days})


def check_reason(reason: str) -> None:
    """Refuse an act that others must understand without a word of why.

    Refuses: `applications.no_reason`.
    """
    if not REASON_LEAST <= len(reason.strip()) <= REASON_MOST:
        raise RuleBroken("applications.no_reason", {"least": REASON_LEAST, "most": REASON_MOST})
