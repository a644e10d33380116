"""Who may look into the ledger, take a copy of it, or erase a word, and why not?"""

from __future__ import annotations

from django.db.models import QuerySet

from hongbang.audit.models import Entry
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.decision import ALLOWED, Decision, Refused
from hongbang.kernel.refusal import NotAllowed

VERBS = ("view", "export", "erase")
READERS = frozenset({Role.AUDITOR, Role.SYSTEM})


def may(verb: str, by: Actor, thing: Entry | None = None) -> Decision:
    """Answer whether `by` may do `verb` with the ledger, or with one entry of it.

    The three administrators do not see into each other's field: the ledger is the auditor's.
    """
    if verb not in VERBS:
        message = f"the ledger knows no {verb!r}"
        raise ValueError(message)
    return ALLOWED if by.role in READERS else Refused("audit.auditor_only")


def require(verb: str, by: Actor, thing: Entry | None = None) -> None:
    """Refuse with `NotAllowed` unless `may` says yes."""
    decision = may(verb, by, thing)
    if isinstance(decision, Refused):
        raise NotAllowed(decision.code, decision.params)


def visible_to(by: Actor, entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """Keep all entries for the auditor, none for anyone else."""
    return entries if may("view", by).ok else entries.none()
