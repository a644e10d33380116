"""Who is this, which seats are theirs today, and who sits where?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db.models import Count, Q, QuerySet

from hongbang.accounts import access
from hongbang.accounts.models import FailedTry, Person
from hongbang.accounts.models import Seat as Seat  # others name rows, they hold no tables
from hongbang.accounts.rules.address import network_of
from hongbang.accounts.rules.lockout import Limits, is_locked
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.canon import sha256_hex
from hongbang.kernel.refusal import NotFound, RuleBroken


@dataclass(frozen=True, slots=True)
class SignIn:
    """A sign-in name and a password, as typed."""

    login: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Proven:
    """Somebody whose password was right."""

    person: Person


def is_login_taken(login: str) -> bool:
    """Say whether somebody signs in by this name."""
    return Person.objects.filter(login=login).exists()


def seats_of(person: Person, day: date) -> QuerySet[Seat]:
    """Return the seats `person` holds on `day`, longest held first."""
    held = access.seats_on(day, Seat.objects.filter(person=person))
    return held.select_related("organisation").order_by("starts_on", "pk")


def my_seats(by: Actor, day: date) -> QuerySet[Seat]:
    """Return the seats of the person who acts."""
    mine = access.visible_to(by, access.seats_on(day, Seat.objects.all()))
    return mine.select_related("organisation", "person").order_by("starts_on", "pk")


def my_seat(by: Actor, code: str, day: date) -> Seat:
    """Return one of my seats; refuses with `accounts.not_your_seat`."""
    seat = my_seats(by, day).filter(public_id=code).first()
    if seat is None:
        raise NotFound("accounts.not_your_seat")
    return seat


def seat_in_session(code: str, day: date) -> Seat | None:
    """Return the seat a session says it sits in, if it is still held."""
    seats = access.seats_on(day, Seat.objects.filter(public_id=code))
    return seats.select_related("person", "organisation").first()


def people_in(roles: Iterable[Role], day: date) -> list[str]:
    """Return the public ids of everybody who sits in one of `roles` on `day`."""
    seats = access.seats_on(day, Seat.objects.filter(role__in=[*roles]))
    return [*seats.values_list("person__public_id", flat=True).distinct()]


def names_of(people: Iterable[str]) -> dict[str, str]:
    """Return the names behind public ids."""
    wanted = Person.objects.filter(public_id__in=set(people))
    return dict(wanted.values_list("public_id", "name"))


def prove(command: SignIn, address: str, at: datetime) -> Proven | None:
    """Return whose password this is, or nothing.

    An unknown name costs the same time as a known one (reliability S14). Slow on purpose,
    so it stands outside the deed that signs in.

    Refuses: `accounts.locked`.
    """
    refuse_locked(command.login, address, at)
    person = Person.objects.filter(login=command.login, is_active=True).first()
    if person is None:
        make_password(command.password)
        return None
    return Proven(person) if check_password(command.password, person.password) else None


def refuse_locked(login: str, address: str, at: datetime) -> None:
    """Refuse with `accounts.locked` after too many failed tries from `address`."""
    limits: Limits = settings.HONGBANG_LOCKOUT
    recent = FailedTry.objects.filter(
        address=network_of(address), at__gt=at - timedelta(minutes=limits.minutes)
    )
    counted = recent.aggregate(
        here=Count("pk", filter=Q(login_digest=login_digest(login))), address=Count("pk")
    )
    if is_locked(from_here=counted["here"], from_address=counted["address"], limits=limits):
        raise RuleBroken("accounts.locked", {"minutes": limits.minutes})


def named(login: str) -> QuerySet[Person]:
    """Return who signs in by this name: one person, or nobody."""
    return Person.objects.filter(login=login)


def login_digest(login: str) -> str:
    """Return what is kept of a sign-in name that failed."""
    return sha256_hex(login.encode())


def seats_of_role(role: Role, day: date) -> QuerySet[Seat]:
    """Return who sits in `role` on `day`."""
    held = access.seats_on(day, Seat.objects.filter(Q(role=role)))
    return held.select_related("person", "organisation").order_by("pk")
