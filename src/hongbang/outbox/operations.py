"""How is a message posted, and marked as read? The only writer of this room."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from hongbang.audit import operations as audit
from hongbang.kernel.actor import Actor
from hongbang.outbox import access, queries
from hongbang.outbox.models import Message


def post(
    code: str, *, to: Iterable[str], params: Mapping[str, str], link: str, at: datetime
) -> list[Message]:
    """Write one message to each person; an instrument used inside a deed, the sixth beat.

    `to` holds public ids of people. Writes in the deed's own transaction, so a message
    exists exactly when the deed does.
    """
    return Message.objects.bulk_create(
        Message(to=person, code=code, params=dict(params), link=link, posted_at=at)
        for person in sorted(set(to))
    )


@audit.unrecorded("read marks")
@audit.deed
def mark_all_read(*, by: Actor, at: datetime) -> int:
    """Mark my messages as read; returns how many were new."""
    access.require("read", by)
    return queries.inbox(by).filter(read_at__isnull=True, posted_at__lte=at).update(read_at=at)
