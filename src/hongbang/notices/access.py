"""Who may read, write and publish notices, and why not?"""

from __future__ import annotations

from django.db.models import QuerySet

from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.decision import ALLOWED, Decision, Refused
from hongbang.kernel.refusal import NotAllowed
from hongbang.notices.models import Notice
from hongbang.notices.rules.lifecycle import PUBLIC

WRITE = frozenset(
    {
        *("draft", "edit", "attach", "drop", "restore"),
        *("publish", "correct", "withdraw", "discard"),
    }
)


def reads_drafts(by: Actor) -> bool:
    """Say whether this seat sees notices before they are public."""
    return by.is_office or by.role in {Role.AUDITOR, Role.SYSTEM}


def visible_to(by: Actor, notices: QuerySet[Notice]) -> QuerySet[Notice]:
    """Keep the notices this seat may see: the public ones, and drafts for the office."""
    return notices if reads_drafts(by) else notices.filter(state__in=PUBLIC)


def may(verb: str, by: Actor, thing: Notice | None = None) -> Decision:
    """Answer whether `by` may do `verb`: `read`, `work` (see the worklist) or one of `WRITE`.

    `thing` is the notice, where there is one: every notice belongs to the one office, so it
    does not change the answer here, as it does in rooms whose things have owners. Where a
    notice stands is asked of the lifecycle.
    """
    if verb == "read" or (verb == "work" and reads_drafts(by)):
        return ALLOWED
    if verb in WRITE and (by.is_office or by.role is Role.SYSTEM):
        return ALLOWED
    if verb in WRITE and by.role is Role.AUDITOR:
        return Refused("notices.auditor_reads")
    return Refused("notices.not_yours")


def require(verb: str, by: Actor, thing: Notice | None = None) -> None:
    """Refuse with `NotAllowed` unless `may` says yes."""
    decision = may(verb, by, thing)
    if isinstance(decision, Refused):
        raise NotAllowed(decision.code, decision.params)
