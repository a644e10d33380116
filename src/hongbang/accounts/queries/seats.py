"""Which seats are whose today, lent ones included, and who sits where?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import F, Q, QuerySet

from hongbang.accounts import access
from hongbang.accounts.models import Delegation, Person, Seat, SecondFactor
from hongbang.accounts.rules import roles
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.refusal import NotFound
from hongbang.orgs.queries import Organisation


@dataclass(frozen=True, slots=True)
class Sitting:
    """Somebody in a seat: their own, or one that a colleague lent them."""

    seat: Seat
    person: Person
    lent: Delegation | None = None
    seen_at: datetime | None = field(default=None, compare=False)
    has_factor: bool = field(default=False, compare=False)

    @property
    def public_id(self) -> str:
        """Return the code by which this place is taken: the seat's, or the delegation's."""
        return self.lent.public_id if self.lent else self.seat.public_id

    @property
    def role(self) -> str:
        """Return the role of the seat."""
        return self.seat.role

    @property
    def needs_factor(self) -> bool:
        """Say whether this seat asks for a second factor, whatever else the person holds."""
        return roles.needs_second_factor([Role(self.role)])

    @property
    def organisation(self) -> Organisation:
        """Return the body that the seat stands in."""
        return self.seat.organisation

    @property
    def starts_on(self) -> date:
        """Return since when it may be taken."""
        return self.lent.starts_on if self.lent else self.seat.starts_on

    @property
    def ends_on(self) -> date | None:
        """Return until when it may be taken."""
        return self.lent.ends_on if self.lent else self.seat.ends_on

    @property
    def giver(self) -> Person | None:
        """Return for whom one acts here, where the seat is lent."""
        return self.seat.person if self.lent else None

    def actor(self, request: str, address: str) -> Actor:
        """Return who acts from here."""
        return Actor(
            self.person.public_id,
            Role(self.role),
            self.organisation.public_id,
            request,
            on_behalf_of=self.giver.public_id if self.giver else "",
            address=address,
        )


def seats_of(person: Person, day: date) -> QuerySet[Seat]:
    """Return the seats `person` holds on `day`, longest held first."""
    held = access.seats_on(day, Seat.objects.filter(person=person))
    return held.select_related("organisation", "person").order_by("starts_on", "pk")


def lent_to(person: str, day: date) -> QuerySet[Delegation]:
    """Return what is lent to the person of this public id on `day`, oldest first."""
    lent = access.lent_on(day, Delegation.objects.filter(to__public_id=person))
    return _whole(lent).order_by("starts_on", "pk")


def sittings_of(person: Person, day: date) -> list[Sitting]:
    """Return every place `person` may sit in on `day`: own seats first."""
    own = [Sitting(seat, seat.person) for seat in seats_of(person, day)]
    lent = [Sitting(one.seat, one.to, one) for one in lent_to(person.public_id, day)]
    return own + lent


def my_sittings(by: Actor, day: date) -> list[Sitting]:
    """Return every place that the person who acts may sit in."""
    mine = [Sitting(seat, seat.person) for seat in my_seats(by, day)]
    return mine + [Sitting(one.seat, one.to, one) for one in lent_to(by.person, day)]


def my_sitting(by: Actor, code: str, day: date) -> Sitting:
    """Return one of my places; refuses with `accounts.not_your_seat`."""
    for sitting in my_sittings(by, day):
        if sitting.public_id == code:
            return sitting
    raise NotFound("accounts.not_your_seat")


def my_seats(by: Actor, day: date) -> QuerySet[Seat]:
    """Return the seats of the person who acts."""
    mine = access.visible_to(by, access.seats_on(day, Seat.objects.all()))
    return mine.select_related("organisation", "person").order_by("starts_on", "pk")


def my_seat(by: Actor, code: str, day: date) -> Seat:
    """Return one of my own seats; refuses with `accounts.not_your_seat`."""
    seat = my_seats(by, day).filter(public_id=code).first()
    if seat is None:
        raise NotFound("accounts.not_your_seat")
    return seat


def my_place_count(by: Actor, day: date) -> int:
    """Count the places I may sit in, with one statement: every page of a desk asks."""
    own = access.visible_to(by, access.seats_on(day, Seat.objects.all())).values("pk")
    lent = access.lent_on(day, Delegation.objects.filter(to__public_id=by.person)).values("pk")
    return own.union(lent, all=True).count()


def sitting_in_session(code: str, visit: str, day: date) -> Sitting | None:
    """Return who sits where, if seat and session still stand: one statement for one's own seat."""
    seats = access.seats_on(day, Seat.objects.filter(public_id=code))
    own = (
        seats.filter(person__visits__public_id=visit, person__visits__ended_at__isnull=True)
        .annotate(seen_at=F("person__visits__seen_at"), factor=F("person__second_factor"))
        .select_related("person", "organisation")
        .first()
    )
    if own is not None:
        return _sitting(own, own.person, None, own)
    lent = access.lent_on(day, Delegation.objects.filter(public_id=code))
    one = (
        _whole(lent)
        .filter(to__visits__public_id=visit, to__visits__ended_at__isnull=True)
        .annotate(seen_at=F("to__visits__seen_at"), factor=F("to__second_factor"))
        .first()
    )
    return None if one is None else _sitting(one.seat, one.to, one, one)


