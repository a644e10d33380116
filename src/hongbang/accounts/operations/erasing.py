"""How does somebody leave, so that nothing of them stays but what must? (PIPL article 47)"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db.models import Q, QuerySet

from hongbang.accounts import access, queries
from hongbang.accounts.models import (
    Delegation,
    FailedTry,
    Invitation,
    OneTimeCode,
    Person,
    RecoveryCode,
    Registration,
    Seat,
    SecondFactor,
    Visit,
)
from hongbang.accounts.rules import roles
from hongbang.accounts.rules.commands import Because
from hongbang.audit import operations as audit
from hongbang.audit import queries as ledger
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.period import beijing_day
from hongbang.kernel.refusal import IllegalMove, RuleBroken
from hongbang.kernel.search import search_text
from hongbang.kernel.subject import Subject
from hongbang.outbox import operations as outbox

GONE = "已注销"
DUE_DAYS = 15


@audit.deed
def ask_erasure(command: Because, *, by: Actor, at: datetime) -> Person:
    """Ask that my account is closed and what is kept about me is deleted.

    Refuses: `accounts.erasure_asked`.
    """
    access.require("ask_erasure", by)
    open_one = Person.objects.filter(public_id=by.person, erasure_asked_at__isnull=True)
    if open_one.update(erasure_asked_at=at) != 1:
        raise IllegalMove("accounts.erasure_asked")
    asking = queries.myself(by)
    audit.record(
        "accounts.erasure.asked",
        by=by,
        at=at,
        subjects=[asking.subject],
        said={"reason": command.reason.strip()},
    )
    guards = queries.recipients_in([Role.SECURITY_ADMIN], beijing_day(at))
    outbox.post(
        "accounts.erasure_asked",
        to=guards,
        params={"name": asking.name, "days": str(DUE_DAYS)},
        link="",
        at=at,
    )
    return asking


@audit.deed
def take_back_erasure(*, by: Actor, at: datetime) -> Person:
    """Take my request back.

    Refuses: `accounts.erasure_not_asked`.
    """
    access.require("ask_erasure", by)
    asked = Person.objects.filter(public_id=by.person, erasure_asked_at__isnull=False)
    if asked.update(erasure_asked_at=None) != 1:
        raise IllegalMove("accounts.erasure_not_asked")
    staying = queries.myself(by)
    audit.record("accounts.erasure.taken_back", by=by, at=at, subjects=[staying.subject])
    return staying


@audit.deed
def erase(person: Person, command: Because, *, by: Actor, at: datetime) -> Person:
    """Close an account for good and delete what is kept about its owner.

    What they did stays in the ledger under their public id; the words beside it go, and the
    chain still stands. What units have handed in is theirs, and stays.

    Refuses: `accounts.security_only`, `accounts.yourself`, `accounts.no_reason`,
    `accounts.erased_already`.
    """
    access.require("erase", by)
    leaving = queries.person_to_erase(person.public_id)
    roles.check_reason(command.reason)
    if leaving.public_id == by.person:
        raise RuleBroken("accounts.yourself")
    if leaving.erased_at is not None:
        raise IllegalMove("accounts.erased_already")
    contacts = [word for word in (leaving.email, leaving.mobile) if word]
    subjects = _things_of(leaving)
    _unseat(leaving, at)
    outbox.erase_person(leaving.public_id, [leaving.name, *contacts], ["accounts"])
    _forget(leaving)
    _blank(leaving, at)
    for told, names in _told_of(leaving.public_id, subjects, contacts):
        audit.erase(told, names=names, reason=command.reason, by=Actor.system(by.request), at=at)
    audit.record(
        "accounts.person.erased",
        by=by,
        at=at,
        subjects=[leaving.subject],
        said={"reason": command.reason.strip()},
    )
    return leaving


def _told_of(
    person: str, subjects: list[Subject], contacts: list[str]
) -> Iterator[tuple[set[int], list[str]]]:
    """Find what the ledger's side table says of somebody, and from where they acted."""
    if spoken := ledger.about_any(subjects) | ledger.saying(contacts):
        yield spoken, []
    if placed := ledger.told_from(person):
        yield placed, ["address"]


def _things_of(person: Person) -> list[Subject]:
    """Name everything of a person that the ledger speaks of."""
    mine: list[QuerySet[Seat] | QuerySet[Visit] | QuerySet[Invitation] | QuerySet[Registration]] = [
        Visit.objects.filter(person=person),
        Invitation.objects.filter(person=person),
        Registration.objects.filter(person=person),
    ]
    return [person.subject, *(one.subject for things in mine for one in things)]


def _unseat(person: Person, at: datetime) -> None:
    """End the seats and what was lent by or to the person."""
    today = beijing_day(at)
    held = Seat.objects.filter(person=person).filter(Q(ends_on__isnull=True) | Q(ends_on__gt=today))
    held.filter(starts_on__lte=today).update(ends_on=today)
    for seat in held.filter(starts_on__gt=today):
        Seat.objects.filter(pk=seat.pk).update(ends_on=seat.starts_on)
    lent = Delegation.objects.filter(Q(to=person) | Q(seat__person=person))
    lent.filter(revoked_at__isnull=True).update(revoked_at=at)


def _forget(person: Person) -> None:
    """Delete keys, codes, sessions and tries, and blank the ways by which they came in."""
    for table in (SecondFactor, RecoveryCode, Visit):
        table._default_manager.filter(person=person).delete()  # noqa: SLF001 - Django's public name
    OneTimeCode.objects.filter(subject=person.public_id).delete()
    FailedTry.objects.filter(person=person.public_id).delete()
    invited = Invitation.objects.filter(person=person)
    invited.update(name=GONE, contact="", contact_key="", search_text="")
    for one in Registration.objects.filter(person=person):
        _blank_registration(one)


def _blank(person: Person, at: datetime) -> None:
    person.name, person.email, person.mobile = GONE, "", ""
    person.email_key = person.mobile_key = None
    person.password = make_password(None)
    person.is_active, person.blocked_reason, person.search_text = False, "", ""
    person.erased_at, person.version = at, person.version + 1
    person.save()


def _blank_registration(one: Registration) -> None:
    search = search_text(one.unit_name, one.credit_code)
    Registration.objects.filter(pk=one.pk).update(
        applicant=GONE, mobile="", email="", password="", search_text=search
    )
