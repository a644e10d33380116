"""How is a message marked as read?"""

from __future__ import annotations

from datetime import datetime

from hongbang.audit import operations as audit
from hongbang.kernel.actor import Actor
from hongbang.outbox import access, queries
from hongbang.outbox.models import Message


@audit.unrecorded("read marks")
@audit.deed
def mark_all_read(*, by: Actor, at: datetime) -> int:
    """Mark my messages as read; returns how many were new."""
    access.require("read", by)
    return queries.inbox(by).filter(read_at__isnull=True, posted_at__lte=at).update(read_at=at)


@audit.unrecorded("read marks")
@audit.deed
def mark_read(message: Message, *, by: Actor, at: datetime) -> Message:
    """Mark one of my messages as read. Refuses: `outbox.missing`."""
    access.require("read", by)
    current = queries.mine(by, message.public_id)
    read_at = max(at, current.posted_at)  # the clock may step back
    queries.inbox(by).filter(pk=current.pk, read_at__isnull=True).update(read_at=read_at)
    return current
