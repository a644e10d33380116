"""Whose messages are whose, who words the letters, and who sees them leave?"""

from __future__ import annotations

from django.db.models import QuerySet

from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.decision import ALLOWED, Decision, Refused
from hongbang.kernel.refusal import NotAllowed
from hongbang.outbox.models import Delivery, Message

WORD = frozenset({"word", "publish_words", "revert_words"})
OVERSEE = frozenset({"oversee", "retry", "drop"})


def visible_to(by: Actor, messages: QuerySet[Message]) -> QuerySet[Message]:
    """Keep only the messages addressed to the person who acts."""
    return messages.filter(to=by.person) if by.person else messages.none()


def overseen_by(by: Actor, deliveries: QuerySet[Delivery]) -> QuerySet[Delivery]:
    """Keep all deliveries for the system administrator, none for anyone else."""
    return deliveries if may("oversee", by).ok else deliveries.none()


def may(verb: str, by: Actor) -> Decision:
    """Answer whether `by` may do `verb`: `read` and `wish` for oneself, one of `WORD`, `OVERSEE`.

    The system administrator sees that letters leave, never what they say.
    """
    if verb in WORD:
        allowed = by.is_office or by.role is Role.SYSTEM
        return ALLOWED if allowed else Refused("outbox.office_words")
    if verb in OVERSEE:
        allowed = by.role in {Role.SYSTEM_ADMIN, Role.SYSTEM}
        return ALLOWED if allowed else Refused("outbox.administrator_only")
    return ALLOWED if verb in {"read", "wish"} and by.person else Refused("outbox.not_yours")


def require(verb: str, by: Actor) -> None:
    """Refuse with `NotAllowed` unless `may` says yes."""
    decision = may(verb, by)
    if isinstance(decision, Refused):
        raise NotAllowed(decision.code, decision.params)
