"""Who may see a word whole, say how long words stay, or change the keys, and why not?"""

from __future__ import annotations

from collections.abc import Mapping

from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.decision import ALLOWED, Decision, Refused
from hongbang.kernel.refusal import NotAllowed
from hongbang.privacy.rules.classes import DataClass

HEADS = frozenset({Role.ORGAN_HEAD, Role.UNIT_HEAD, Role.OFFICE_HEAD})
# Which seats may be shown a word of a class; which people's words, the owning room decides.
READS: Mapping[DataClass, frozenset[Role]] = {
    DataClass.NAME: frozenset(Role) - {Role.NOBODY},
    DataClass.CONTACT: HEADS | {Role.OFFICE_CLERK, Role.ORGAN_CLERK, Role.SECURITY_ADMIN},
    DataClass.PRIVATE: frozenset({Role.OFFICE_CLERK, Role.OFFICE_HEAD}),
    DataClass.IDENTITY: frozenset({Role.OFFICE_HEAD}),
    DataClass.CREDENTIAL: frozenset(),
}
LOOKS = frozenset({Role.SECURITY_ADMIN, Role.AUDITOR, Role.OFFICE_HEAD, Role.OFFICE_CLERK})


def may(verb: str, by: Actor, data_class: DataClass | None = None) -> Decision:
    """Answer whether `by` may do `verb`.

    `reveal` a word of a class, `look` at the register of what is kept, `set_term`, or `rotate`
    the keys.
    """
    match verb:
        case "reveal" if data_class is not None and by.role in READS[data_class]:
            return ALLOWED
        case "reveal":
            return Refused("privacy.not_shown")
        case "look" if by.role in LOOKS:
            return ALLOWED
        case "set_term" if by.role is Role.SECURITY_ADMIN:
            return ALLOWED
        case "rotate" if by.role is Role.SYSTEM:
            return ALLOWED
    return Refused("privacy.not_yours")


def require(verb: str, by: Actor, data_class: DataClass | None = None) -> None:
    """Refuse with `NotAllowed` unless `may` says yes."""
    decision = may(verb, by, data_class)
    if isinstance(decision, Refused):
        raise NotAllowed(decision.code, decision.params)
