"""How are honours conferred and certificates fetched? The only writer of this room."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime

from django.urls import reverse

from hongbang.accounts import queries as accounts
from hongbang.audit import operations as audit
from hongbang.awards import access, queries
from hongbang.awards.models import Award, Batch
from hongbang.awards.queries import Edition, Matter
from hongbang.awards.rules import conferring, content
from hongbang.awards.rules.commands import Confer, Fetch
from hongbang.awards.rules.content import Terms
from hongbang.kernel.actor import Actor
from hongbang.kernel.period import beijing_day
from hongbang.kernel.refusal import RuleBroken, Stale
from hongbang.orgs.access import UNIT, current
from hongbang.outbox import operations as outbox
from hongbang.register import operations as register
from hongbang.register.rules.commands import Enter, NewHonour
from hongbang.register.rules.standing import last_day


@audit.deed
def confer(edition: Edition, command: Confer, *, by: Actor, at: datetime) -> Batch:
    """Confer the honours of all who came through the notice and have none yet, all or none.

    The same preview sent again with the same paper and day gives the batch that it made.

    Refuses: `awards.not_passed`, `awards.nothing_new`, `awards.some_wait`, `awards.no_paper`,
    `awards.day_early`, `awards.day_late`, `awards.no_years`, `Stale` (`awards.list_moved`,
    `awards.conferred_already`), and what `register.enter` refuses.

    Writes the honours into the register, and tells each unit.
    """
    under_way = queries.edition(edition.code)
    access.require("confer", by)
    earlier = queries.conferred_as(under_way, command.seen)
    if earlier is not None:
        return _the_same(earlier, command)
    found = queries.matter(under_way)
    if found is None:
        raise RuleBroken("awards.not_passed")
    conferring.check_ready(len(found.names), found.waiting_count, is_partial=command.is_partial)
    if command.seen != found.seen:
        raise Stale("awards.list_moved")
    terms = _terms(found, command, beijing_day(at))
    made = _write(found, terms, by=by, at=at)
    audit.record(
        "awards.batch.conferred",
        by=by,
        at=at,
        subjects=[
            made.subject,
            under_way.subject,
            found.passed.subject,
            *(one.application.subject for one in found.names),
        ],
        said={
            "paper": made.paper,
            "count": len(found.names),
            "waiting": found.waiting_count,
            "first": made.first_on.isoformat(),
            "last": made.last_on.isoformat(),
            "digest": made.digest,
        },
        anchor=True,
    )
    _tell(found, at)
    return made


@audit.deed
def fetch(award: Award, command: Fetch, *, by: Actor, at: datetime) -> Award:
    """Fetch a certificate for its unit: who was first is recorded, once.

    Refuses: `awards.not_in_force`, `Stale`.
    """
    held = queries.get(by, award.public_id)
    access.require("fetch", by, held)
    conferring.check_fetched(held.honour.state)
    if held.fetched_at is not None:
        return held
    fetched = audit.checked_update(held, command.version, fetched_at=at)
    audit.record(
        "awards.certificate.fetched",
        by=by,
        at=at,
        subjects=[fetched.subject, fetched.honour.subject, fetched.application.subject],
        said={"number": fetched.honour.number},
    )
    return fetched


def _the_same(earlier: Batch, command: Confer) -> Batch:
    if (earlier.paper, earlier.first_on) != (command.paper.strip(), command.on):
        raise Stale("awards.conferred_already", {"paper": earlier.paper})
    return earlier


def _terms(found: Matter, command: Confer, today: date) -> Terms:
    paper = conferring.check_paper(command.paper)
    conferring.check_day(command.on, found.not_before, today)
    last_on = last_day(command.on, queries.years(found.edition))
    return Terms(found.edition.public_id, paper, command.on, last_on, found.passed.digest)


def _write(found: Matter, terms: Terms, *, by: Actor, at: datetime) -> Batch:
    organs = queries.organs_of(one.application for one in found.names)
    new = tuple(
        NewHonour(
            number,
            one.category.public_id,
            one.unit.public_id,
            one.team.public_id if one.team else "",
            one.nominee.public_id if one.nominee else "",
            organs[one.pk],
            one.public_id,
        )
        for number, one in found.rows
    )
    enter = Enter(new, terms.paper, terms.first_on, terms.last_on)
    entered = register.enter(enter, by=by, at=at)
    made = Batch.objects.create(
        edition=found.edition,
        place=Batch.objects.filter(edition=found.edition).count() + 1,
        paper=terms.paper,
        first_on=terms.first_on,
        last_on=terms.last_on,
        seen=found.seen,
        approved=terms.approved,
        digest=content.digest(terms, found.honours),
        conferred_at=at,
    )
    Award.objects.bulk_create(
        [
            Award(
                batch=made,
                place=place,
                application=name.application,
                honour=honour,
                name=name.application.subject_name,
                unit_name=name.application.unit.name,
            )
            for place, (name, honour) in enumerate(zip(found.names, entered, strict=True), start=1)
        ]
    )
    return made


def _tell(found: Matter, at: datetime) -> None:
    """Tell each unit how many honours it has and where its certificates are."""
    units = [current(one.application.unit) for one in found.names]
    for code, count in Counter(one.public_id for one in units if one).items():
        outbox.post(
            "awards.conferred",
            to=accounts.recipients_in(UNIT, beijing_day(at), code),
            params={"edition": found.edition.name, "count": str(count)},
            link=reverse("awards:mine"),
            at=at,
        )
