"""Who may confer honours, see awards and fetch certificates, and why not?"""

from __future__ import annotations

from django.db.models import Q, QuerySet

from hongbang.awards.models import Award
from hongbang.kernel.actor import OFFICE, Actor, Role
from hongbang.kernel.decision import ALLOWED, Decision, Refused
from hongbang.kernel.refusal import NotAllowed
from hongbang.orgs.access import UNIT, current, home

READERS = OFFICE | {Role.AUDITOR}
OF_UNIT = frozenset({"hold", "fetch", "certificate"})


def visible_to(by: Actor, awards: QuerySet[Award]) -> QuerySet[Award]:
    """Keep what this seat may see: office and auditor all, a unit its own and what it took over."""
    if by.role in READERS or by.role is Role.SYSTEM:
        return awards
    own = home(by) if by.role in UNIT else None
    if own is None:
        return awards.none()
    unit = "application__unit"
    merged = Q(**{f"{unit}__successor": own}) | Q(**{f"{unit}__successor__successor": own})
    return awards.filter(Q(**{unit: own}) | merged)


def may(verb: str, by: Actor, thing: Award | None = None) -> Decision:
    """Answer whether `by` may do `verb`.

    `work` is the office's page, `confer` its head's act; `hold` is a unit's page of its honours,
    where it must `fetch` a certificate first, which is recorded, and may take the `certificate`
    again as often as it likes.
    """
    if by.role is Role.SYSTEM:
        return ALLOWED
    if by.role in UNIT:
        return _may_unit(verb, by, thing)
    return _may_office(verb, by) if by.role in READERS else Refused("awards.not_yours")


def _may_office(verb: str, by: Actor) -> Decision:
    if verb in {"work", "certificate"}:
        return ALLOWED
    if by.role is Role.AUDITOR:
        return Refused("awards.auditor_reads")
    if verb in OF_UNIT:
        return Refused("awards.unit_fetches")
    return ALLOWED if by.role is Role.OFFICE_HEAD else Refused("awards.head_confers")


def _may_unit(verb: str, by: Actor, thing: Award | None) -> Decision:
    if verb not in OF_UNIT:
        return Refused("awards.not_yours")
    if thing is None:
        return ALLOWED  # every page of a desk asks; what is seen is narrowed by `visible_to`
    if current(thing.application.unit) != home(by):
        return Refused("awards.other_unit")
    if verb == "certificate" and thing.fetched_at is None:
        return Refused("awards.fetch_first")
    return ALLOWED


def require(verb: str, by: Actor, thing: Award | None = None) -> None:
    """Refuse with `NotAllowed` unless `may` says yes."""
    decision = may(verb, by, thing)
    if isinstance(decision, Refused):
        raise NotAllowed(decision.code, decision.params)
