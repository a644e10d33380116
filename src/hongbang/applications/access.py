"""Who may see and touch an application, and why not?"""

from __future__ import annotations

from django.db.models import Q, QuerySet

from hongbang.applications.models import Application
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.decision import ALLOWED, Decision, Refused
from hongbang.kernel.refusal import NotAllowed
from hongbang.orgs.access import ORGAN, UNIT, current, home

READERS = frozenset({Role.OFFICE_CLERK, Role.OFFICE_HEAD, Role.AUDITOR})
OF_UNIT = frozenset({"begin", "save", "attach", "submit", "resubmit", "withdraw", "preview"})
OF_ORGAN = frozenset({"return", "hand_over"})


def visible_to(by: Actor, applications: QuerySet[Application]) -> QuerySet[Application]:
    """Keep what this seat may see: a unit its own, an organ and the office what was sent."""
    if by.role is Role.SYSTEM:
        return applications
    sent = applications.filter(submitted_at__isnull=False)  # the list is in that order, too
    if by.role in READERS:
        return sent
    own = home(by) if by.role in ORGAN | UNIT else None
    if own is None:
        return applications.none()
    if by.role in ORGAN:
        held = Q(holder=own) | Q(holder__successor=own)  # though its unit may have moved on
        return sent.filter(Q(unit__line__startswith=own.line) | held)
    merged = Q(unit__successor=own) | Q(unit__successor__successor=own)
    return applications.filter(Q(unit=own) | merged)


def reads_all(by: Actor) -> bool:
    """Say whether this seat sees whatever was sent: the office and the auditor."""
    return by.role in READERS


def sees_drafts(by: Actor) -> bool:
    """Say whether this seat sees what it may see before it was sent: only the unit's own do."""
    return by.role in UNIT or by.role is Role.SYSTEM


def may(verb: str, by: Actor, thing: Application | None = None) -> Decision:
    """Answer whether `by` may do `verb`: `read`, `work` (a unit's list), `receive`, or an act.

    `thing` is the application, where there is one: a unit acts on its own, and only the organ
    that has an application returns it or hands it over. Where it stands is asked of the lifecycle.
    """
    if by.role is Role.SYSTEM:
        return ALLOWED
    if by.role in UNIT:
        return _may_unit(verb, by, thing)
    if by.role in ORGAN:
        return _may_organ(verb, by, thing)
    if by.role in READERS and verb in {"read", "receive"}:
        return ALLOWED
    if by.role is Role.AUDITOR:
        return Refused("applications.auditor_reads")
    return Refused("applications.not_yours")


def _may_unit(verb: str, by: Actor, thing: Application | None) -> Decision:
    if verb not in OF_UNIT | {"read", "work"}:
        return Refused(
            "applications.organ_returns" if verb in OF_ORGAN else "applications.for_organs"
        )
    if verb in {"read", "work"} and thing is None:
        return ALLOWED  # every page of a desk asks; what is seen is narrowed by `visible_to`
    own = home(by)
    if own is None or own.kind != "unit" or (thing and current(thing.unit) != own):
        return Refused("applications.other_unit")
    return ALLOWED


def _may_organ(verb: str, by: Actor, thing: Application | None) -> Decision:
    if verb in OF_UNIT | {"work"}:
        return Refused("applications.unit_applies")
    if verb in {"read", "receive"} and thing is None:
        return ALLOWED
    own = home(by)
    has_it = thing is not None and own is not None and own == current(thing.holder)
    if verb in OF_ORGAN and thing is not None:
        return ALLOWED if has_it else Refused("applications.not_with_you")
    if own is None or (thing and not has_it and not thing.unit.line.startswith(own.line)):
        return Refused("applications.other_organ")
    return ALLOWED


def require(verb: str, by: Actor, thing: Application | None = None) -> None:
    """Refuse with `NotAllowed` unless `may` says yes."""
    decision = may(verb, by, thing)
    if isinstance(decision, Refused):
        raise NotAllowed(decision.code, decision.params)
