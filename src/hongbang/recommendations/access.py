"""Who may see and touch opinions, places and recommendations, and why not?"""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from hongbang.applications import access as applications
from hongbang.applications.queries import Application
from hongbang.applications.rules.lifecycle import SUBMITTED
from hongbang.kernel.actor import OFFICE, Actor, Role
from hongbang.kernel.decision import ALLOWED, Decision, Refused
from hongbang.kernel.refusal import NotAllowed
from hongbang.orgs.access import ORGAN, UNIT, current, home
from hongbang.orgs.models import Organisation
from hongbang.recommendations.models import Opinion, Recommendation, Transmittal

READERS = OFFICE | {Role.AUDITOR}
OF_OWNER = frozenset({"recommend", "take_back", "rank", "forward"})
OF_ORGAN = OF_OWNER | {"opine"}
OF_OFFICE = frozenset({"hand_out", "grant", "lend", "give_back", "accept", "rule_out"})
READ = frozenset({"read", "oversee"})  # `oversee`: the pages of the office


def visible_to(by: Actor, found: QuerySet[Application]) -> QuerySet[Application]:
    """Keep the applications that this room shows to a seat: never a draft, never to a unit.

    An organ sees its own line and, so that it can give its opinion, what the other channels'
    organs of its area have before them or have decided on (ADR 0020).
    """
    sent = found.filter(submitted_at__isnull=False)
    if by.role is Role.SYSTEM or by.role in READERS:
        return sent
    own = home(by) if by.role in ORGAN else None
    if own is None or own.kind != "organ":
        return found.none()
    return sent.filter(Q(pk__in=applications.visible_to(by, sent).values("pk")) | _near(own))


def asked_in(own: Organisation, found: QuerySet[Application]) -> QuerySet[Application]:
    """Keep what a body's organs have before them or have decided on: part of what they may see."""
    return found.filter(of_area(own), submitted_at__isnull=False)


def of_area(own: Organisation) -> Q:
    """Return what the organs of a body's area have before them or have decided on."""
    asked, decided = of_area_apart(own)
    return asked | decided


def of_area_apart(own: Organisation) -> tuple[Q, Q]:
    """Return what the organs of a body's area have before them, and what they have decided on."""
    area = own.area_id
    asked = Q(state=SUBMITTED, holder__kind="organ", holder__area=area)
    return asked, Q(recommendation__organ__area=area)


def _near(own: Organisation) -> Q:
    """Return what an organ may read of its area: asked for its opinion, decided, or spoken on."""
    spoken = Opinion.objects.filter(revision__application=OuterRef("pk"), organ=own)
    return of_area(own) | Q(Exists(spoken))


def owner_of(application: Application) -> Organisation | None:
    """Return the organ that an application is with, or that has sent it up."""
    decided = Recommendation.objects.filter(application=application).select_related("organ").first()
    if decided is not None:
        return current(decided.organ)
    is_with = application.state == SUBMITTED and application.holder.kind == "organ"
    return current(application.holder) if is_with else None


def is_asked(body: Organisation, owner: Organisation) -> bool:
    """Say whether a body is asked for its opinion: the owner, or another channel of its area."""
    return body == owner or (body.area_id == owner.area_id and body.channel != owner.channel)


def may(
    verb: str, by: Actor, thing: Application | Recommendation | Transmittal | None = None
) -> Decision:
    """Answer whether `by` may do `verb`: `work` (an organ's list), `oversee`, `read`, or an act.

    `thing` is what it is done to, where there is one. Where it stands is asked of the lifecycle,
    and how many places are left of the engine.
    """
    if by.role is Role.SYSTEM:
        return ALLOWED
    if by.role in ORGAN:
        return _may_organ(verb, by, thing)
    if by.role in READERS and verb in READ:
        return ALLOWED
    if by.is_office:
        return ALLOWED if verb in OF_OFFICE else Refused("recommendations.organs_recommend")
    if by.role is Role.AUDITOR:
        return Refused("recommendations.auditor_reads")
    return Refused(
        "recommendations.not_for_units" if by.role in UNIT else "recommendations.not_yours"
    )


def _may_organ(
    verb: str, by: Actor, thing: Application | Recommendation | Transmittal | None
) -> Decision:
    if verb in OF_OFFICE | {"oversee"}:
        return Refused("recommendations.office_decides")
    if verb == "forward" and by.role is not Role.ORGAN_HEAD:
        return Refused("recommendations.head_sends")
    if thing is None or verb not in OF_ORGAN:
        return ALLOWED  # what is seen is narrowed by `visible_to`
    owner = owner_of(thing) if isinstance(thing, Application) else current(thing.organ)
    if owner is None:
        return Refused("recommendations.not_here")
    return _may_with(verb, home(by), owner)


def _may_with(verb: str, own: Organisation | None, owner: Organisation) -> Decision:
    if own is None or own.kind != "organ":
        return Refused("recommendations.other_organ")
    if verb == "opine":
        return ALLOWED if is_asked(own, owner) else Refused("recommendations.not_asked")
    return ALLOWED if own == owner else Refused("recommendations.other_organ")


def require(
    verb: str, by: Actor, thing: Application | Recommendation | Transmittal | None = None
) -> None:
    """Refuse with `NotAllowed` unless `may` says yes."""
    decision = may(verb, by, thing)
    if isinstance(decision, Refused):
        raise NotAllowed(decision.code, decision.params)
