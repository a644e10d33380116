"""Who leaves, or must be forgotten because time is up?"""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from hongbang.accounts.models import Person, Seat
from hongbang.kernel.refusal import NotFound


def person_to_erase(code: str) -> Person:
    """Return one person, active or not, for the deed that erases; refuses with `NotFound`."""
    person = Person.objects.filter(public_id=code).first()
    if person is None:
        raise NotFound("accounts.person_missing")
    return person


def due_to_leave(day: date) -> list[Person]:
    """Return who has had no seat since before `day` and has not been erased."""
    held = Seat.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))
    ever = Person.objects.filter(erased_at__isnull=True, seats__isnull=False).distinct()
    return [*ever.exclude(pk__in=held.values("person"))[:20]]


def asking_to_leave() -> QuerySet[Person]:
    """Return who has asked to be erased and still waits, the first one first."""
    waiting = Person.objects.filter(erasure_asked_at__isnull=False, erased_at__isnull=True)
    return waiting.order_by("erasure_asked_at", "pk")
