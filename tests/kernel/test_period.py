"""Do periods begin and end on the Beijing second, and are working days counted right?"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongbang.kernel.period import (
    BEIJING,
    Period,
    beijing_day,
    end_of,
    start_of,
    weekdays_only,
    working_days_between,
)

BOUNDS = (datetime(2000, 1, 1), datetime(2060, 1, 1))  # noqa: DTZ001 - hypothesis adds the zone
MOMENTS = st.datetimes(*BOUNDS, timezones=st.just(BEIJING))
DAYS = st.dates(date(2000, 1, 1), date(2060, 1, 1))
SECOND = timedelta(seconds=1)


@given(MOMENTS, st.timedeltas(SECOND, timedelta(days=400)))
def test_a_period_holds_its_start_and_not_its_end(start: datetime, length: timedelta) -> None:
    period = Period(start, start + length)

    held = [
        period.holds(moment)
        for moment in (start - SECOND, start, start + length - timedelta.resolution, start + length)
    ]
    assert held == [False, True, True, False]


@given(MOMENTS)
def test_an_empty_period_holds_nothing(moment: datetime) -> None:
    assert not Period(moment, moment).holds(moment)


@given(MOMENTS, st.timedeltas(timedelta(0), timedelta(days=4000)))
def test_an_open_period_never_ends(start: datetime, later: timedelta) -> None:
    period = Period(start)

    assert period.holds(start + later)
    assert not period.holds(start - SECOND)


def test_a_period_cannot_end_before_it_starts() -> None:
    start = start_of(date(2026, 11, 10))

    with pytest.raises(ValueError, match="before it starts"):
        Period(start, start - SECOND)


@given(DAYS, st.integers(0, 60))
def test_neighbouring_periods_share_no_moment_and_leave_none_out(day: date, length: int) -> None:
    last = day + timedelta(days=length)
    first, second = (
        Period.of_days(day, last),
        Period.of_days(last + timedelta(days=1), date(2070, 1, 1)),
    )

    for moment in (end_of(last) - timedelta.resolution, end_of(last)):
        assert first.holds(moment) is not second.holds(moment)


@pytest.mark.parametrize(
    ("moment", "held"),
    [
        (datetime(2016, 11, 9, 15, 59, 59, tzinfo=UTC), False),
        (datetime(2016, 11, 9, 16, 0, tzinfo=UTC), True),
        (datetime(2016, 11, 10, 15, 59, 59, 999999, tzinfo=UTC), True),
        (datetime(2016, 11, 10, 16, 0, tzinfo=UTC), False),
        (datetime(2016, 11, 10, 10, 59, tzinfo=ZoneInfo("America/New_York")), True),
        (datetime(2016, 11, 10, 11, 0, tzinfo=ZoneInfo("America/New_York")), False),
    ],
)
def test_the_last_day_ends_at_beijing_midnight_wherever_one_asks(
    moment: datetime, held: bool
) -> None:
    day = date(2016, 11, 10)

    assert Period.of_days(day, day).holds(moment) is held


@given(DAYS)
def test_beijing_day_is_the_day_between_its_two_midnights(day: date) -> None:
    moments = (start_of(day), end_of(day) - timedelta.resolution, end_of(day))

    days = [beijing_day(moment.astimezone(UTC)) for moment in moments]
    assert days == [day, day, day + timedelta(days=1)]


@given(DAYS, st.integers(0, 40), st.integers(0, 40))
def test_working_days_add_up(start: date, first: int, second: int) -> None:
    middle, end = start + timedelta(days=first), start + timedelta(days=first + second)

    whole = working_days_between(start, end, weekdays_only)
    parts = [
        working_days_between(start, middle, weekdays_only),
        working_days_between(middle, end, weekdays_only),
    ]
    assert whole == sum(parts)


@pytest.mark.parametrize(
    ("after", "until", "days"),
    [
        (date(2016, 10, 17), date(2016, 11, 10), 18),
        (date(2026, 11, 6), date(2026, 11, 8), 0),
        (date(2026, 11, 6), date(2026, 11, 9), 1),
        (date(2026, 11, 9), date(2026, 11, 9), 0),
        (date(2026, 11, 9), date(2026, 11, 2), 0),
        (date(2028, 2, 28), date(2028, 3, 1), 2),
    ],
)
def test_working_days_are_counted_after_the_first_day(after: date, until: date, days: int) -> None:
    assert working_days_between(after, until, weekdays_only) == days


def test_working_days_follow_the_calendar_given() -> None:
    holidays = {date(2026, 10, day) for day in range(1, 9)}
    worked = {date(2026, 10, 10)}

    def is_workday(day: date) -> bool:
        return day in worked or (weekdays_only(day) and day not in holidays)

    assert working_days_between(date(2026, 9, 30), date(2026, 10, 12), is_workday) == 3
