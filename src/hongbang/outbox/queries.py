"""What stands in my inbox, and what is on its way out of the house?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.models import QuerySet

from hongbang.kernel.actor import Actor
from hongbang.kernel.refusal import NotFound
from hongbang.outbox import access
from hongbang.outbox.models import Message, Wishes


def inbox(by: Actor) -> QuerySet[Message]:
    """Return my messages, newest first."""
    return access.visible_to(by, Message.objects.all()).order_by("-posted_at", "-pk")


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
