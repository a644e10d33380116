"""Who may see, open and close surveys, and why not?"""

from __future__ import annotations

from django.db.models import QuerySet

from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.decision import ALLOWED, Decision, Refused
from hongbang.kernel.refusal import NotAllowed
from hongbang.orgs import access as orgs
from hongbang.orgs.models import Organisation
from hongbang.surveys.models import Survey

READ = frozenset({"work", "read", "export"})
OF_UNIT = frozenset({"open", "issue", "close", "withdraw"})
OF_OFFICE = frozenset({"close", "withdraw"})
VERBS = READ | OF_UNIT | {"answer", "tell"}


def reads_all(by: Actor) -> bool:
    """Say whether this seat sees the surveys of every unit."""
    return by.is_office or by.role in {Role.AUDITOR, Role.SYSTEM}


def visible_to(by: Actor, surveys: QuerySet[Survey]) -> QuerySet[Survey]:
    """Keep the surveys this seat may see: all, those of its branch, or its own unit's."""
    if reads_all(by):
        return surveys
    if by.role in orgs.ORGAN | orgs.UNIT:
        return surveys.filter(unit__in=orgs.visible_to(by, Organisation.objects.all()))
    return surveys.none()


def may(verb: str, by: Actor, thing: Survey | Organisation | None = None) -> Decision:
    """Answer whether `by` may do `verb`: one of `READ`, of `OF_UNIT`, `answer` or `tell`.

    `thing` is the survey, or the unit whose survey it would be. Everybody may answer: what lets
    a customer in is the invitation. `tell` is the worker's alone.
    """
    if verb == "answer" or (by.role is Role.SYSTEM and verb in VERBS):
        return ALLOWED
    if reads_all(by) or by.role in orgs.ORGAN | orgs.UNIT:
        if verb in READ:
            return ALLOWED
        if verb in OF_UNIT:
            return _may_write(verb, by, thing)
    return Refused("surveys.not_yours")


def _may_write(verb: str, by: Actor, thing: Survey | Organisation | None) -> Decision:
    if by.role is Role.AUDITOR:
        return Refused("surveys.auditor_reads")
    if by.is_office:
        return ALLOWED if verb in OF_OFFICE else Refused("surveys.unit_opens")
    if by.role in orgs.ORGAN:
        return Refused("surveys.unit_opens")
    unit = thing.unit if isinstance(thing, Survey) else thing
    is_own = unit is None or unit == orgs.home(by)
    return ALLOWED if is_own else Refused("surveys.own_unit_only")


def require(verb: str, by: Actor, thing: Survey | Organisation | None = None) -> None:
    """Refuse with `NotAllowed` unless `may` says yes."""
    decision = may(verb, by, thing)
    if isinstance(decision, Refused):
        raise NotAllowed(decision.code, decision.params)
