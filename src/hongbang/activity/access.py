"""Who may record activities, report and take reports in, and why not?"""

from __future__ import annotations

from django.db.models import QuerySet

from hongbang.activity.models import Activity, Return
from hongbang.kernel.actor import OFFICE, Actor, Role
from hongbang.kernel.decision import ALLOWED, Decision, Refused
from hongbang.kernel.refusal import NotAllowed
from hongbang.orgs import access as orgs
from hongbang.orgs.models import Organisation

READERS = OFFICE | {Role.AUDITOR, Role.SYSTEM}
READ = frozenset({"work", "read"})
OF_UNIT = frozenset({"record", "correct", "strike"})
OF_CLERK = frozenset({"save", "prepare"})
OF_HEAD = frozenset({"sign"})
OF_ORGAN = OF_CLERK | OF_HEAD | {"reopen"}
OF_OFFICE = frozenset({"accept", "return"})
OVER_ALL = frozenset({"oversee", "export"})
VERBS = READ | OF_UNIT | OF_ORGAN | OF_OFFICE | OVER_ALL | {"report"}


def visible_to(by: Actor, activities: QuerySet[Activity]) -> QuerySet[Activity]:
    """Keep the records this seat may see: all, those of its branch, or its own unit's."""
    if by.role in READERS:
        return activities
    if by.role in orgs.ORGAN | orgs.UNIT:
        return activities.filter(unit__in=orgs.visible_to(by, Organisation.objects.all()))
    return activities.none()


def returns_visible_to(by: Actor, returns: QuerySet[Return]) -> QuerySet[Return]:
    """Keep the returns this seat may see: all, or those of its own organ and the organs below."""
    if by.role in READERS:
        return returns
    if by.role in orgs.ORGAN:
        return returns.filter(organ__in=orgs.visible_to(by, Organisation.objects.all()))
    return returns.none()


def may(verb: str, by: Actor, thing: Activity | Return | Organisation | None = None) -> Decision:
    """Answer whether `by` may do `verb`.

    `work` and `read` are of records, `report` of seeing returns, `oversee` of the sum over
    all. `thing` is the record, the return, or the body it would be of.
    """
    if by.role is Role.SYSTEM:
        return ALLOWED
    if by.role in orgs.UNIT:
        return _may_unit(verb, by, thing)
    if by.role in orgs.ORGAN:
        return _may_organ(verb, by, thing)
    if by.role in READERS:
        return _may_office(verb, by)
    return Refused("activity.not_yours")


def _may_unit(verb: str, by: Actor, thing: Activity | Return | Organisation | None) -> Decision:
    if verb not in READ | OF_UNIT:
        return Refused("activity.organ_reports")
    return _at_home(by, thing, "activity.own_unit_only")


def _may_organ(verb: str, by: Actor, thing: Activity | Return | Organisation | None) -> Decision:
    if verb in OF_UNIT:
        return Refused("activity.unit_records")
    if verb in READ | {"report"}:
        return ALLOWED
    if verb not in OF_ORGAN:
        return Refused("activity.office_takes_in")
    if verb in OF_HEAD and by.role is not Role.ORGAN_HEAD:
        return Refused("activity.head_signs")
    if verb in OF_CLERK and by.role is not Role.ORGAN_CLERK:
        return Refused("activity.clerk_fills")
    return _at_home(by, thing, "activity.own_organ_only")


def _may_office(verb: str, by: Actor) -> Decision:
    if verb in READ | OVER_ALL | {"report"}:
        return ALLOWED
    if by.role is Role.AUDITOR:
        return Refused("activity.auditor_reads")
    if verb in OF_OFFICE:
        return ALLOWED
    return Refused("activity.unit_records" if verb in OF_UNIT else "activity.organ_reports")


def _at_home(by: Actor, thing: Activity | Return | Organisation | None, why: str) -> Decision:
    """Allow what is of the seat's own body; to begin one, the body itself is asked for."""
    if thing is None:
        return ALLOWED
    body = thing if isinstance(thing, Organisation) else _body(thing)
    return ALLOWED if orgs.current(body) == orgs.home(by) else Refused(why)


def _body(thing: Activity | Return) -> Organisation:
    return thing.unit if isinstance(thing, Activity) else thing.organ


def require(verb: str, by: Actor, thing: Activity | Return | Organisation | None = None) -> None:
    """Refuse with `NotAllowed` unless `may` says yes."""
    decision = may(verb, by, thing)
    if isinstance(decision, Refused):
        raise NotAllowed(decision.code, decision.params)
