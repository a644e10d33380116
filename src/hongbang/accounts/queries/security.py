"""Who is kept out by failed tries, who is signed in, and who has which key?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet

from hongbang.accounts import access
from hongbang.accounts.models import (
    FailedTry,
    Invitation,
    OneTimeCode,
    Person,
    Registration,
    SecondFactor,
    Visit,
)
from hongbang.accounts.rules import codes
from hongbang.kernel.actor import Actor
from hongbang.kernel.refusal import NotFound
from hongbang.kernel.search import search_terms
from hongbang.privacy import queries as privacy
from hongbang.privacy.rules.classes import DataClass


@dataclass(frozen=True, slots=True)
class GuardFilters:
    """What the security administrator's list is narrowed to."""

    query: str = ""
    state: str = ""


def guarded(by: Actor, filters: GuardFilters, at: datetime) -> QuerySet[Person]:
    """Return people with their keys and signed-in browsers, by name.

    Refuses: `accounts.security_only`.
    """
    access.require("guard", by)
    asked = Q()
    for term in search_terms(filters.query):
        asked &= Q(search_text__contains=term)
    factor = SecondFactor.objects.filter(person=OuterRef("pk"))
    alive = at - timedelta(hours=settings.HONGBANG_SESSION.absolute_hours)
    signed_in = Q(visits__ended_at__isnull=True, visits__seen_at__gte=alive)
    found = (
        access.guarded_by(by, Person.objects.filter(asked))
        .annotate(
            has_factor=Exists(factor),
            signed_in=Count("visits", filter=signed_in),
            last_seen=Max("visits__seen_at"),
        )
        .order_by("name", "pk")
    )
    match filters.state:
        case "blocked":
            return found.filter(is_active=False)
        case "without":
            return found.filter(has_factor=False)
        case "signed_in":
            return found.filter(signed_in__gt=0)
    return found


def guarded_person(by: Actor, code: str) -> Person:
    """Return one person; refuses with `NotFound` whom this seat does not guard."""
    person = access.guarded_by(by, Person.objects.filter(public_id=code)).first()
    if person is None:
        raise NotFound("accounts.person_missing")
    return person


@dataclass(frozen=True, slots=True)
class Lock:
    """Failures within the window that share a network, and a name where it is somebody's."""

    network: str
    person: str
    name: str
    failures: int
    last_at: datetime


def locks(by: Actor, at: datetime) -> list[Lock]:
    """Return where tries failed within the last quarter of an hour, the most first.

    Refuses: `accounts.security_only`.
    """
    access.require("guard", by)
    window = at - timedelta(minutes=settings.HONGBANG_LOCKOUT.minutes)
    rows = list(
        FailedTry.objects.filter(at__gt=window, is_lifted=False)
        .values("address", "person")
        .annotate(failures=Count("pk"), last_at=Max("at"))
        .order_by("-failures", "address")[:200]
    )
    names = dict(
        Person.objects.filter(public_id__in={row["person"] for row in rows}).values_list(
            "public_id", "name"
        )
    )
    return [
        Lock(
            row["address"],
            row["person"],
            names.get(row["person"], ""),
            row["failures"],
            row["last_at"],
        )
        for row in rows
    ]


def over(at: datetime) -> list[QuerySet[Any]]:
    """Return what has served its time: tries, codes, old sessions, ways in that led nowhere."""
    before = at - privacy.term(DataClass.CONTACT)
    named_before = at - privacy.term(DataClass.NAME)
    let_go = Q(withdrawn_at__lt=before) | Q(accepted_at__isnull=True, expires_at__lt=before)
    return [
        FailedTry.objects.filter(at__lt=at - codes.TRIES_STAY),
        OneTimeCode.objects.filter(expires_at__lt=at - codes.TRIES_STAY),
        Visit.objects.filter(seen_at__lt=at - codes.VISITS_STAY),
        Registration.objects.filter(state="written", written_at__lt=at - codes.UNPROVEN_STAY),
        Registration.objects.filter(state__in=["refused", "returned"], decided_at__lt=named_before),
        Invitation.objects.filter(let_go),
    ]


def visits_of(by: Actor, person: Person, at: datetime) -> QuerySet[Visit]:
    """Return the signed-in browsers of somebody, for the security administrator."""
    access.require("guard", by)
    alive = at - timedelta(hours=settings.HONGBANG_SESSION.absolute_hours)
    open_ones = Visit.objects.filter(person=person, ended_at__isnull=True, seen_at__gte=alive)
    return open_ones.order_by("-seen_at", "-pk")
