from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongbang.programmes import queries
from hongbang.programmes.rules.workdays import Calendar, add_working_days, working_days

# Counted by hand from the State Council's announcements; the first day is not counted.
BY_HAND = [
    ("2016-10-17", "2016-11-10", 18),  # the notice: time to apply
    ("2016-11-10", "2016-11-15", 3),  # Fri 11, Mon 14, Tue 15: the organs
    ("2016-11-15", "2016-11-25", 8),  # the experts
    ("2016-09-30", "2016-10-10", 3),  # 1-7 off; Sat 8 and Sun 9 made up; Mon 10
    ("2016-02-05", "2016-02-15", 3),  # Sat 6 made up; 7-13 off; Sun 14 made up; Mon 15
    ("2016-09-14", "2016-09-19", 2),  # Mid-Autumn 15-17 off; Sun 18 made up; Mon 19
    ("2016-12-30", "2017-01-03", 1),  # 31 December to 2 January off; Tue 3
    ("2017-09-29", "2017-10-09", 2),  # Sat 30 made up; 1-8 off; Mon 9
    ("2018-02-09", "2018-02-26", 8),  # Sun 11 made up, 12-14; 15-21 off; 22, 23, Sat 24; Mon 26
    ("2019-04-26", "2019-05-06", 5),  # Sun 28 made up, 29, 30; 1-4 off; Sun 5 made up, Mon 6
    ("2024-09-27", "2024-10-14", 8),  # Sun 29, Mon 30; 1-7 off; 8-11, Sat 12 made up, Mon 14
    ("2025-09-26", "2025-10-13", 7),  # Sun 28, 29, 30; 1-8 off; 9, 10, Sat 11 made up, Mon 13
    ("2025-12-31", "2026-01-05", 2),  # 1-3 off; Sun 4 made up, Mon 5
    ("2026-02-13", "2026-03-02", 7),  # Sat 14; 15-23 off; 24-27; Sat 28 made up; Mon 2 March
]
PLAIN = Calendar(frozenset({2026}))


@pytest.mark.parametrize(("after", "until", "days"), BY_HAND)
@pytest.mark.django_db
def test_working_days_are_those_counted_by_hand(after: str, until: str, days: int) -> None:
    first, last = date.fromisoformat(after), date.fromisoformat(until)

    counted = working_days(first, last, queries.calendar())

    assert (counted.days, counted.unannounced) == (days, ())
    assert add_working_days(first, days, queries.calendar()).day == last


def test_the_word_of_the_office_comes_first() -> None:
    monday, saturday = date(2026, 11, 9), date(2026, 11, 14)
    calendar = Calendar({2026}, overrides={monday: False, saturday: True})

    assert [calendar.is_workday(day) for day in (monday, saturday)] == [False, True]
    assert working_days(date(2026, 11, 8), saturday, calendar).days == 5


def test_years_that_are_not_announced_are_named() -> None:
    counted = working_days(date(2026, 12, 25), date(2028, 1, 5), PLAIN)

    assert counted.unannounced == (2027, 2028)
    assert add_working_days(date(2026, 12, 31), 1, PLAIN).unannounced == (2027,)
    assert add_working_days(date(2026, 12, 30), 1, PLAIN).unannounced == ()


@pytest.mark.parametrize("days", [-1, 2001])
def test_no_absurd_number_of_days_is_counted(days: int) -> None:
    with pytest.raises(ValueError, match="are counted from 0"):
        add_working_days(date(2026, 1, 1), days, PLAIN)


@given(
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.integers(0, 60),
    st.sets(st.integers(0, 80)),
)
def test_counting_undoes_adding(after: date, days: int, off: set[int]) -> None:
    calendar = Calendar({2026}, off={after + timedelta(days=n) for n in off})

    reached = add_working_days(after, days, calendar)

    assert working_days(after, reached.day, calendar).days == days
    assert days == 0 or calendar.is_workday(reached.day)


@pytest.mark.django_db
def test_the_announced_table_covers_the_years_it_says() -> None:
    calendar = queries.calendar()

    assert {2016, 2024, 2025, 2026} <= set(calendar.announced)
    assert calendar.unannounced(date(2016, 1, 1), date(2026, 12, 31)) == ()
