"""Who may draw, visit, find, state and decide, and why not?"""

from __future__ import annotations

from django.db.models import Q, QuerySet

from hongbang.accounts.rules.roles import UNIT
from hongbang.kernel.actor import OFFICE, Actor, Role
from hongbang.kernel.decision import ALLOWED, Decision, Refused
from hongbang.kernel.refusal import NotAllowed
from hongbang.oversight.models import Case, Visit
from hongbang.oversight.rules.lifecycle import CONFIRMED
from hongbang.register.models import Honour
from hongbang.register.rules.lifecycle import ENDED

Thing = Visit | Case | Honour
READERS = OFFICE | {Role.AUDITOR}
OF_HEAD = frozenset({"draw", "confirm", "open", "decide", "drop", "lift", "settle", "annul"})
OF_OFFICE = frozenset({"assign"})
OF_INSPECTOR = frozenset({"visit"})
OF_UNIT = frozenset({"own", "state", "mend", "surrender"})


def visits_of(by: Actor, visits: QuerySet[Visit]) -> QuerySet[Visit]:
    """Keep the visits this seat may see: an inspector its own, office and auditor all.

    A unit sees none, also after it was visited: what concerns it is the case. A seat that was
    lent sees none: an inspector goes in person.
    """
    if by.role is Role.SYSTEM or by.role in READERS:
        return visits
    if by.role is not Role.INSPECTOR or by.on_behalf_of:
        return visits.none()
    return visits.filter(_own(by))


def cases_of(by: Actor, cases: QuerySet[Case]) -> QuerySet[Case]:
    """Keep the cases this seat may see: a unit those of its honours, office and auditor all."""
    if by.role is Role.SYSTEM or by.role in READERS:
        return cases
    if by.role not in UNIT:
        return cases.none()
    return cases.filter(honour__unit__public_id=by.organisation)


def may(verb: str, by: Actor, thing: Thing | None = None) -> Decision:
    """Answer whether `by` may do `verb`; `thing` is the visit, case or honour, where there is one.

    `read` is for draws and visits, `cases` for cases, `visit` and `own` for an inspector's and a
    unit's own lists, too.
    """
    if by.role is Role.SYSTEM:
        return ALLOWED
    if by.role is Role.INSPECTOR:
        return _may_inspector(verb, by, thing)
    if by.role in UNIT:
        return _may_unit(verb, by, thing)
    return _may_reader(verb, by) if by.role in READERS else Refused("oversight.not_yours")


def require(verb: str, by: Actor, thing: Thing | None = None) -> None:
    """Refuse with `NotAllowed` unless `may` says yes."""
    decision = may(verb, by, thing)
    if isinstance(decision, Refused):
        raise NotAllowed(decision.code, decision.params)


def is_told(draw_visits: QuerySet[Visit]) -> bool:
    """Say whether a draw may be told to everybody: no visit is to be made or confirmed any more.

    Whose honour has ended is not visited any more.
    """
    ahead = draw_visits.exclude(state=CONFIRMED).exclude(honour__state__in=ENDED)
    return draw_visits.exists() and not ahead.exists()


def _may_inspector(verb: str, by: Actor, thing: Thing | None) -> Decision:
    if verb not in OF_INSPECTOR:
        return Refused("oversight.not_yours")
    if by.on_behalf_of:
        return Refused("oversight.in_person")
    is_own = thing is None or Visit.objects.filter(_own(by), pk=thing.pk).exists()
    return ALLOWED if is_own else Refused("oversight.other_inspector")


def _may_unit(verb: str, by: Actor, thing: Thing | None) -> Decision:
    if verb not in OF_UNIT | {"cases"}:
        return Refused("oversight.not_yours")
    honour = thing.honour if isinstance(thing, Visit | Case) else thing
    if honour is not None and honour.unit.public_id != by.organisation:
        return Refused("oversight.other_unit")
    if verb == "surrender" and by.role is not Role.UNIT_HEAD:
        return Refused("oversight.unit_head_surrenders")
    return ALLOWED


def _may_reader(verb: str, by: Actor) -> Decision:
    if verb in {"read", "cases"}:
        return ALLOWED
    if by.role is Role.AUDITOR:
        return Refused("oversight.auditor_reads")
    return _may_office(verb, by)


def _may_office(verb: str, by: Actor) -> Decision:
    if verb in OF_INSPECTOR:
        return Refused("oversight.inspectors_visit")
    if verb in OF_UNIT:
        return Refused("oversight.unit_speaks")
    if verb in OF_HEAD and by.role is not Role.OFFICE_HEAD:
        return Refused("oversight.head_decides")
    return ALLOWED if verb in OF_HEAD | OF_OFFICE else Refused("oversight.not_yours")


def _own(by: Actor) -> Q:
    return Q(
        seat__person__public_id=by.person,
        seat__organisation__public_id=by.organisation,
        seat__role=Role.INSPECTOR,
    )
