"""Is the step kept to the second, with whole Beijing days?"""

from __future__ import annotations

from datetime import date

import pytest
from tests.cast import moment

from hongbang.applications.rules import calling
from hongbang.kernel.refusal import RuleBroken


def row(first: str, last: str, stage: str = "application") -> dict[str, str]:
    return {"stage": stage, "starts_on": first, "ends_on": last}


TWICE = {
    "milestones": [
        row("2026-11-20", "2026-11-21"),
        row("2026-10-19", "2026-11-10"),
        row("2026-11-11", "2026-11-16", "recommendation"),
    ]
}


@pytest.mark.parametrize(
    ("at", "code"),
    [
        ("2026-10-18 23:59", "applications.not_open_yet"),
        ("2026-10-19 00:00", ""),
        ("2026-11-10 23:59", ""),
        ("2026-11-11 00:00", "applications.not_open_yet"),
        ("2026-11-20 00:00", ""),
        ("2026-11-21 23:59", ""),
        ("2026-11-22 00:00", "applications.closed"),
    ],
)
def test_the_step_is_open_on_its_days(at: str, code: str) -> None:
    periods = calling.steps(TWICE)

    if code:
        with pytest.raises(RuleBroken) as refused:
            calling.check_open(periods, moment(at))
        assert refused.value.code == code
    else:
        calling.check_open(periods, moment(at))


def test_between_two_periods_the_next_first_day_is_told() -> None:
    with pytest.raises(RuleBroken) as refused:
        calling.check_open(calling.steps(TWICE), moment("2026-11-12 10:00"))

    assert refused.value.params == {"first": "2026-11-20"}


def test_what_closes_is_told_by_its_last_day() -> None:
    end = calling.closes_at(calling.steps(TWICE))

    assert end == moment("2026-11-22 00:00")
    assert calling.last_day(end) == date(2026, 11, 21)
    assert calling.closes_at(()) is None


def test_without_a_step_nothing_is_begun() -> None:
    with pytest.raises(RuleBroken, match=r"applications\.no_step"):
        calling.check_not_over((), moment())


@pytest.mark.parametrize(
    ("at", "is_late"), [("2026-11-14 23:59", False), ("2026-11-15 00:00", True)]
)
def test_a_correction_comes_until_the_end_of_its_day(at: str, is_late: bool) -> None:
    if is_late:
        with pytest.raises(RuleBroken, match=r"applications\.correction_late"):
            calling.check_in_time(date(2026, 11, 14), moment(at))
    else:
        calling.check_in_time(date(2026, 11, 14), moment(at))


@pytest.mark.parametrize(
    ("until", "code"),
    [
        (date(2026, 11, 9), "applications.until_past"),
        (date(2026, 11, 10), "applications.until_past"),
        (date(2026, 11, 11), ""),
        (date(2027, 1, 9), ""),
        (date(2027, 1, 10), "applications.until_far"),
    ],
)
def test_a_return_leaves_time_but_not_for_ever(until: date, code: str) -> None:
    if code:
        with pytest.raises(RuleBroken) as refused:
            calling.check_return("请附台账", until, moment())
        assert refused.value.code == code
    else:
        calling.check_return("请附台账", until, moment())


@pytest.mark.parametrize(("reason", "is_enough"), [("　改　", False), ("请附台账", True)])
def test_a_reason_says_something(reason: str, is_enough: bool) -> None:
    if is_enough:
        calling.check_reason(reason)
    else:
        with pytest.raises(RuleBroken, match=r"applications\.no_reason"):
            calling.check_reason(reason)
