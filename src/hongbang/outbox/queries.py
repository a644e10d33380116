"""What stands in my inbox?"""

from __future__ import annotations

from django.db.models import QuerySet

from hongbang.kernel.actor import Actor
from hongbang.outbox import access
from hongbang.outbox.models import Message


def inbox(by: Actor) -> QuerySet[Message]:
    """Return my messages, newest first."""
    return access.visible_to(by, Message.objects.all()).order_by("-posted_at", "-pk")


def unread_count(by: Actor) -> int:
    """Count my messages not read yet."""
    return access.visible_to(by, Message.objects.filter(read_at__isnull=True)).count()
