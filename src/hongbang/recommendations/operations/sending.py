"""How is an organ's list sent up to the office?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse

from hongbang.accounts import queries as accounts
from hongbang.applications import operations as applications
from hongbang.applications.rules.commands import HandOver
from hongbang.audit import operations as audit
from hongbang.kernel.actor import OFFICE, Actor
from hongbang.kernel.period import beijing_day
from hongbang.kernel.refusal import RuleBroken, Stale
from hongbang.orgs import queries as orgs
from hongbang.orgs.access import UNIT
from hongbang.orgs.queries import Organisation
from hongbang.outbox import operations as outbox
from hongbang.recommendations import access, queries
from hongbang.recommendations.models import Recommendation, Transmittal
from hongbang.recommendations.queries import Category
from hongbang.recommendations.rules import listing
from hongbang.recommendations.rules.commands import Forward
from hongbang.recommendations.rules.lifecycle import DECLINED, RECOMMENDATION


@audit.deed
def forward(category: Category, command: Forward, *, by: Actor, at: datetime) -> Transmittal:
    """Send an organ's list to the office, exactly as it stood on the page that was signed.

    Writes the list with its digest and receipt; the applications are the office's from then on.
    Tells the office, and each unit how its application was recommended.

    Refuses: `recommendations.undecided`, `recommendations.nothing_to_send`,
    `recommendations.moved_on`, `recommendations.opinions_open`, `recommendations.not_carried`,
    `recommendations.no_office`, `Stale("recommendations.list_moved")`.
    """
    access.require("forward", by)
    organ, office = queries.own_organ(by), orgs.office()
    found = queries.listed(category, organ)
    if queries.seen(category, organ, found) != command.seen:
        raise Stale("recommendations.list_moved")
    undecided = queries.undecided_count(category, organ)
    listing.check_ready(queries.candidates(found, at), undecided)
    if office is None:
        raise RuleBroken("recommendations.no_office")
    sent = _written(category, organ, found, by=by, at=at)
    for one in found:
        over = HandOver(office.public_id, one.application.version)
        applications.hand_over(one.application, over, by=by, at=at)
    audit.record(
        "recommendations.list.forwarded",
        by=by,
        at=at,
        subjects=[sent.subject, category.subject, organ.subject, *(one.subject for one in found)],
        said={"organ": organ.name, "digest": sent.digest, "count": len(found)},
    )
    _tell(sent, found, at)
    return sent


def _written(
    category: Category,
    organ: Organisation,
    found: Sequence[Recommendation],
    *,
    by: Actor,
    at: datetime,
) -> Transmittal:
    """Write the list as it is sent, and each recommendation with its number on it."""
    text = queries.content(category, organ, found)
    sent = Transmittal.objects.create(
        category=category,
        organ=organ,
        number=queries.transmittals(category, organ).count() + 1,
        content=text,
        digest=listing.digest(text),
        sent_at=at,
        sent_by=by.person,
    )
    lines = listing.in_order(map(queries.line_of, found))
    for one, line in zip(found, lines, strict=True):
        state = RECOMMENDATION.after(one.state, "forward")
        audit.checked_update(one, one.version, state=state, transmittal=sent, place=line.place)
    return sent


def _tell(sent: Transmittal, found: Sequence[Recommendation], at: datetime) -> None:
    """Tell the office what came, and each unit what became of its application."""
    day, organ = beijing_day(at), sent.organ.name
    put_forward = [one for one in found if one.verdict != DECLINED]
    outbox.post(
        "recommendations.arrived",
        to=accounts.recipients_in(OFFICE, day),
        params={
            "organ": organ,
            "category": sent.category.name,
            "count": str(len(put_forward)),
            "receipt": sent.public_id,
        },
        link=reverse("recommendations:intake"),
        at=at,
    )
    for one in found:
        outbox.post(
            f"recommendations.told_{one.verdict}",
            to=accounts.recipients_in(UNIT, day, one.application.unit.public_id),
            params={
                "name": one.application.subject_name,
                "organ": organ,
                "reason": one.reason,
            },
            link=reverse("applications:show", args=[one.application.public_id]),
            at=at,
        )
