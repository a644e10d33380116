"""How do names come before the public, and how does their time end?"""

from __future__ import annotations

from datetime import datetime

from django.db.models import F
from django.urls import reverse

from hongbang.accounts import queries as accounts
from hongbang.approvals.models import Resolution
from hongbang.audit import operations as audit
from hongbang.kernel.actor import OFFICE, Actor
from hongbang.kernel.period import beijing_day
from hongbang.kernel.refusal import RuleBroken, Stale
from hongbang.outbox import operations as outbox
from hongbang.publicity import access, queries
from hongbang.publicity.models import Name, Posting
from hongbang.publicity.queries import Edition
from hongbang.publicity.rules.commands import Act, Post
from hongbang.publicity.rules.lifecycle import CLEARED, NAME, POSTED, POSTING, WAITING
from hongbang.publicity.rules.window import check_over, last_day


@audit.deed
def post(edition: Edition, command: Post, *, by: Actor, at: datetime) -> Posting:
    """Put the names that the hosts approved, and that are not posted yet, before the public.

    Refuses: `publicity.not_passed`, `publicity.nothing_new`, `publicity.too_short`,
    `Stale` (`publicity.list_moved`).
    """
    current = queries.edition(edition.code)
    access.require("post", by)
    found = queries.matter(current)
    if found is None:
        raise RuleBroken("publicity.not_passed")
    if command.digest != found.passed.digest:
        raise Stale("publicity.list_moved")
    if not found.new:
        raise RuleBroken("publicity.nothing_new")
    terms = queries.terms(current)
    last_on = last_day(beijing_day(at), terms, queries.add_working_days)
    posted = Posting.objects.create(
        edition=current,
        resolution=Resolution.objects.get(public_id=found.passed.public_id),
        place=Posting.objects.filter(edition=current).count() + 1,
        digest=found.passed.digest,
        days=terms.days,
        posted_at=at,
        last_on=last_on,
    )
    Name.objects.bulk_create(
        [
            Name(posting=posted, application=one, place=place)
            for place, one in enumerate(found.new, start=1)
        ]
    )
    audit.record(
        "publicity.posting.posted",
        by=by,
        at=at,
        subjects=[
            posted.subject,
            current.subject,
            found.passed.subject,
            *(one.subject for one in found.new),
        ],
        said={
            "digest": posted.digest,
            "count": len(found.new),
            "last": last_on.isoformat(),
        },
        anchor=True,
    )
    outbox.post(
        "publicity.posted",
        to=[
            one
            for one in accounts.recipients_in(OFFICE, beijing_day(at))
            if one.person != by.person
        ],
        params={"edition": current.name, "last": last_on.isoformat()},
        link=reverse("publicity:show", args=[posted.public_id]),
        at=at,
    )
    return posted


@audit.deed
def close(posting: Posting, command: Act, *, by: Actor, at: datetime) -> Posting:
    """End a posting when its last day is over: names without open objections are cleared.

    The others wait for their ruling.

    Refuses: `publicity.posting.no_such_move`, `publicity.not_over`, `Stale`.
    """
    current = queries.get(posting.public_id)
    access.require("close", by)
    state = POSTING.after(current.state, "close")
    check_over(at, current.last_on)
    closed = audit.checked_update(current, command.version, state=state, closed_at=at)
    rows = closed.names.filter(state=POSTED).exclude(objections__state__in=WAITING)
    through = [*rows.select_related("application")]
    Name.objects.filter(pk__in=[one.pk for one in through], state=POSTED).update(
        state=NAME.after(POSTED, "clear"), settled_at=at, version=F("version") + 1
    )
    audit.record(
        "publicity.posting.closed",
        by=by,
        at=at,
        subjects=[closed.subject, *(one.application.subject for one in through)],
        said={
            "cleared": len(through),
            "waiting": closed.names.exclude(state=CLEARED).filter(state=POSTED).count(),
        },
        anchor=True,
    )
    return closed
