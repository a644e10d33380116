"""Who may see the structure of an edition, and why not?"""

from __future__ import annotations

from hongbang.kernel.actor import OFFICE, Actor, Role
from hongbang.kernel.decision import ALLOWED, Decision, Refused
from hongbang.kernel.refusal import NotAllowed

READERS = OFFICE | {Role.AUDITOR, Role.HOST_APPROVER}


def may(verb: str, by: Actor) -> Decision:
    """Answer whether `by` may do `verb`; the desk is everybody's, `structure` is not."""
    if verb == "structure" and by.role not in READERS:
        return Refused("journey.not_yours")
    return ALLOWED


def require(verb: str, by: Actor) -> None:
    """Refuse with `NotAllowed` what `by` may not do."""
    decision = may(verb, by)
    if isinstance(decision, Refused):
        raise NotAllowed(decision.code)
