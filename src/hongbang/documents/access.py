"""Whose papers are whose?"""

from __future__ import annotations

from django.db.models import QuerySet

from hongbang.documents.models import Batch
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.decision import ALLOWED, Decision, Refused
from hongbang.kernel.refusal import NotAllowed


def visible_to(by: Actor, batches: QuerySet[Batch]) -> QuerySet[Batch]:
    """Keep the batches that the person who acts has asked for; the worker sees all."""
    if by.role is Role.SYSTEM:
        return batches
    return batches.filter(requested_by=by.person) if by.person else batches.none()


def may(verb: str, by: Actor, thing: Batch | None = None) -> Decision:
    """Answer whether `by` may `stop` a batch, or `deliver` it when it is made."""
    is_mine = thing is not None and bool(by.person) and thing.requested_by == by.person
    if (verb == "stop" and is_mine) or (verb == "deliver" and by.role is Role.SYSTEM):
        return ALLOWED
    return Refused("documents.not_yours")


def require(verb: str, by: Actor, thing: Batch | None = None) -> None:
    """Refuse with `NotAllowed` unless `may` says yes."""
    decision = may(verb, by, thing)
    if isinstance(decision, Refused):
        raise NotAllowed(decision.code, decision.params)
