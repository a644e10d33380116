"""How does an expert come to serve in an edition?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from hongbang.audit import operations as audit
from hongbang.kernel.actor import Actor
from hongbang.kernel.period import beijing_day
from hongbang.kernel.refusal import RuleBroken, Stale
from hongbang.orgs.queries import Organisation
from hongbang.programmes.queries import Category, Edition
from hongbang.reviews import access, queries
from hongbang.reviews.models import SPEAKS_FOR, WORKS_FOR, Member, Tie
from hongbang.reviews.rules.commands import Enrol


@audit.deed
def enrol(edition: Edition, command: Enrol, *, by: Actor, at: datetime) -> Member:
    """Say in which categories an expert's seat serves, and the bodies it is bound to.

    Somebody new gets the next code. What an expert has to read already stays with it.

    Refuses: `reviews.no_seat`, `reviews.not_open`, `reviews.no_category`, `reviews.no_body`,
    `reviews.no_organ`, `reviews.enrolled_already`, `Stale`.
    """
    access.require("enrol", by)
    if edition.state != "published":
        raise RuleBroken("reviews.not_open")
    seated = queries.seat_of(edition, command.seat, beijing_day(at))
    keys = _keys(edition, command.categories)
    works, speaks = _bodies(command.works_for), _organs(command.speaks_for)
    member = seated.member
    if member is None:
        code = queries.next_code(edition)
        member = Member.objects.create(
            edition=edition, seat=seated.seat, code=code, categories=keys, changed_at=at
        )
    elif not command.version:
        raise Stale("reviews.enrolled_already", {"code": member.code})
    else:
        audit.checked_update(member, command.version, categories=keys, changed_at=at)
    _bind(member, works, speaks)
    audit.record(
        "reviews.expert.enrolled",
        by=by,
        at=at,
        subjects=[member.subject, seated.seat.subject, edition.subject],
        said={
            "code": member.code,
            "categories": "、".join(keys),
            "works_for": "、".join(one.name for one in works),
            "speaks_for": "、".join(one.name for one in speaks),
        },
    )
    return member


def _keys(edition: Edition, asked: Iterable[str]) -> list[str]:
    known = Category.objects.filter(edition=edition).order_by("place")
    keys = [*known.values_list("key", flat=True)]
    if {*asked} - {*keys}:
        raise RuleBroken("reviews.no_category")
    return [key for key in keys if key in asked]


def _bodies(names: Iterable[str]) -> list[Organisation]:
    found, missing = queries.bodies_named(names)
    if missing:
        raise RuleBroken("reviews.no_body", {"names": "、".join(missing)})
    return found


def _organs(names: Iterable[str]) -> list[Organisation]:
    found = _bodies(names)
    others = [one.name for one in found if one.kind != "organ"]
    if others:
        raise RuleBroken("reviews.no_organ", {"names": "、".join(others)})
    return found


def _bind(member: Member, works: Iterable[Organisation], speaks: Iterable[Organisation]) -> None:
    Tie.objects.filter(member=member).delete()
    ties = [(one, WORKS_FOR) for one in works] + [(one, SPEAKS_FOR) for one in speaks]
    Tie.objects.bulk_create(Tie(member=member, body=one, kind=kind) for one, kind in ties)
