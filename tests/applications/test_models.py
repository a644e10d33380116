"""Does each constraint of the tables hold when everything before it has failed?"""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from tests.applications import stories
from tests.applications.stories import House
from tests.cast import moment

from hongbang.applications.models import Application, Evidence, Return, Revision


def broken(rows: Any, changes: dict[str, Any], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        rows.update(**changes)


@pytest.mark.parametrize(
    ("begin", "changes", "constraint"),
    [
        ("begun", {"state": "returned"}, "applications_sent_is_dated"),
        ("begun", {"revision": 1}, "applications_sent_is_dated"),
        ("begun", {"submitted_at": moment()}, "applications_sent_is_dated"),
        ("submitted", {"submitted_at": None}, "applications_sent_is_dated"),
        ("submitted", {"state": "draft"}, "applications_"),
        ("submitted", {"state": "returned"}, "applications_held_by_who_must_act"),
        ("begun", {"withdrawn_reason": "无故"}, "applications_withdrawn_has_reason"),
        ("begun", {"withdrawn_at": moment()}, "applications_withdrawn_has_reason"),
        ("withdrawn", {"withdrawn_reason": ""}, "applications_withdrawn_has_reason"),
        ("withdrawn", {"withdrawn_at": None}, "applications_withdrawn_has_reason"),
        (
            "withdrawn",
            {"withdrawn_at": moment("2020-01-01 00:00")},
            "applications_withdrawn_has_reason",
        ),
    ],
)
def test_an_application_cannot_be_kept_wrong(
    begin: str, changes: dict[str, Any], constraint: str, told: House
) -> None:
    getattr(stories, begin)(told)

    broken(Application.objects.all(), changes, constraint)


def test_its_state_is_one_that_there_is(told: House) -> None:
    stories.submitted(told)
    at_home = {"state": "lost", "holder": told.unit}  # so that nothing else is wrong
    broken(Application.objects.all(), at_home, "applications_state_known")


def test_it_lies_with_who_must_act(told: House) -> None:
    stories.begun(told)
    broken(Application.objects.all(), {"holder": told.organ}, "held_by_who_must_act")


def test_what_was_sent_lies_with_another_body(told: House) -> None:
    stories.submitted(told)
    broken(Application.objects.all(), {"holder": told.unit}, "held_by_who_must_act")


def test_it_is_for_one_subject(told: House) -> None:
    stories.begun(told)

    broken(Application.objects.all(), {"nominee": told.nominee}, "applications_for_one")


@pytest.mark.parametrize("kind", ["team", "individual", "unit"])
def test_one_stands_for_each_subject(kind: str, told: House) -> None:
    first = stories.begun(told, kind=kind)
    copy = stories.fresh(first)
    copy.pk, copy.public_id = None, "ANOTHERCODE"

    with pytest.raises(IntegrityError), transaction.atomic():
        copy.save()


def test_a_revision_has_its_place_and_a_whole_digest(told: House) -> None:
    stories.resubmitted(told)

    broken(Revision.objects.filter(place=2), {"place": 1}, "(?i)unique")
    broken(Revision.objects.all(), {"digest": "short"}, "applications_digest_whole")


def test_a_return_says_why_and_evidence_what_it_answers(told: House) -> None:
    back = stories.returned(told)
    stories.attached(told, back.revision.application)

    broken(Return.objects.all(), {"reason": ""}, "applications_return_has_reason")
    broken(Evidence.objects.all(), {"field": ""}, "applications_evidence_answers")


def test_answers_lie_sealed(told: House) -> None:
    stories.submitted(told)

    with connection.cursor() as cursor:
        for table in ("applications_application", "applications_revision"):
            cursor.execute(f"SELECT answers FROM {table}")  # noqa: S608 - our tables
            assert "13800000000" not in str(cursor.fetchall())
