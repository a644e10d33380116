"""How does an organ put applications on its list, order them, and take them off again?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db.models import F

from hongbang.applications import queries as applications
from hongbang.applications.rules.lifecycle import SUBMITTED
from hongbang.audit import operations as audit
from hongbang.kernel.actor import Actor
from hongbang.kernel.refusal import RuleBroken, Stale
from hongbang.orgs.queries import Organisation
from hongbang.recommendations import access, queries
from hongbang.recommendations.models import Allotment, Recommendation
from hongbang.recommendations.queries import Application, Category
from hongbang.recommendations.rules import joint, listing, quota
from hongbang.recommendations.rules.commands import Act, Rank, Recommend
from hongbang.recommendations.rules.lifecycle import (
    DECLINED,
    LISTED,
    RECOMMENDATION,
    RECOMMENDED,
    RESERVE,
    VERDICTS,
)


@audit.deed
def recommend(
    application: Application, command: Recommend, *, by: Actor, at: datetime
) -> Recommendation:
    """Put an application on the organ's list: recommended, in reserve, or not recommended.

    Takes a place of the organ by a checked update, so that many at once never take one too many;
    another verdict gives the first place back.

    Refuses: `recommendations.no_such_move`, `recommendations.verdict_unknown`,
    `recommendations.not_with_you`, `recommendations.no_reason`,
    `recommendations.own_opinion_first`, `recommendations.opposed`, `recommendations.no_places`,
    `recommendations.no_place_left`, `recommendations.no_reserve_left`, `Stale`.
    """
    current = queries.get(by, application.public_id)
    access.require("recommend", by, current)
    kept = queries.decided(current)
    state = RECOMMENDATION.after(kept.state, "decide") if kept else RECOMMENDATION.first
    _check(current, command, at)
    organ = queries.own_organ(by)
    if kept is not None and kept.state == LISTED:
        _release(kept)
    _take(current.category, organ, command.verdict)
    verdict = {
        "verdict": command.verdict,
        "state": state,
        "reason": command.reason.strip(),
        "decided_at": at,
    }
    made = _written(current, organ, kept, command.version, verdict)
    audit.record(
        "recommendations.recommendation.listed",
        by=by,
        at=at,
        subjects=[current.subject, made.subject, organ.subject],
        said={"name": current.subject_name, "verdict": made.verdict, "reason": made.reason},
    )
    return made


@audit.deed
def take_back(
    recommendation: Recommendation, command: Act, *, by: Actor, at: datetime
) -> Recommendation:
    """Take an application off the list; its place is free again.

    Refuses: `recommendations.no_such_move`, `Stale`.
    """
    current = queries.recommendation(by, recommendation.public_id)
    access.require("take_back", by, current)
    state = RECOMMENDATION.after(current.state, "take_back")
    audit.checked_update(current, command.version, state=state, place=0)
    _release(current)
    audit.record(
        "recommendations.recommendation.taken_back",
        by=by,
        at=at,
        subjects=[current.application.subject, current.subject, current.organ.subject],
        said={"name": current.application.subject_name, "verdict": current.verdict},
    )
    return current


@audit.deed
def rank(
    category: Category, command: Rank, *, by: Actor, at: datetime
) -> tuple[Recommendation, ...]:
    """Order an organ's list by the numbers given: recommended first, then reserves.

    Refuses: `recommendations.nothing_to_rank`, `Stale("recommendations.list_moved")`.
    """
    access.require("rank", by)
    organ = queries.own_organ(by)
    found = queries.listed(category, organ)
    if queries.seen(category, organ, found) != command.seen:
        raise Stale("recommendations.list_moved")
    if not found:
        raise RuleBroken("recommendations.nothing_to_rank")
    lines = listing.ranked(map(queries.line_of, found), dict(command.numbers))
    places = {line.recommendation: line.place for line in lines}
    moved = [one for one in found if one.place != places[one.public_id]]
    for one in moved:
        audit.checked_update(one, one.version, place=places[one.public_id])
    audit.record(
        "recommendations.list.ranked",
        by=by,
        at=at,
        subjects=[category.subject, organ.subject, *(one.subject for one in moved)],
        said={"order": " ".join(line.application for line in lines if line.place)},
    )
    return tuple(sorted(found, key=lambda one: (VERDICTS.index(one.verdict), one.place)))


def _check(application: Application, command: Recommend, at: datetime) -> None:
    """Refuse what is not with the organ, not carried by opinions, or not explained."""
    if command.verdict not in VERDICTS:
        raise RuleBroken("recommendations.verdict_unknown")
    if application.state != SUBMITTED or application.holder.kind != "organ":
        raise RuleBroken("recommendations.not_with_you", {"name": application.subject_name})
    if command.verdict == DECLINED:
        quota.check_reason(command.reason)
    else:
        joint.check_may_put_forward(queries.joint_of(application, at))


def _take(category: Category, organ: Organisation, verdict: str) -> None:
    """Take one place, or refuse: the row itself is asked, and must answer exactly once.

    Refuses: `recommendations.no_places`, `recommendations.no_place_left`,
    `recommendations.no_reserve_left`.
    """
    if verdict == DECLINED:
        return
    line = queries.allotment(category, organ)
    if line is None or not line.places:
        raise RuleBroken("recommendations.no_places", {"organ": organ.name})
    rows = Allotment.objects.filter(pk=line.pk)
    if verdict == RECOMMENDED:
        free = rows.filter(recommended_count__lt=F("places"))
        if free.update(recommended_count=F("recommended_count") + 1) != 1:
            raise RuleBroken("recommendations.no_place_left", {"places": line.places})
    else:
        free = rows.filter(reserve_count__lt=F("reserves"))
        if free.update(reserve_count=F("reserve_count") + 1) != 1:
            raise RuleBroken("recommendations.no_reserve_left", {"reserves": line.reserves})


def _release(kept: Recommendation) -> None:
    """Give the place of a listed application back."""
    rows = Allotment.objects.filter(category=kept.application.category, organ=kept.organ)
    if kept.verdict == RECOMMENDED:
        rows.update(recommended_count=F("recommended_count") - 1)
    elif kept.verdict == RESERVE:
        rows.update(reserve_count=F("reserve_count") - 1)


def _written(
    application: Application,
    organ: Organisation,
    kept: Recommendation | None,
    version: int,
    verdict: Mapping[str, object],
) -> Recommendation:
    """Write the verdict on the latest revision, at the end of its part of the list."""
    told = {
        **verdict,
        "revision": applications.latest(application),
        "organ": organ,
        "place": len(queries.listed(application.category, organ)) + 1,
    }
    if kept is not None:
        return audit.checked_update(kept, version, **told)
    if version:
        raise Stale("audit.stale_untold")
    return Recommendation.objects.create(application=application, **told)
