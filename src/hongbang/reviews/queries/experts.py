"""Who serves as an expert in an edition, and to which bodies are they bound?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from hongbang.accounts import queries as accounts
from hongbang.accounts.queries import Seat
from hongbang.kernel.actor import Role
from hongbang.kernel.refusal import NotFound
from hongbang.orgs import queries as orgs
from hongbang.orgs.queries import Organisation
from hongbang.outbox.rules.recipients import Recipient
from hongbang.programmes.queries import Category, Edition
from hongbang.reviews.models import SPEAKS_FOR, WORKS_FOR, Member


@dataclass(frozen=True, slots=True)
class Seated:
    """A seat of an expert, and how it serves in an edition, if it does."""

    seat: Seat
    member: Member | None
    categories: Sequence[str] = ()
    works_for: Sequence[str] = ()
    speaks_for: Sequence[str] = ()


def seats_for(edition: Edition, day: date) -> list[Seated]:
    """Return every expert's seat: those that serve first, by code, then the others by name."""
    enrolled = [*members(edition)]
    known = {one.seat_id for one in enrolled}
    names = dict(Category.objects.filter(edition=edition).values_list("key", "name"))
    others = [one for one in accounts.seats_of_role(Role.EXPERT, day) if one.pk not in known]
    others.sort(key=lambda one: (one.person.name, one.pk))
    return [*(_seated(one, names) for one in enrolled), *(Seated(one, None) for one in others)]


def seat_of(edition: Edition, code: str, day: date) -> Seated:
    """Return one expert's seat; refuses with `NotFound` what is none, or no more."""
    member = members(edition).filter(seat__public_id=code).first()
    if member is not None:
        return _seated(member, {})
    seat = accounts.seats_of_role(Role.EXPERT, day).filter(public_id=code).first()
    if seat is None:
        raise NotFound("reviews.no_seat")
    return Seated(seat, None)


def members(edition: Edition) -> QuerySet[Member]:
    """Return everybody who serves or served in an edition, by code, with their bodies."""
    found = Member.objects.filter(edition=edition).order_by("code", "pk")
    together = found.select_related("seat__person", "seat__organisation")
    return together.prefetch_related("ties__body__successor")


def serving(category: Category, day: date) -> list[Member]:
    """Return who serves in a category and has the seat on a day, by code."""
    held = {*accounts.seats_of_role(Role.EXPERT, day).values_list("pk", flat=True)}
    found = members(category.edition)
    return [one for one in found if category.key in one.categories and one.seat_id in held]


def next_code(edition: Edition) -> str:
    """Return the code that the next expert of an edition gets."""
    return f"E-{edition.experts.count() + 1:02d}"


def bodies_named(names: Iterable[str]) -> tuple[list[Organisation], list[str]]:
    """Return the open bodies of these names, and the names that nobody has."""
    found = {name: orgs.name_holder(name) for name in dict.fromkeys(names)}
    return [one for one in found.values() if one], [name for name, one in found.items() if not one]


def told_about(those: Iterable[Member]) -> dict[int, Recipient]:
    """Return how these experts are told, by the key of each."""
    return {one.pk: accounts.recipient(one.seat.person) for one in those}


def _seated(member: Member, names: Mapping[str, str]) -> Seated:
    of_kind = {
        kind: [tie.body.name for tie in member.ties.all() if tie.kind == kind]
        for kind in (WORKS_FOR, SPEAKS_FOR)
    }
    categories = [names.get(key, key) for key in member.categories]
    return Seated(member.seat, member, categories, of_kind[WORKS_FOR], of_kind[SPEAKS_FOR])
