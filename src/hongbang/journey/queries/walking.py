"""How far are applications by now, as far as this seat may see?"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hongbang.applications import access as application_access
from hongbang.applications import queries as applications
from hongbang.applications.queries import Application
from hongbang.approvals import queries as approvals
from hongbang.journey.rules.way import Facts, Held, Placed, Put, Read, Sent, Shown, Way, way
from hongbang.kernel.actor import Actor
from hongbang.kernel.period import beijing_day
from hongbang.oversight import queries as oversight
from hongbang.publicity import queries as publicity
from hongbang.recommendations import queries as recommendations
from hongbang.register import queries as register
from hongbang.reviews import queries as reviews
from hongbang.selections import queries as selections


@dataclass(frozen=True)
class _Kept:
    """What the rooms keep of some applications, each asked once."""

    sent: dict[int, Any]
    files: dict[int, Any]
    ends: dict[int, Any]
    seats: dict[int, Any]
    resolutions: dict[int, Any]
    names: dict[int, Any]
    listed: dict[int, datetime]
    honours: dict[str, Any]
    visits: dict[int, Any]


def ways(by: Actor, found: Sequence[Application], at: datetime) -> dict[int, Way]:
    """Return how far applications are that their organ has sent on, by application.

    The number of statements does not grow with theirs. A unit and its organ are told neither
    the list nor what the hosts have before it is public, nor of visits: those are not asked for.
    """
    sent = recommendations.standings(found) if found else {}
    gone = [one for one in found if one.pk in sent]
    if not gone:
        return {}
    kept = _kept(gone, sent, sees_all=application_access.reads_all(by))
    return {one.pk: way(_facts(one, kept, at)) for one in gone}


def of_page(by: Actor, code: str, at: datetime) -> Way | None:
    """Return how far the application of a page is; nothing before its organ has sent it on."""
    found = applications.get(by, code)
    return ways(by, [found], at).get(found.pk)


def _kept(gone: Sequence[Application], sent: dict[int, Any], *, sees_all: bool) -> _Kept:
    rows: Collection[int] = [one.pk for one in gone]
    editions = {one.category.edition_id for one in gone}
    honours = register.of_sources([one.public_id for one in gone])
    ids = [one.pk for one in honours.values()]
    return _Kept(
        sent,
        reviews.taken_in(rows),
        applications.last_days(editions, "review"),
        selections.fixed_seats(rows) if sees_all else {},
        approvals.standing_in(editions) if sees_all else {},
        publicity.names_of(rows),
        publicity.first_posted(editions),
        honours,
        oversight.confirmed(ids) if sees_all and ids else {},
    )


def _facts(one: Application, kept: _Kept, at: datetime) -> Facts:
    edition, told = one.category.edition_id, kept.sent[one.pk]
    honour = kept.honours.get(one.public_id)
    placed = _placed(kept.seats.get(one.pk))
    resolution = kept.resolutions.get(edition)
    is_put = placed is not None and placed.kind == "chosen" and resolution is not None
    return Facts(
        Sent(told.organ, told.verdict, told.state, told.sent_at, told.ruled_at),
        _read(kept.files.get(one.pk), kept.ends.get(edition)),
        placed,
        Put(resolution.submitted_at, resolution.passed_at) if is_put and resolution else None,
        _shown(kept.names.get(one.pk)),
        kept.listed.get(edition),
        _held(honour, at) if honour else None,
        [(each.confirmed_at, each.verdict) for each in kept.visits.get(honour.pk, [])]
        if honour
        else (),
    )


def _read(file: Any, until: Any) -> Read | None:
    return Read(file.taken_at, until, file.round.closed_at) if file else None


def _placed(seat: Any) -> Placed | None:
    return Placed(seat.kind, seat.struck_at or seat.slate.adopted_at) if seat else None


def _shown(name: Any) -> Shown | None:
    if name is None:
        return None
    posting = name.posting
    return Shown(name.state, posting.posted_at, posting.last_on, name.settled_at)


def _held(honour: Any, at: datetime) -> Held:
    turns = [(one.move, one.turned_at, one.reason) for one in honour.turns.all()]
    status = register.status_now(honour, beijing_day(at))
    return Held(honour.number, status, honour.entered_at, honour.last_on, turns)
