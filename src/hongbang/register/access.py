"""Who may enter honours and turn them, and why not? Everybody may read the register."""

from __future__ import annotations

from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.decision import ALLOWED, Decision, Refused
from hongbang.kernel.refusal import NotAllowed

WRITE = frozenset({"enter", "turn"})


def sees_quiet(by: Actor) -> bool:
    """Say whether this seat sees what passes between office and holder: warnings, mending."""
    return by.is_office or by.role in {Role.AUDITOR, Role.SYSTEM}


def may(verb: str, by: Actor) -> Decision:
    """Answer whether `by` may do `verb`: `read`, `enter` or `turn`.

    The register is the public list, so no honour is hidden from anybody. It is written by the
    rooms that confer and that oversee, for the head of the office.
    """
    if verb == "read" or (verb in WRITE and by.role in {Role.OFFICE_HEAD, Role.SYSTEM}):
        return ALLOWED
    if verb in WRITE and by.role is Role.AUDITOR:
        return Refused("register.auditor_reads")
    return Refused("register.head_writes")


def require(verb: str, by: Actor) -> None:
    """Refuse with `NotAllowed` unless `may` says yes."""
    decision = may(verb, by)
    if isinstance(decision, Refused):
        raise NotAllowed(decision.code, decision.params)
