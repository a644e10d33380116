"""Does each constraint of activity hold when everything before it has failed?"""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, models, transaction
from tests.activity import stories
from tests.activity.stories import BEGUN, House

from hongbang.activity.models import Activity, Return

BROKEN: list[tuple[type[models.Model], dict[str, Any], str]] = [
    (Activity, {"state": "lost"}, "activity_record_state_known"),
    (Activity, {"title": ""}, "activity_record_is_named"),
    (Activity, {"ends_at": models.F("starts_at")}, "activity_ends_after_start"),
    (Activity, {"women": 41}, "activity_parts_of_people"),
    (Activity, {"under35": 41}, "activity_parts_of_people"),
    (Activity, {"hours": -1}, "activity_hours_not_under"),
    (Activity, {"state": "struck", "reason": "记重了"}, "activity_struck_has_reason"),
    (Activity, {"state": "struck", "struck_at": BEGUN}, "activity_struck_has_reason"),
    (Activity, {"struck_at": BEGUN}, "activity_struck_has_reason"),
    (Return, {"state": "lost"}, "activity_return_state_known"),
    (Return, {"digest": "short"}, "activity_prepared_is_signed"),
    (Return, {"prepared_at": None}, "activity_prepared_is_signed"),
    (Return, {"prepared_by": ""}, "activity_prepared_is_signed"),
    (Return, {"signed_by": ""}, "activity_sent_is_signed"),
    (Return, {"sent_at": None}, "activity_sent_is_signed"),
    (Return, {"state": "prepared"}, "activity_sent_is_signed"),
    (Return, {"signed_by": models.F("prepared_by")}, "activity_two_people_sign"),
    (Return, {"answered_at": BEGUN}, "activity_answered_is_dated"),
    (Return, {"state": "accepted"}, "activity_answered_is_dated"),
    (Return, {"state": "returned", "answered_at": BEGUN}, "activity_returned_has_reason"),
]


def test_nothing_can_be_kept_wrong(told: House) -> None:
    stories.recorded(told.clerk.actor)
    found = stories.sent(told)

    for model, changes, constraint in BROKEN:
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            model._default_manager.update(**changes)
    with (
        pytest.raises(IntegrityError, match=r"(?i)unique"),
        transaction.atomic(),
    ):
        Return.objects.create(
            edition=found.edition, organ=found.organ, sheet=found.sheet, changed_at=BEGUN
        )


def test_rows_name_themselves(told: House) -> None:
    record, found = stories.recorded(told.clerk.actor), stories.sent(told)

    assert str(record) == "微笑服务培训"
    assert str(found) == f"{told.edition.pk} {told.organ.pk} sent"
