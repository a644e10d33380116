"""Who may see, submit and decide resolutions, and why not?"""

from __future__ import annotations

from django.db.models import QuerySet

from hongbang.approvals.models import Resolution
from hongbang.kernel.actor import OFFICE, Actor, Role
from hongbang.kernel.decision import ALLOWED, Decision, Refused
from hongbang.kernel.refusal import NotAllowed
from hongbang.orgs.access import home

READERS = OFFICE | {Role.AUDITOR}
READ = frozenset({"read", "prepare"})
OF_OFFICE = frozenset({"check"})
OF_HEAD = frozenset({"submit", "strike"})
OF_HOST = frozenset({"decide"})


def visible_to(by: Actor, resolutions: QuerySet[Resolution]) -> QuerySet[Resolution]:
    """Keep what this seat may see: the office and the auditor all, a host what it was put to."""
    if by.role in READERS or by.role is Role.SYSTEM:
        return resolutions
    own = home(by) if by.role is Role.HOST_APPROVER else None
    return resolutions.filter(decisions__host=own) if own else resolutions.none()


def may(verb: str, by: Actor, thing: Resolution | None = None) -> Decision:
    """Answer whether `by` may do `verb`: `read`, `prepare` (see what would go out), or an act.

    A host decides for itself only, on what was put to it.
    """
    if by.role is Role.SYSTEM:
        return Refused("approvals.hosts_decide") if verb in OF_HOST else ALLOWED
    if by.role is Role.HOST_APPROVER:
        return _may_host(verb, by, thing)
    if by.role not in READERS:
        return Refused("approvals.not_yours")
    return ALLOWED if verb in READ else _may_act(verb, by)


def _may_act(verb: str, by: Actor) -> Decision:
    if by.role is Role.AUDITOR:
        return Refused("approvals.auditor_reads")
    if verb in OF_HOST:
        return Refused("approvals.hosts_decide")
    if verb in OF_HEAD and by.role is not Role.OFFICE_HEAD:
        return Refused("approvals.head_submits")
    return ALLOWED


def _may_host(verb: str, by: Actor, thing: Resolution | None) -> Decision:
    if verb not in OF_HOST | {"read"}:
        return Refused("approvals.office_prepares")
    if thing is None:
        return ALLOWED  # every page of a desk asks; what is seen is narrowed by `visible_to`
    own = home(by)
    if own is None or not thing.decisions.filter(host=own).exists():
        return Refused("approvals.other_host")
    return ALLOWED


def require(verb: str, by: Actor, thing: Resolution | None = None) -> None:
    """Refuse with `NotAllowed` unless `may` says yes."""
    decision = may(verb, by, thing)
    if isinstance(decision, Refused):
        raise NotAllowed(decision.code, decision.params)
