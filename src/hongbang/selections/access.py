"""Who may see and make selections, and why not?"""

from __future__ import annotations

from hongbang.kernel.actor import OFFICE, Actor, Role
from hongbang.kernel.decision import ALLOWED, Decision, Refused
from hongbang.kernel.refusal import NotAllowed

READERS = OFFICE | {Role.AUDITOR}
READ = frozenset({"read", "take"})
OF_OFFICE = frozenset({"set", "make"})
OF_HEAD = frozenset({"seed", "adopt", "promote"})


def sees(by: Actor) -> bool:
    """Say whether this seat sees selections at all: none below the office does, nor a host."""
    return by.role in READERS or by.role is Role.SYSTEM


def may(verb: str, by: Actor) -> Decision:
    """Answer whether `by` may do `verb`: `read`, `take` (the certificate), or an act.

    Where a slate stands is asked of the lifecycle.
    """
    if by.role is Role.SYSTEM or (verb in READ and by.role in READERS):
        return ALLOWED
    if by.role is Role.AUDITOR:
        return Refused("selections.auditor_reads")
    if by.role not in OFFICE:
        return Refused("selections.not_yours")
    if verb in OF_HEAD and by.role is not Role.OFFICE_HEAD:
        return Refused("selections.head_decides")
    return ALLOWED


def require(verb: str, by: Actor) -> None:
    """Refuse with `NotAllowed` unless `may` says yes."""
    decision = may(verb, by)
    if isinstance(decision, Refused):
        raise NotAllowed(decision.code, decision.params)
