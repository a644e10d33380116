"""Who may register a body, and why not?"""

from __future__ import annotations

from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.decision import ALLOWED, Decision, Refused
from hongbang.kernel.refusal import NotAllowed


def may(verb: str, by: Actor) -> Decision:
    """Answer whether `by` may do `verb`; bodies are public, only adding is guarded."""
    if verb == "add" and by.role in {Role.SYSTEM, Role.SYSTEM_ADMIN}:
        return ALLOWED
    return Refused("orgs.not_yours")


def require(verb: str, by: Actor) -> None:
    """Refuse with `NotAllowed` unless `may` says yes."""
    decision = may(verb, by)
    if isinstance(decision, Refused):
        raise NotAllowed(decision.code, decision.params)
