"""Who may read, draft and publish programmes and editions, and why not?"""

from __future__ import annotations

from django.db.models import QuerySet

from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.decision import ALLOWED, Decision, Refused
from hongbang.kernel.refusal import NotAllowed
from hongbang.programmes.models import Edition
from hongbang.programmes.rules.lifecycle import PUBLIC

DRAFT = frozenset({"add_programme", "draft", "edit", "clone", "discard", "set_workday"})
PUBLISH = frozenset({"publish", "amend", "close"})
LOOK = frozenset({"work", "look_at_day"})


def reads_drafts(by: Actor) -> bool:
    """Say whether this seat sees editions before they are public."""
    return by.is_office or by.role in {Role.AUDITOR, Role.SYSTEM}


def visible_to(by: Actor, editions: QuerySet[Edition]) -> QuerySet[Edition]:
    """Keep the editions this seat may see: the public ones, and drafts for the office."""
    return editions if reads_drafts(by) else editions.filter(state__in=PUBLIC)


def may(verb: str, by: Actor, thing: Edition | None = None) -> Decision:
    """Answer whether `by` may do `verb`: `read`, one of `LOOK`, of `DRAFT` or of `PUBLISH`.

    The clerk drafts, the head of the office publishes: what everybody is measured by is seen
    by two. Where an edition stands is asked of the lifecycle.
    """
    if verb == "read" or (verb == "work" and reads_drafts(by)):
        return ALLOWED
    if verb in DRAFT | PUBLISH and by.role is Role.AUDITOR:
        return Refused("programmes.auditor_reads")
    if verb in DRAFT | {"look_at_day"} and (by.is_office or by.role is Role.SYSTEM):
        return ALLOWED
    if verb in PUBLISH and by.role in {Role.OFFICE_HEAD, Role.SYSTEM}:
        return ALLOWED
    if verb in PUBLISH and by.role is Role.OFFICE_CLERK:
        return Refused("programmes.head_publishes")
    return Refused("programmes.not_yours")


def require(verb: str, by: Actor, thing: Edition | None = None) -> None:
    """Refuse with `NotAllowed` unless `may` says yes."""
    decision = may(verb, by, thing)
    if isinstance(decision, Refused):
        raise NotAllowed(decision.code, decision.params)