def _sitting(seat: Seat, person: Person, lent: Delegation | None, row: Any) -> Sitting:
    """Put a place together from its row, which carries what was annotated."""
    return Sitting(seat, person, lent, row.seen_at, row.factor is not None)


def _whole(lent: QuerySet[Delegation]) -> QuerySet[Delegation]:
    return lent.select_related("to", "seat__person", "seat__organisation")


def needs_second_factor(person: Person, day: date) -> bool:
    """Say whether somebody's seats ask for a second factor."""
    return roles.needs_second_factor([Role(one.role) for one in sittings_of(person, day)])


def must_enrol(sitting: Sitting) -> bool:
    """Say whether this seat asks for a second factor that has not been set up yet."""
    if settings.HONGBANG_DEMO_WITHOUT_TOTP or not sitting.needs_factor:
        return False
    return not SecondFactor.objects.filter(person=sitting.person).exists()


def people_in(wanted: Iterable[Role], day: date, organisation: str = "") -> list[str]:
    """Return the public ids of everybody who sits in one of these roles on `day`."""
    seats = access.seats_on(day, Seat.objects.filter(role__in=[*wanted]))
    if organisation:
        seats = seats.filter(organisation__public_id=organisation)
    return [*seats.values_list("person__public_id", flat=True).distinct()]


def seats_of_role(role: Role, day: date) -> QuerySet[Seat]:
    """Return who sits in `role` on `day`."""
    held = access.seats_on(day, Seat.objects.filter(Q(role=role)))
    return held.select_related("person", "organisation").order_by("pk")


def delegations(by: Actor) -> QuerySet[Delegation]:
    """Return what was lent, as far as it concerns this seat, the newest first."""
    lent = access.lent_visible_to(by, Delegation.objects.all())
    return _whole(lent).order_by("-given_at", "-pk")


def delegation(by: Actor, code: str) -> Delegation:
    """Return one delegation; refuses with `NotFound` what does not concern this seat."""
    found = delegations(by).filter(public_id=code).first()
    if found is None:
        raise NotFound("accounts.lent_missing")
    return found


def colleagues(seat: Seat, day: date) -> QuerySet[Person]:
    """Return who else sits in the same organisation on `day`, by name."""
    others = access.seats_on(day, Seat.objects.filter(organisation=seat.organisation))
    ids = others.exclude(person=seat.person).values("person_id")
    return Person.objects.filter(pk__in=ids).order_by("name", "pk")
