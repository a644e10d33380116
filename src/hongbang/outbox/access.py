"""Whose messages are whose?"""

from __future__ import annotations

from django.db.models import QuerySet

from hongbang.kernel.actor import Actor
from hongbang.kernel.decision import ALLOWED, Decision, Refused
from hongbang.kernel.refusal import NotAllowed
from hongbang.outbox.models import Message


def visible_to(by: Actor, messages: QuerySet[Message]) -> QuerySet[Message]:
    """Keep only the messages addressed to the person who acts."""
    return messages.filter(to=by.person) if by.person else messages.none()


def may(verb: str, by: Actor) -> Decision:
    """Answer whether `by` may do `verb` with the inbox at hand."""
    return ALLOWED if verb == "read" and by.person else Refused("outbox.not_yours")


def require(verb: str, by: Actor) -> None:
    """Refuse with `NotAllowed` unless `may` says yes."""
    decision = may(verb, by)
    if isinstance(decision, Refused):
        raise NotAllowed(decision.code, decision.params)
