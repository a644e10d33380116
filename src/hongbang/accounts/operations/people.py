"""How are people registered, seated and put right?"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from hongbang.accounts import access, queries
from hongbang.accounts.models import Person, Seat
from hongbang.accounts.rules import roles
from hongbang.accounts.rules.contact import email_of, mobile_of
from hongbang.audit import operations as audit
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.refusal import RuleBroken
from hongbang.kernel.search import plain, search_text
from hongbang.orgs.models import Organisation

NAME_MAX = 60


@dataclass(frozen=True, slots=True)
class AddPerson:
    """Somebody to register: name, mobile number or e-mail, first password."""

    name: str
    login: str
    password: str = field(repr=False)


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

    Refuses: `accounts.not_yours`, `accounts.bad_contact`, `accounts.login_taken`,
    `accounts.weak_password`.
    """
    access.require("add", by)
    person = enter(
        command.name,
        email=email_of(command.login),
        mobile=mobile_of(command.login),
        hashed=queries.hashed(command.password),
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

    Refuses: `accounts.not_yours`, `accounts.admins_apart`.
    """
    access.require("grant", by)
    seat = seat_down(command)
    audit.record(
        "accounts.seat.granted",
        by=by,
        at=at,
        subjects=[seat.subject, command.person.subject, command.organisation.subject],
        said={"role": str(command.role)},
    )
    return seat


@audit.deed
def rename(name: str, *, by: Actor, at: datetime) -> Person:
    """Put my own name right.

    Refuses: `accounts.no_name`.
    """
    access.require("profile", by)
    person = queries.myself(by)
    if not plain(name) or len(name.strip()) > NAME_MAX:
        raise RuleBroken("accounts.no_name")
    Person.objects.filter(pk=person.pk).update(
        name=name.strip(), search_text=search_text(name), version=person.version + 1
    )
    audit.record(
        "accounts.person.renamed",
        by=by,
        at=at,
        subjects=[person.subject],
        said={"name": name.strip()},
    )
    return queries.myself(by)


def enter(name: str, *, email: str, mobile: str, hashed: str) -> Person:
    """Write a person; an instrument used inside a deed.

    Refuses: `accounts.bad_contact`, `accounts.login_taken`.
    """
    if not (email or mobile):
        raise RuleBroken("accounts.bad_contact")
    for contact in filter(None, (email, mobile)):
        if queries.is_login_taken(contact):
            raise RuleBroken("accounts.login_taken", {"login": contact})
    return Person.objects.create(
        name=name.strip(),
        password=hashed,
        search_text=search_text(name),
        **queries.contacts(email, mobile),
    )


def seat_down(command: GrantSeat) -> Seat:
    """Write a seat; an instrument used inside a deed.

    Refuses: `accounts.admins_apart`, `accounts.seat_held`.
    """
    held = [Role(seat.role) for seat in queries.seats_of(command.person, command.starts_on)]
    roles.check_apart(held, command.role)
    same = Seat.objects.filter(
        person=command.person, organisation=command.organisation, role=command.role
    )
    if same.filter(starts_on=command.starts_on).exists():
        raise RuleBroken("accounts.seat_held")
    return Seat.objects.create(
        person=command.person,
        organisation=command.organisation,
        role=command.role,
        starts_on=command.starts_on,
        ends_on=command.ends_on,
    )
