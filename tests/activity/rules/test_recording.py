"""Can what is told of an activity have been so? The edge, and the case beside it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from tests.activity import samples
from tests.cast import moment

from hongbang.activity.rules import recording
from hongbang.kernel.refusal import RuleBroken

KINDS = ("training", "community")
AFTER = moment("2026-11-06 09:00")
TWO_DAYS = {"ends_at": moment("2026-11-06 09:00"), "break_minutes": 0}

RIGHT: list[dict[str, Any]] = [
    {},
    {"people": 25, "women": 25, "under35": 25},
    {"hours": Decimal(0)},
    {"hours": Decimal("24"), **TWO_DAYS},
    {"ends_at": AFTER, "hours": Decimal("12")},
]
WRONG: list[tuple[dict[str, Any], str]] = [
    ({"kind": "party"}, "activity.no_kind"),
    ({"title": " "}, "activity.no_title"),
    ({"place": ""}, "activity.no_title"),
    ({"title": "找 13800138000 报名"}, "activity.personal_number"),
    ({"place": "张某家 13800138000"}, "activity.personal_number"),
    ({"ends_at": moment("2026-11-05 09:00")}, "activity.ends_first"),
    ({"ends_at": moment("2026-11-06 09:01")}, "activity.not_over"),
    ({"people": 24}, "activity.part_over"),
    ({"women": 0, "under35": 41}, "activity.part_over"),
    ({"hours": Decimal("2.3")}, "activity.hours_step"),
    ({"hours": Decimal("3.0")}, "activity.hours_over"),
    ({"hours": Decimal("24.5"), **TWO_DAYS}, "activity.hours_a_day"),
]


@pytest.mark.once
@pytest.mark.parametrize("changes", RIGHT)
def test_what_can_have_been_is_taken(changes: dict[str, Any]) -> None:
    recording.check(samples.told(**changes), KINDS, AFTER)


@pytest.mark.once
@pytest.mark.parametrize(("changes", "code"), WRONG)
def test_what_cannot_have_been_is_refused(changes: dict[str, Any], code: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        recording.check(samples.told(**changes), KINDS, AFTER)

    assert refused.value.code == code


@pytest.mark.once
def test_a_reason_says_something_and_names_nobody() -> None:
    codes = []
    for reason in ("错了", "字" * 301, "问 13800138000"):
        with pytest.raises(RuleBroken) as refused:
            recording.check_reason(reason)
        codes.append(refused.value.code)

    assert codes == ["activity.no_reason", "activity.no_reason", "activity.personal_number"]
    assert recording.check_reason("字" * 300) == "字" * 300


@pytest.mark.once
def test_a_break_longer_than_the_activity_leaves_nothing() -> None:
    assert recording.lasted(samples.told(break_minutes=600)) == 0
