"""What can be done with people, seats and sign-in? The only writer of this room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from hongbang.accounts import access, queries
from hongbang.accounts.models import FailedTry, Person, Seat
from hongbang.accounts.queries import Proven, SignIn
from hongbang.accounts.rules.address import network_of
from hongbang.audit import operations as audit
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.period import beijing_day
from hongbang.kernel.refusal import RuleBroken
from hongbang.kernel.search import plain
from hongbang.orgs.models import Organisation


@dataclass(frozen=True, slots=True)
class AddPerson:
    """Somebody to register: name, sign-in name, first password."""

    name: str
    login: str
    password: str


@dataclass(frozen=True, slots=True)
class GrantSeat:
    """A role in an organisation for somebody, from a day, perhaps until a day."""

    person: Person
    organisation: Organisation
    role: Role
    starts_on: date
    ends_on: date | None = None


@audit.deed
def add_person(command: AddPerson, *, by: Actor, at: datetime) -> Person:
    """Register somebody who will sign in.

    Refuses: `accounts.not_yours`, `accounts.login_taken`, `accounts.weak_password`.
    """
    access.require("add", by)
    _refuse_weak(command.password)
    login = plain(command.login)
    if queries.is_login_taken(login):
        raise RuleBroken("accounts.login_taken", {"login": login})
    person = Person.objects.create(
        name=command.name, login=login, password=make_password(command.password)
    )
    audit.record(
        "accounts.person.added",
        by=by,
        at=at,
        subjects=[person.subject],
        said={"name": person.name},
    )
    return person


@audit.deed
def grant_seat(command: GrantSeat, *, by: Actor, at: datetime) -> Seat:
    """Give somebody a seat.

    Refuses: `accounts.not_yours`.
    """
    access.require("grant", by)
    seat = Seat.objects.create(
        person=command.person,
        organisation=command.organisation,
        role=command.role,
        starts_on=command.starts_on,
        ends_on=command.ends_on,
    )
    audit.record(
        "accounts.seat.granted",
        by=by,
        at=at,
        subjects=[seat.subject, command.person.subject, command.organisation.subject],
        said={"role": str(command.role)},
    )
    return seat


@audit.deed
def sign_in(proven: Proven, *, by: Actor, at: datetime) -> Seat:
    """Let somebody in whose password was right, and return the seat to sit down in.

    Refuses: `accounts.locked`, `accounts.no_seat`.
    """
    access.require("sign_in", by)
    queries.refuse_locked(proven.person.login, by.address, at)
    seat = queries.seats_of(proven.person, beijing_day(at)).first()
    if seat is None:
        raise RuleBroken("accounts.no_seat")
    sitting = Actor(
        proven.person.public_id,
        Role(seat.role),
        seat.organisation.public_id,
        by.request,
        address=by.address,
    )
    audit.record(
        "accounts.person.signed_in",
        by=sitting,
        at=at,
        subjects=[proven.person.subject],
        said={"address": by.address},
    )
    return seat


@audit.deed
def note_failed_sign_in(command: SignIn, *, by: Actor, at: datetime) -> FailedTry:
    """Keep a failed try, so that the next ones can be refused.

    Refuses: `accounts.locked`, so that a locked name fills neither table nor ledger.
    """
    access.require("sign_in", by)
    queries.refuse_locked(command.login, by.address, at)
    failed = FailedTry.objects.create(
        login_digest=queries.login_digest(command.login),
        address=network_of(by.address),
        at=at,
    )
    audit.record(  # never the name as typed: it may be a password in the wrong field
        "accounts.sign_in.failed",
        by=by,
        at=at,
        subjects=[person.subject for person in queries.named(command.login)],
    )
    return failed


@audit.deed
def sign_out(*, by: Actor, at: datetime) -> None:
    """Leave the desk."""
    access.require("sign_out", by)
    audit.record("accounts.person.signed_out", by=by, at=at, subjects=[])


@audit.deed
def take_seat(seat: Seat, *, by: Actor, at: datetime) -> Seat:
    """Move to another seat of mine.

    Refuses: `accounts.not_your_seat`.
    """
    access.require("take", by)
    taken = queries.my_seat(by, seat.public_id, beijing_day(at))
    audit.record("accounts.seat.taken", by=by, at=at, subjects=[taken.subject])
    return taken


def _refuse_weak(password: str) -> None:
    try:
        validate_password(password)
    except ValidationError as weak:
        raise RuleBroken("accounts.weak_password", {"why": " ".join(weak.messages)}) from None
