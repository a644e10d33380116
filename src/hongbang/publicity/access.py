"""Who may post, object, see and rule on objections, and why not?"""

from __future__ import annotations

from django.db.models import QuerySet

from hongbang.kernel.actor import OFFICE, Actor, Role
from hongbang.kernel.decision import ALLOWED, Decision, Refused
from hongbang.kernel.refusal import NotAllowed
from hongbang.publicity.models import Objection

READERS = OFFICE | {Role.AUDITOR}
FOR_ALL = frozenset({"read", "object"})
OF_OFFICE = frozenset({"accept", "refuse", "reveal"})
OF_HEAD = frozenset({"post", "close", "rule"})


def visible_to(by: Actor, objections: QuerySet[Objection]) -> QuerySet[Objection]:
    """Keep what this seat may see: objections are for the office and the auditor alone."""
    sees = by.role in READERS or by.role is Role.SYSTEM
    return objections if sees else objections.none()


def may(verb: str, by: Actor) -> Decision:
    """Answer whether `by` may do `verb`: `read` a posting, `object`, `work` (the desk), or an act.

    Everybody may object, also those who have a seat: they act as anybody then.
    """
    if verb in FOR_ALL or by.role is Role.SYSTEM:
        return ALLOWED
    if by.role not in READERS:
        return Refused("publicity.not_yours")
    if verb == "work":
        return ALLOWED
    if by.role is Role.AUDITOR:
        return Refused("publicity.auditor_reads")
    if verb in OF_HEAD and by.role is not Role.OFFICE_HEAD:
        return Refused("publicity.head_decides")
    return ALLOWED


def require(verb: str, by: Actor) -> None:
    """Refuse with `NotAllowed` unless `may` says yes."""
    decision = may(verb, by)
    if isinstance(decision, Refused):
        raise NotAllowed(decision.code, decision.params)
