"""Who may enter honours and turn them, and why not? Everybody may read the register."""

from __future__ import annotations

from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.decision import ALLOWED, Decision, Refused
from hongbang.kernel.refusal import NotAllowed
from hongbang.register.models import Honour

WRITE = frozenset({"enter", "turn"})


def sees_quiet(by: Actor) -> bool:
    """Say whether this seat sees what passes between office and holder: warnings, mending."""
    return by.is_office or by.role in {Role.AUDITOR, Role.SYSTEM}


def may(verb: str, by: Actor, honour: Honour | None = None) -> Decision:
    """Answer whether `by` may do `verb`: `read`, `enter`, `turn` or `surrender`.

    The register is the public list, so no honour is hidden from anybody. It is written by the
    rooms that confer and that oversee, for the head of the office. The head of a unit may give
    back what the unit holds, and nobody else may do that in its name.
    """
    if verb == "surrender" and by.role is not Role.SYSTEM:
        is_own = honour is not None and honour.unit.public_id == by.organisation
        is_head = by.role is Role.UNIT_HEAD
        return ALLOWED if is_own and is_head else Refused("register.holder_surrenders")
    if verb == "read" or by.role is Role.SYSTEM:
        return ALLOWED
    if verb in WRITE and by.role is Role.OFFICE_HEAD:
        return ALLOWED
    if verb in WRITE and by.role is Role.AUDITOR:
        return Refused("register.auditor_reads")
    return Refused("register.head_writes")


def require(verb: str, by: Actor, honour: Honour | None = None) -> None:
    """Refuse with `NotAllowed` unless `may` says yes."""
    decision = may(verb, by, honour)
    if isinstance(decision, Refused):
        raise NotAllowed(decision.code, decision.params)
