"""Who may read, write and publish sheets, and why not?"""

from __future__ import annotations

from django.db.models import QuerySet

from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.decision import ALLOWED, Decision, Refused
from hongbang.kernel.refusal import NotAllowed
from hongbang.sheets.models import Sheet
from hongbang.sheets.rules.lifecycle import PUBLISHED

WRITE = frozenset({"draft", "edit", "publish", "discard", "new_version"})


def reads_drafts(by: Actor) -> bool:
    """Say whether this seat sees sheets before they are published."""
    return by.is_office or by.role in {Role.AUDITOR, Role.SYSTEM}


def visible_to(by: Actor, sheets: QuerySet[Sheet]) -> QuerySet[Sheet]:
    """Keep the sheets this seat may see: the published ones, and drafts for the office."""
    return sheets if reads_drafts(by) else sheets.filter(state=PUBLISHED)


def may(verb: str, by: Actor, thing: Sheet | None = None) -> Decision:
    """Answer whether `by` may do `verb`: `read`, `work` (see the list) or one of `WRITE`.

    `thing` is the sheet, where there is one: every sheet belongs to the one office.
    """
    if verb == "read" or (verb == "work" and reads_drafts(by)):
        return ALLOWED
    if verb in WRITE and (by.is_office or by.role is Role.SYSTEM):
        return ALLOWED
    if verb in WRITE and by.role is Role.AUDITOR:
        return Refused("sheets.auditor_reads")
    return Refused("sheets.not_yours")


def require(verb: str, by: Actor, thing: Sheet | None = None) -> None:
    """Refuse with `NotAllowed` unless `may` says yes."""
    decision = may(verb, by, thing)
    if isinstance(decision, Refused):
        raise NotAllowed(decision.code, decision.params)
