"""Is a posting open exactly as long as it should be?"""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from hongbang.kernel.period import BEIJING, weekdays_only
from hongbang.kernel.refusal import RuleBroken
from hongbang.publicity.rules.window import Terms, check_over, is_open, last_day

POSTED_AT = datetime(2026, 12, 1, 10, tzinfo=BEIJING)
LAST = date(2026, 12, 10)
END = datetime(2026, 12, 11, tzinfo=BEIJING)
SECOND = timedelta(seconds=1)


def add(day: date, count: int) -> date:
    while count:
        day += timedelta(days=1)
        count -= weekdays_only(day)
    return day


@pytest.mark.parametrize(
    ("days", "least", "expected"),
    [(7, 5, date(2026, 12, 10)), (5, 5, date(2026, 12, 8)), (1, 1, date(2026, 12, 2))],
)
def test_days_are_counted_from_the_day_after(days: int, least: int, expected: date) -> None:
    assert last_day(POSTED_AT.date(), Terms(days, least), add) == expected


def test_fewer_days_than_the_least_are_refused() -> None:
    with pytest.raises(RuleBroken) as refused:
        last_day(POSTED_AT.date(), Terms(4, 5), add)

    assert (refused.value.code, refused.value.params) == (
        "publicity.too_short",
        {"days": 4, "least": 5},
    )


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (POSTED_AT - SECOND, False),
        (POSTED_AT, True),
        (END - SECOND, True),
        (END, False),
    ],
)
def test_an_objection_is_in_time_to_the_last_second(at: datetime, expected: bool) -> None:
    assert is_open(at, POSTED_AT, LAST) is expected


def test_a_posting_ends_when_its_last_day_is_over() -> None:
    check_over(END, LAST)

    with pytest.raises(RuleBroken) as refused:
        check_over(END - SECOND, LAST)

    assert refused.value.params == {"last": "2026-12-10"}
