"""What stands in my inbox, and how do I want to be told?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from hongbang.kernel.actor import Actor
from hongbang.kernel.refusal import NotFound
from hongbang.kernel.search import search_terms
from hongbang.outbox import access
from hongbang.outbox.models import Message, Wishes


@dataclass(frozen=True, slots=True)
class Asked:
    """What the inbox is narrowed to."""

    query: str = ""
    read: str = ""


def inbox(by: Actor) -> QuerySet[Message]:
    """Return my messages, newest first."""
    return access.visible_to(by, Message.objects.all()).order_by("-posted_at", "-pk")


def narrowed(by: Actor, asked: Asked) -> QuerySet[Message]:
    """Return my messages as asked for, newest first."""
    found = inbox(by)
    for term in search_terms(asked.query):
        found = found.filter(search_text__contains=term)
    if asked.read:
        found = found.filter(read_at__isnull=asked.read == "unread")
    return found


def mine(by: Actor, code: str) -> Message:
    """Return one of my messages; refuses with `outbox.missing`."""
    found = inbox(by).filter(public_id=code).first()
    if found is None:
        raise NotFound("outbox.missing")
    return found


def unread_count(by: Actor) -> int:
    """Count my messages not read yet."""
    return access.visible_to(by, Message.objects.filter(read_at__isnull=True)).count()


def choices_of(people: Iterable[str]) -> dict[str, Mapping[str, str]]:
    """Return how each of these people wants to be told, where they have said so."""
    wanted = Wishes.objects.filter(person__in=set(people))
    return dict(wanted.values_list("person", "choices"))


def wishes(by: Actor) -> Wishes:
    """Return how I want to be told; version 0 where I have never said so."""
    kept = Wishes.objects.filter(person=by.person).first()
    return kept or Wishes(person=by.person, version=0)
