"""Who may run a review, read for it, and see its scores, and why not?"""

from __future__ import annotations

from django.db.models import Q, QuerySet

from hongbang.kernel.actor import OFFICE, Actor, Role
from hongbang.kernel.decision import ALLOWED, Decision, Refused
from hongbang.kernel.refusal import NotAllowed
from hongbang.reviews.models import ScoreSheet

READERS = OFFICE | {Role.AUDITOR}
OF_OFFICE = frozenset({"enrol", "assign", "replace", "opine"})
OF_HEAD = frozenset({"open", "close", "reopen", "unlock"})
OF_EXPERT = frozenset({"work", "score", "sign", "recuse", "evidence"})


def visible_to(by: Actor, sheets: QuerySet[ScoreSheet]) -> QuerySet[ScoreSheet]:
    """Keep the score sheets this seat may see: an expert its own, office and auditor all.

    A seat that was lent sees none: whoever judges does so in person.
    """
    if by.role is Role.SYSTEM or by.role in READERS:
        return sheets
    if by.role is not Role.EXPERT:
        return sheets.none()
    return sheets.filter(_own(by))


def may(verb: str, by: Actor, thing: ScoreSheet | None = None) -> Decision:
    """Answer whether `by` may do `verb`; `thing` is the score sheet, where there is one.

    `read` is for rounds, standings and scores; `work` for an expert's own list.
    """
    if by.role is Role.SYSTEM:
        return ALLOWED
    if by.role is Role.EXPERT:
        return _may_expert(verb, by, thing)
    if by.role in READERS and verb == "read":
        return ALLOWED
    if by.role is Role.AUDITOR:
        return Refused("reviews.auditor_reads")
    if by.is_office:
        return _may_office(verb, by)
    return Refused("reviews.for_experts" if verb in OF_EXPERT else "reviews.not_yours")


def require(verb: str, by: Actor, thing: ScoreSheet | None = None) -> None:
    """Refuse with `NotAllowed` unless `may` says yes."""
    decision = may(verb, by, thing)
    if isinstance(decision, Refused):
        raise NotAllowed(decision.code, decision.params)


def _may_expert(verb: str, by: Actor, thing: ScoreSheet | None) -> Decision:
    if verb not in OF_EXPERT:
        return Refused("reviews.office_runs")
    if by.on_behalf_of:
        return Refused("reviews.in_person")
    if thing is not None and not ScoreSheet.objects.filter(_own(by), pk=thing.pk).exists():
        return Refused("reviews.other_expert")
    return ALLOWED


def _may_office(verb: str, by: Actor) -> Decision:
    if verb in OF_EXPERT:
        return Refused("reviews.experts_score")
    if verb in OF_HEAD and by.role is not Role.OFFICE_HEAD:
        return Refused("reviews.head_decides")
    return ALLOWED if verb in OF_HEAD | OF_OFFICE else Refused("reviews.not_yours")


def _own(by: Actor) -> Q:
    return Q(
        member__seat__person__public_id=by.person,
        member__seat__organisation__public_id=by.organisation,
        member__seat__role=Role.EXPERT,
    )
