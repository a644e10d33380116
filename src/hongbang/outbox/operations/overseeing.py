"""How does the system administrator help on a letter that has not left?"""

from __future__ import annotations

from datetime import datetime

from hongbang.audit import operations as audit
from hongbang.kernel.actor import Actor
from hongbang.kernel.refusal import RuleBroken
from hongbang.outbox import access, queries
from hongbang.outbox.models import Delivery
from hongbang.outbox.rules.commands import Act
from hongbang.outbox.rules.lifecycle import DELIVERY


@audit.deed
def retry(delivery: Delivery, command: Act, *, by: Actor, at: datetime) -> Delivery:
    """Let a letter that has not left, or perhaps has not, be tried again.

    Refuses: `outbox.no_such_move`, `outbox.secret_gone`, `outbox.address_gone`, `Stale`.
    """
    access.require("retry", by)
    current = queries.delivery(by, delivery.public_id)
    state = DELIVERY.after(current.state, "retry")
    if current.had_secret:
        raise RuleBroken("outbox.secret_gone")
    if not current.address:
        raise RuleBroken("outbox.address_gone")
    retried = audit.checked_update(
        current,
        command.version,
        state=state,
        due_at=at,
        ended_at=None,
        handed_over_at=None,
        tries=0,
        claims=0,
    )
    audit.record("outbox.delivery.retried", by=by, at=at, subjects=[retried.subject])
    return retried


@audit.deed
def drop(delivery: Delivery, command: Act, *, by: Actor, at: datetime) -> Delivery:
    """Give a letter up, with the reason.

    Refuses: `outbox.no_such_move`, `outbox.no_reason`, `Stale`.
    """
    access.require("drop", by)
    current = queries.delivery(by, delivery.public_id)
    state = DELIVERY.after(current.state, "drop")
    reason = command.reason.strip()
    if not reason:
        raise RuleBroken("outbox.no_reason")
    dropped = audit.checked_update(
        current,
        command.version,
        state=state,
        reason=reason,
        secret="",
        ended_at=max(at, current.asked_at),
    )
    audit.record(
        "outbox.delivery.dropped",
        by=by,
        at=at,
        subjects=[dropped.subject],
        said={"reason": reason},
    )
    return dropped


@audit.deed
def note_export(filters: str, *, by: Actor, at: datetime) -> None:
    """Record that a copy of the list of deliveries leaves the house, and how it was filtered."""
    access.require("oversee", by)
    audit.record("outbox.deliveries.exported", by=by, at=at, subjects=[], said={"filters": filters})
