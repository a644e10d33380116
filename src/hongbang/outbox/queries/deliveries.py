"""Which letters are on their way, have left, or need somebody's look?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from hongbang.audit.models import Entry
from hongbang.kernel.actor import Actor
from hongbang.kernel.period import end_of, start_of
from hongbang.kernel.refusal import NotFound
from hongbang.outbox import access
from hongbang.outbox.models import Delivery
from hongbang.outbox.rules.lifecycle import DELIVERY, DOUBTFUL, ENDED, FAILED


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list of deliveries is narrowed to."""

    query: str = ""
    state: str = ""
    way: str = ""


def deliveries(by: Actor, filters: Filters) -> QuerySet[Delivery]:
    """Return the deliveries this seat oversees, newest first."""
    found = access.overseen_by(by, Delivery.objects.all())
    if filters.state:
        found = found.filter(state=filters.state)
    if filters.way:
        found = found.filter(way=filters.way)
    for term in filters.query.split()[:4]:
        found = found.filter(search_of(term))
    return found.order_by("-asked_at", "-pk")


def search_of(term: str) -> Q:
    """Look for a message's code, a person's or a delivery's public id, or an effect key."""
    return (
        Q(code__icontains=term)
        | Q(to__iexact=term)
        | Q(public_id__iexact=term)
        | Q(effect_key__istartswith=term)
    )


def delivery(by: Actor, code: str) -> Delivery:
    """Return one delivery; refuses with `outbox.no_delivery`."""
    found = access.overseen_by(by, Delivery.objects.filter(public_id=code)).first()
    if found is None:
        raise NotFound("outbox.no_delivery")
    return found


def counts(by: Actor) -> dict[str, int]:
    """Count the deliveries in each state."""
    found = access.overseen_by(by, Delivery.objects.all()).order_by().values("state")
    told = dict(found.annotate(n=Count("pk")).values_list("state", "n"))
    return {state: told.get(state, 0) for state in DELIVERY.states}


def needs_a_look(by: Actor) -> int:
    """Count the letters that only a person can help on."""
    stuck = Delivery.objects.filter(state__in=[FAILED, DOUBTFUL])
    return access.overseen_by(by, stuck).count()


def ended_on(day: date) -> dict[str, int]:
    """Count how the deliveries that ended on a Beijing day ended."""
    ended = Delivery.objects.filter(ended_at__gte=start_of(day), ended_at__lt=end_of(day))
    told = dict(ended.order_by().values("state").annotate(n=Count("pk")).values_list("state", "n"))
    return {state: told.get(state, 0) for state in ENDED}


def has_ended(day: date) -> bool:
    """Say whether any letter ended on a Beijing day, so that there is something to record."""
    return any(ended_on(day).values())


def is_counted(day: date) -> bool:
    """Say whether the totals of a Beijing day have been recorded, which is done the day after."""
    counted = Entry.objects.filter(verb="outbox.deliveries.counted", at__gte=end_of(day))
    return counted.exists()
