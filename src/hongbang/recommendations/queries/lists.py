"""What stands on an organ's list, and what was sent up?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import QuerySet

from hongbang.applications.queries import Application
from hongbang.applications.rules.lifecycle import SUBMITTED
from hongbang.kernel.actor import Actor
from hongbang.kernel.refusal import NotFound
from hongbang.orgs.access import current, home
from hongbang.orgs.queries import Organisation
from hongbang.programmes.queries import Category
from hongbang.recommendations import access
from hongbang.recommendations.models import (
    Recommendation,
    Transmittal,
)
from hongbang.recommendations.queries.reading import NAMED, TOGETHER, rows, undecided
from hongbang.recommendations.rules import listing
from hongbang.recommendations.rules.lifecycle import (
    LISTED,
)
from hongbang.recommendations.rules.listing import Candidate, Line


def listed(category: Category, organ: Organisation) -> list[Recommendation]:
    """Return what an organ has on its list in a category, in order."""
    found = (
        Recommendation.objects.filter(application__category=category, organ=organ, state=LISTED)
        .select_related("revision", "organ", *(f"application__{name}" for name in TOGETHER))
        .defer("application__answers", "revision__answers")
    )
    by_code = {one.public_id: one for one in found}
    return [
        by_code[line.recommendation] for line in listing.in_order(map(line_of, by_code.values()))
    ]


def line_of(one: Recommendation) -> Line:
    """Return a recommendation as a line of the list."""
    return Line(
        one.public_id,
        one.application.public_id,
        one.revision.digest,
        one.verdict,
        one.place,
        one.reason,
    )


def content(category: Category, organ: Organisation, found: Iterable[Recommendation]) -> str:
    """Return the canonical text of an organ's list as it stands."""
    return listing.content(category.public_id, organ.public_id, map(line_of, found))


def seen(category: Category, organ: Organisation, found: Iterable[Recommendation]) -> str:
    """Return what stands for the list that a page shows."""
    return listing.digest(content(category, organ, found))


def undecided_count(category: Category, organ: Organisation) -> int:
    """Count the applications with an organ that it has not decided on."""
    found = Application.objects.filter(category=category)
    return found.filter(undecided(organ)).count()


def candidates(found: Sequence[Recommendation], at: datetime) -> list[Candidate]:
    """Return what is to be known of each before the list is sent."""
    told = rows(Actor.system("recommendations"), [one.application for one in found], at)
    return [
        Candidate(one.application.subject_name, _is_current(one), one.verdict, row.joint)
        for one, row in zip(found, told, strict=True)
    ]


def _is_current(one: Recommendation) -> bool:
    application = one.application
    return (
        application.state == SUBMITTED
        and current(application.holder) == current(one.organ)
        and application.revision == one.revision.place
    )


def transmittals(category: Category, organ: Organisation) -> QuerySet[Transmittal]:
    """Return what an organ has sent up in a category, the latest first."""
    return Transmittal.objects.filter(category=category, organ=organ).order_by("-pk")


def sent_as(category: Category, organ: Organisation, digest: str) -> Transmittal | None:
    """Return the list that was sent with this digest, if so: a second click finds the first."""
    return transmittals(category, organ).filter(digest=digest).first()


def transmittal(by: Actor, code: str) -> Transmittal:
    """Return a list that was sent; refuses with `NotFound` what is missing or not for this seat."""
    found = Transmittal.objects.filter(public_id=code)
    if not access.may("oversee", by).ok:
        own = home(by) if access.may("work", by).ok else None
        found = found.filter(organ__line__startswith=own.line) if own else found.none()
    one = found.select_related("category__edition", "organ").first()
    if one is None:
        raise NotFound("recommendations.missing")
    return one


def sent_with(one: Transmittal) -> list[Recommendation]:
    """Return what was sent with a list, in its order."""
    found = one.recommendations.select_related(*(f"application__{name}" for name in NAMED))
    return sorted(found, key=lambda row: (row.place == 0, row.place, row.pk))
