"""Does each constraint on people and seats hold?"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Model
from tests.accounts import stories
from tests.accounts.conftest import Organ
from tests.cast import Member, moment

from hongbang.accounts import operations as accounts
from hongbang.accounts.models import (
    Consent,
    Delegation,
    FailedTry,
    Invitation,
    OneTimeCode,
    Person,
    RecoveryCode,
    Registration,
    Seat,
    Visit,
)
from hongbang.kernel.actor import Role


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"role": "king"}, "accounts_role_known"),
        ({"role": "nobody"}, "accounts_role_known"),
        ({"ends_on": date(2025, 1, 1)}, "accounts_seat_ends_after_start"),
    ],
)
def test_a_seat_cannot_be_kept_wrong(
    changes: dict[str, Any], constraint: str, company: dict[Role, Member]
) -> None:
    seats = Seat.objects.filter(pk=company[Role.EXPERT].seat.pk)

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        seats.update(**changes)


def test_rows_say_who_they_are(company: dict[Role, Member]) -> None:
    failed = FailedTry(address="203.0.113.9", at=moment())

    assert str(company[Role.EXPERT].seat) == "演员expert · expert"
    assert str(failed) == "203.0.113.9 2026-11-10 10:00"


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"email_key": None, "mobile_key": None}, "accounts_person_reachable"),
        ({"name": ""}, "accounts_named"),
    ],
)
def test_a_person_is_named_and_reachable(
    changes: dict[str, Any], constraint: str, company: dict[Role, Member]
) -> None:
    people = Person.objects.filter(pk=company[Role.EXPERT].person.pk)

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        people.update(**changes)


def test_two_people_never_share_a_contact(company: dict[Role, Member]) -> None:
    expert, auditor = company[Role.EXPERT].person, company[Role.AUDITOR].person

    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(pk=expert.pk).update(email_key=auditor.email_key)


@pytest.mark.parametrize("changes", [{"suspended_at": moment()}, {"suspended_reason": "x"}])
def test_a_suspended_seat_says_since_when_and_why(
    changes: dict[str, Any], company: dict[Role, Member]
) -> None:
    with pytest.raises(IntegrityError, match="suspended_with_reason"), transaction.atomic():
        Seat.objects.filter(pk=company[Role.EXPERT].seat.pk).update(**changes)


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"ends_on": date(2026, 1, 1)}, "accounts_lent_ends_after_start"),
        ({"reason": ""}, "accounts_lent_with_reason"),
    ],
)
def test_a_delegation_cannot_be_kept_wrong(
    changes: dict[str, Any], constraint: str, organ: Organ
) -> None:
    lent = accounts.lend(
        organ.head.seat, stories.lending(organ.clerk), by=organ.head.actor, at=moment()
    )

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Delegation.objects.filter(pk=lent.pk).update(**changes)
    lent.pk, lent.public_id = None, "ANOTHER"
    with pytest.raises(IntegrityError), transaction.atomic():
        lent.save()


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"role": "king"}, "accounts_invited_role_known"),
        ({"accepted_at": moment()}, "accounts_invited_accepted_by_somebody"),
        ({"accepted_at": moment(), "withdrawn_at": moment()}, "accounts_invited"),
    ],
)
def test_an_invitation_cannot_be_kept_wrong(
    changes: dict[str, Any], constraint: str, organ: Organ
) -> None:
    one = stories.invited(organ.head.actor, organ.body, Role.ORGAN_CLERK)

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Invitation.objects.filter(pk=one.pk).update(**changes)


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"state": "lost"}, "accounts_registration_state_known"),
        ({"due_on": None}, "accounts_registration_sent_dated"),
        ({"state": "returned"}, "accounts_registration_no_has_reason"),
        ({"state": "refused", "decided_at": moment()}, "accounts_registration_no_has_reason"),
        ({"state": "accepted"}, "accounts_registration_yes_has_unit"),
    ],
)
def test_a_registration_cannot_be_kept_wrong(
    changes: dict[str, Any], constraint: str, organ: Organ
) -> None:
    one = stories.registered(organ.body)

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Registration.objects.filter(pk=one.pk).update(**changes)


@pytest.mark.parametrize(
    ("model", "row", "constraint"),
    [
        (OneTimeCode, {"purpose": "else"}, "accounts_code_purpose_known"),
        (OneTimeCode, {"expires_at": moment("2026-11-09 10:00")}, "accounts_code_expires"),
        (Visit, {"ended_at": moment("2026-11-09 10:00")}, "accounts_visit_ends_after_start"),
    ],
)
def test_codes_and_visits_cannot_be_kept_wrong(
    model: type[Model], row: dict[str, Any], constraint: str, company: dict[Role, Member]
) -> None:
    good = {
        OneTimeCode: {
            "purpose": "reset",
            "subject": "s",
            "handle": "h",
            "digest": "d",
            "sent_at": moment(),
            "expires_at": moment("2026-11-10 10:30"),
        },
        Visit: {
            "person": company[Role.EXPERT].person,
            "since": moment(),
            "seen_at": moment(),
        },
    }[model]

    model._default_manager.create(**good)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        model._default_manager.filter(pk__gte=0).update(**row)


def test_consent_is_kept_once_for_each_version(company: dict[Role, Member]) -> None:
    expert = company[Role.EXPERT].person
    Consent.objects.create(person=expert, text_version="1", at=moment())

    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.create(person=expert, text_version="1", at=moment())


def test_nothing_readable_lies_in_the_table(organ: Organ) -> None:
    one = stories.registered(organ.body, mobile="13800138000")
    stories.invited(organ.head.actor, organ.body, Role.ORGAN_CLERK)
    stories.enrolled(organ.head)

    with connection.cursor() as cursor:
        raw = []
        for table in ("person", "registration", "invitation", "secondfactor", "onetimecode"):
            cursor.execute(f"SELECT * FROM accounts_{table}")  # noqa: S608 - our own names
            raw += [str(row) for row in cursor.fetchall()]

    for word in (organ.head.login, one.email, "13800138000", "zhao@new.example", stories.SECRET):
        assert not [row for row in raw if word in row]


def test_every_row_says_who_it_is(organ: Organ) -> None:
    one = stories.registered(organ.body)
    invited = stories.invited(organ.head.actor, organ.body, Role.ORGAN_CLERK)
    lent = accounts.lend(
        organ.head.seat, stories.lending(organ.clerk), by=organ.head.actor, at=moment()
    )
    factor = stories.enrolled(organ.head)
    code = OneTimeCode.objects.order_by("pk")[0]
    visit = Visit(person=organ.head.person, since=moment())
    consent = Consent(person=organ.head.person, text_version="1")

    assert [str(row) for row in (one, invited, lent, factor, visit, consent)] == [
        "示范书店有限公司",
        "赵新人 · organ_clerk",
        "方负责 · organ_head → 何经办",
        "方负责",
        f"方负责 {moment():%Y-%m-%d %H:%M}",
        "方负责 1",
    ]
    assert str(code) == f"register {one.public_id}"
    assert str(RecoveryCode.objects.all()[0]) == "方负责"
