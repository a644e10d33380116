"""Who may bring a file in?"""

from __future__ import annotations

from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.decision import ALLOWED, Decision, Refused
from hongbang.kernel.refusal import NotAllowed


def may(verb: str, by: Actor) -> Decision:
    """Answer whether `by` may do `verb`."""
    if verb == "store" and (by.is_office or by.role is Role.SYSTEM):
        return ALLOWED
    return Refused("files.not_yours")


def require(verb: str, by: Actor) -> None:
    """Refuse with `NotAllowed` unless `may` says yes."""
    decision = may(verb, by)
    if isinstance(decision, Refused):
        raise NotAllowed(decision.code, decision.params)
