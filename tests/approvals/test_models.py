"""Does each constraint of the tables hold when everything before it has failed?"""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.approvals import stories
from tests.approvals.stories import Table
from tests.cast import moment

from hongbang.approvals.models import Decision, DepartmentCheck, Resolution, Supplement

EARLY = moment("2020-01-01 00:00")
OPEN, DONE = {"state": "asked"}, {"state": "answered"}
OWED, SAID = {"state": "owed"}, {"state": "approved"}
BROKEN: list[tuple[Any, dict[str, Any], dict[str, Any], str]] = [
    (DepartmentCheck, OPEN, {"state": "lost"}, "approvals_check_state_known"),
    (DepartmentCheck, OPEN, {"department": ""}, "approvals_check_names_it"),
    (DepartmentCheck, OPEN, {"due_on": "2020-01-01"}, "approvals_due_after_asked"),
    (DepartmentCheck, OPEN, {"result": "none"}, "approvals_answered_has_result"),
    (DepartmentCheck, DONE, {"result": "perhaps"}, "approvals_answered_has_result"),
    (DepartmentCheck, DONE, {"answered_at": None}, "approvals_answered_has_result"),
    (Resolution, {"place": 2}, {"state": "lost"}, "approvals_state_known"),
    (Resolution, {"place": 2}, {"digest": "short"}, "approvals_digest_whole"),
    (Resolution, {"place": 2}, {"place": 1}, "(?i)unique"),
    (Resolution, {"place": 1}, {"state": "submitted"}, "(?i)unique"),
    (Resolution, {"place": 2}, {"passed_at": EARLY}, "approvals_passed_is_dated"),
    (Decision, OWED, {"state": "lost", "digest": "d", "decided_at": EARLY}, "state_known"),
    (Decision, OWED, {"opinion": "无"}, "approvals_decided_names_content"),
    (Decision, SAID, {"digest": ""}, "approvals_decided_names_content"),
    (Decision, SAID, {"decided_at": None}, "approvals_decided_names_content"),
    (Decision, SAID, {"state": "sent_back"}, "approvals_return_says_why"),
    (Supplement, {}, {"place": 1}, "(?i)unique"),
    (Supplement, {"place": 1}, {"digest": "short"}, "approvals_supplement_digest_whole"),
    (Supplement, {"place": 1}, {"reason": ""}, "approvals_strike_has_reason"),
]


def test_nothing_can_be_kept_wrong(told: Table) -> None:
    stories.answered(stories.asked(told), told)
    stories.submitted(told)
    stories.changed_list(told)
    put = stories.passed(told)
    stories.struck(told, put, "B")
    stories.struck(told, put, "C")
    stories.asked(told, "A")
    written = [str(one.objects.first()) for one in (DepartmentCheck, Resolution, Decision)]

    for table, rows, changes, constraint in BROKEN:
        found = table.objects.filter(**rows)
        assert found.exists(), (table, rows)
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            found.update(**changes)

    copy = Decision.objects.all()[0]
    copy.pk, copy.public_id = None, "ANOTHERCODE"
    with pytest.raises(IntegrityError, match=r"(?i)unique"), transaction.atomic():
        copy.save()
    assert written[0] == "示范区市场监管局"
    assert str(Supplement.objects.first()).endswith("+ 1")
