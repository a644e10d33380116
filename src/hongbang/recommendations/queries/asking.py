"""What waits at the office, and what do later rooms, units and desks ask?"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, Q, QuerySet

from hongbang.applications import queries as applications
from hongbang.applications.queries import Application
from hongbang.applications.rules import calling
from hongbang.applications.rules.lifecycle import RETURNED, SUBMITTED
from hongbang.kernel.actor import Actor
from hongbang.kernel.search import search_terms
from hongbang.orgs.queries import Organisation
from hongbang.programmes.queries import Category
from hongbang.recommendations.models import (
    Opinion,
    Recommendation,
    Transmittal,
)
from hongbang.recommendations.queries.reading import (
    HEAVY,
    NAMED,
    SENT,
    STAGE,
    TOGETHER,
    Filters,
    visible,
    worklist,
)
from hongbang.recommendations.rules.lifecycle import (
    ACCEPTED,
    AT_OFFICE,
    DECLINED,
    FORWARDED,
    INELIGIBLE,
    PUT_FORWARD,
)
from hongbang.recommendations.rules.listing import Standing


def intake(by: Actor, filters: Filters) -> QuerySet[Recommendation]:
    """Return what was sent up, as filtered, in the order of the lists.

    `stand` narrows to a state; "declined" to what was not put forward.
    """
    found = Recommendation.objects.filter(state__in=AT_OFFICE, application__in=visible(by))
    for term in search_terms(filters.query):
        found = found.filter(application__search_text__contains=term)
    if filters.category:
        found = found.filter(application__category__public_id=filters.category)
    if filters.stand == "declined":
        found = found.exclude(verdict__in=PUT_FORWARD)
    elif filters.stand:
        found = found.filter(state=filters.stand, verdict__in=PUT_FORWARD)
    together = (f"application__{name}" for name in NAMED)
    heavy = [f"application__{name}" for name in HEAVY] + [f"revision__{name}" for name in SENT]
    return (
        found.select_related("organ", "revision", "transmittal", *together)
        .defer(*heavy)
        .order_by("transmittal__sent_at", "transmittal_id", F("place"), "pk")
    )


def chosen(by: Actor, codes: Collection[str]) -> list[Recommendation]:
    """Return those among `codes` that this seat sees and that wait to be taken in."""
    return [*_waiting(intake(by, Filters()).filter(public_id__in=codes))]


def _waiting(found: QuerySet[Recommendation]) -> QuerySet[Recommendation]:
    return found.filter(state=FORWARDED, verdict__in=PUT_FORWARD, application__state=SUBMITTED)


def accepted(category: Category) -> QuerySet[Application]:
    """Return the applications that the office accepted for review, each once."""
    found = Application.objects.filter(category=category, state=SUBMITTED)
    return found.filter(recommendation__state=ACCEPTED).order_by("pk")


def empty_of(found: Iterable[Category]) -> set[int]:
    """Return the categories in which nobody stands any more, by key, in one statement.

    Nobody was accepted, and nothing is under way at an organ or waits for the office.
    """
    keys = {one.pk for one in found}
    under_way = Application.objects.filter(category__in=keys, state__in=(SUBMITTED, RETURNED))
    declined = Q(recommendation__state=FORWARDED, recommendation__verdict=DECLINED)
    ended = under_way.filter(declined | Q(recommendation__state=INELIGIBLE))
    standing = under_way.exclude(pk__in=ended.values("pk"))
    return keys - set(standing.values_list("category", flat=True))


@dataclass(frozen=True, slots=True)
class File:
    """An accepted application with the organs that had a part in recommending it."""

    application: Application
    owner: Organisation
    organs: tuple[Organisation, ...]


def files_of(category: Category) -> list[File]:
    """Return what was accepted with the owning organ and all organs that gave an opinion."""
    found = [*accepted(category).select_related(*TOGETHER)]
    given = Opinion.objects.filter(revision__application__in=[one.pk for one in found])
    spoken: dict[int, dict[int, Organisation]] = {}
    for one in given.select_related("organ", "revision").order_by("pk"):
        spoken.setdefault(one.revision.application_id, {})[one.organ_id] = one.organ
    return [
        File(one, one.recommendation.organ, tuple(spoken.get(one.pk, {}).values())) for one in found
    ]


def standing_of(application: Application) -> Standing | None:
    """Return what the unit may know: nothing before the list was sent."""
    return standings([application]).get(application.pk)


def standings(found: Iterable[Application]) -> dict[int, Standing]:
    """Return what units may know of their applications, by application; one statement."""
    sent = Recommendation.objects.filter(
        application__in=[one.pk for one in found], state__in=AT_OFFICE
    ).select_related("organ", "transmittal")
    return {one.application_id: _standing(one) for one in sent}


def _standing(one: Recommendation) -> Standing:
    sent_at = one.transmittal.sent_at if one.transmittal else one.decided_at
    reason = one.ruled_reason if one.state == INELIGIBLE else one.reason
    return Standing(one.verdict, one.state, one.organ.name, sent_at, one.ruled_at, reason)


@dataclass(frozen=True, slots=True)
class Due:
    """Work of one kind in one category: how much, until when."""

    category: Category
    count: int
    last: date | None


def opinions_owed(by: Actor) -> list[Due]:
    """Count the opinions that an organ owes, by category."""
    return _due(worklist(by, Filters(stand="opinion")))


def to_decide(by: Actor) -> list[Due]:
    """Count the applications that an organ has still to decide on, by category."""
    return _due(worklist(by, Filters(stand="decide")))


def to_send(by: Actor) -> list[Due]:
    """Count what an organ has listed and not sent, by category."""
    return _due(worklist(by, Filters(stand="listed")))


def _due(found: QuerySet[Application]) -> list[Due]:
    counted = found.order_by().values("category").annotate(n=Count("pk", distinct=True))
    counts = dict(counted.values_list("category", "n"))
    named = Category.objects.filter(pk__in=counts).select_related("edition")
    ends = {one.pk: calling.closes_at(applications.steps(one.edition, STAGE)) for one in named}
    return [
        Due(one, counts[one.pk], calling.last_day(end) if (end := ends[one.pk]) else None)
        for one in named.order_by("-edition__year", "place")
    ]


@dataclass(frozen=True, slots=True)
class Arrived:
    """A list that waits at the office: how many on it are to be taken in."""

    organ: str
    category: Category
    count: int
    sent_at: datetime


def arrivals(by: Actor) -> list[Arrived]:
    """Return the lists with something to be taken in, longest waiting first."""
    waiting = _waiting(Recommendation.objects.filter(application__in=visible(by)))
    counts = dict(
        waiting.order_by()
        .values("transmittal")
        .annotate(n=Count("pk"))
        .values_list("transmittal", "n")
    )
    found = Transmittal.objects.filter(pk__in=counts).select_related("organ", "category__edition")
    return [
        Arrived(one.organ.name, one.category, counts[one.pk], one.sent_at)
        for one in found.order_by("sent_at", "pk")
    ]
