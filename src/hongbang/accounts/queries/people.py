"""Who are my colleagues, what do I look like to the house, and how is somebody told?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from hongbang.accounts import access
from hongbang.accounts.models import Person, Seat, SecondFactor, Visit
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.refusal import NotFound
from hongbang.kernel.search import search_terms
from hongbang.outbox.rules.recipients import Recipient


@dataclass(frozen=True, slots=True)
class PeopleFilters:
    """What the list of colleagues is narrowed to; `state` is held, suspended, ended or all."""

    query: str = ""
    role: str = ""
    state: str = "held"


def people(by: Actor, filters: PeopleFilters, day: date) -> QuerySet[Seat]:
    """Return the seats of the people this seat answers for, by body and name."""
    seats = access.people_visible_to(by, Seat.objects.all()).filter(_asked(filters, day))
    factor = SecondFactor.objects.filter(person=OuterRef("person"))
    return (
        seats.select_related("person", "organisation")
        .annotate(has_factor=Exists(factor), last_seen=Max("person__visits__seen_at"))
        .order_by("organisation__name", "person__name", "pk")
    )


def _asked(filters: PeopleFilters, day: date) -> Q:
    asked = Q()
    for term in search_terms(filters.query):
        asked &= Q(person__search_text__contains=term) | Q(organisation__search_text__contains=term)
    if filters.role:
        asked &= Q(role=filters.role)
    open_end = Q(ends_on__isnull=True) | Q(ends_on__gte=day)
    match filters.state:
        case "held":
            asked &= open_end & Q(suspended_at__isnull=True)
        case "suspended":
            asked &= Q(suspended_at__isnull=False)
        case "ended":
            asked &= Q(ends_on__lt=day)
    return asked


def colleague(by: Actor, code: str) -> Seat:
    """Return one seat that this seat answers for; refuses with `NotFound`."""
    seats = access.people_visible_to(by, Seat.objects.filter(public_id=code))
    seat = seats.select_related("person", "organisation").first()
    if seat is None:
        raise NotFound("accounts.seat_missing")
    return seat


def myself(by: Actor) -> Person:
    """Return the person who acts; refuses with `NotFound`."""
    person = Person.objects.filter(public_id=by.person).first() if by.person else None
    if person is None:
        raise NotFound("accounts.person_missing")
    return person


def person_behind(code: str) -> Person | None:
    """Return the active person of this public id, for a sign-in that is half done."""
    return Person.objects.filter(public_id=code, is_active=True).first()


def my_visits(by: Actor, since: datetime) -> QuerySet[Visit]:
    """Return the browsers I am signed in with that were seen after `since`, the last one first."""
    mine = Visit.objects.filter(person__public_id=by.person, ended_at__isnull=True)
    return mine.filter(seen_at__gte=since).order_by("-seen_at", "-pk")


def recipient(person: Person) -> Recipient:
    """Return how somebody is told."""
    return Recipient(person.public_id, email=person.email, mobile=person.mobile)


def recipients_in(roles: Iterable[Role], day: date, organisation: str = "") -> list[Recipient]:
    """Return how everybody is told who sits in one of these roles on `day`."""
    seats = access.seats_on(day, Seat.objects.filter(role__in=[*roles]))
    if organisation:
        seats = seats.filter(organisation__public_id=organisation)
    found = {seat.person_id: seat.person for seat in seats.select_related("person").order_by("pk")}
    return [recipient(person) for person in found.values()]
