"""How does an organ give its opinion on an application?"""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse

from hongbang.accounts import queries as accounts
from hongbang.applications import queries as applications
from hongbang.applications.rules.lifecycle import SUBMITTED
from hongbang.audit import operations as audit
from hongbang.kernel.actor import Actor
from hongbang.kernel.period import beijing_day
from hongbang.kernel.refusal import RuleBroken, Stale
from hongbang.orgs.access import ORGAN
from hongbang.orgs.queries import Organisation
from hongbang.outbox import operations as outbox
from hongbang.recommendations import access, queries
from hongbang.recommendations.models import Opinion
from hongbang.recommendations.queries import Application
from hongbang.recommendations.rules import joint
from hongbang.recommendations.rules.commands import Opine
from hongbang.recommendations.rules.lifecycle import AT_OFFICE


@audit.deed
def opine(application: Application, command: Opine, *, by: Actor, at: datetime) -> Opinion:
    """Give or change an organ's opinion on the latest revision, until the list is sent.

    Tells the owning organ what another organ says.

    Refuses: `recommendations.opinions_closed`, `recommendations.opinion_unknown`,
    `recommendations.opinion_words`, `Stale("recommendations.revised")`, `Stale`.
    """
    current = queries.get(by, application.public_id)
    access.require("opine", by, current)
    _refuse_closed(current)
    if command.revision != current.revision:
        raise Stale("recommendations.revised", {"name": current.subject_name})
    joint.check_opinion(command.stand, command.words)
    organ = queries.own_organ(by)
    given = _written(current, organ, command, at)
    audit.record(
        "recommendations.opinion.given",
        by=by,
        at=at,
        subjects=[current.subject, given.subject, organ.subject],
        said={"name": current.subject_name, "stand": given.stand, "words": given.words},
    )
    owner = access.owner_of(current)
    if owner is not None and owner != organ:
        outbox.post(
            f"recommendations.opinion_{given.stand}",
            to=accounts.recipients_in(ORGAN, beijing_day(at), owner.public_id),
            params={"name": current.subject_name, "organ": organ.name, "words": given.words},
            link=reverse("recommendations:show", args=[current.public_id]),
            at=at,
        )
    return given


def _refuse_closed(application: Application) -> None:
    made = queries.decided(application)
    is_sent = made is not None and made.state in AT_OFFICE
    if application.state != SUBMITTED or is_sent:
        raise RuleBroken("recommendations.opinions_closed", {"name": application.subject_name})


def _written(
    application: Application, organ: Organisation, command: Opine, at: datetime
) -> Opinion:
    """Write the opinion: a new one, or the organ's own as it was looked at."""
    kept = queries.opinion_of(application, organ)
    words = command.words.strip()
    if kept is None:
        if command.version:
            raise Stale("recommendations.revised", {"name": application.subject_name})
        return Opinion.objects.create(
            revision=applications.latest(application),
            organ=organ,
            stand=command.stand,
            words=words,
            given_at=at,
        )
    return audit.checked_update(
        kept, command.version, stand=command.stand, words=words, given_at=at
    )
