"""Who can be honoured now, under which numbers, what was conferred, and who has fetched it?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Max, Q, QuerySet

from hongbang.applications.models import Application, Revision
from hongbang.approvals import queries as approvals
from hongbang.approvals.queries import Passed
from hongbang.awards import access
from hongbang.awards.models import Award as Award  # others name rows, they hold no tables
from hongbang.awards.models import Batch as Batch
from hongbang.awards.rules import conferring, content
from hongbang.awards.rules.content import Conferred, Terms
from hongbang.kernel.actor import Actor
from hongbang.kernel.refusal import NotFound, RuleBroken
from hongbang.programmes import queries as programmes
from hongbang.programmes.queries import Category as Category
from hongbang.programmes.queries import Edition as Edition
from hongbang.publicity import queries as publicity
from hongbang.publicity.queries import Name
from hongbang.publicity.rules.lifecycle import CLEARED, POSTED
from hongbang.register.models import Honour
from hongbang.register.rules.lifecycle import HELD

OF_APPLICATION = ("category", "unit", "team", "nominee")
HEAVY = ("edition__chapters", "edition__pins")
UNDER_WAY = ("published", "closed")  # a ruling may clear a name after an edition has closed


# --- what can be conferred


@dataclass(frozen=True)
class Matter:
    """What would be conferred now: names with their numbers, and who still waits.

    `waiting` are before the public or looked into; `unposted` moved up and were not posted yet.
    """

    edition: Edition
    passed: Passed
    names: tuple[Name, ...]
    numbers: tuple[str, ...]
    waiting: tuple[Application, ...]
    unposted: tuple[Application, ...]

    @property
    def rows(self) -> list[tuple[str, Application]]:
        """Return each name with its number."""
        return [(no, one.application) for no, one in zip(self.numbers, self.names, strict=True)]

    @property
    def honours(self) -> list[Conferred]:
        """Return what would be conferred, as content has it."""
        return [conferred(number, one) for number, one in self.rows]

    @property
    def seen(self) -> str:
        """Return the digest of names and numbers."""
        return content.seen(self.edition.public_id, self.honours)

    @property
    def waiting_count(self) -> int:
        """Count who still waits."""
        return len(self.waiting) + len(self.unposted)

    @property
    def not_before(self) -> date:
        """Return the first day on which these may be honoured."""
        return conferring.earliest(one.posting.last_on for one in self.names)


def conferred(number: str, one: Application) -> Conferred:
    """Return an application as it would be conferred."""
    key = one.category.key
    return Conferred(number, one.public_id, key, one.subject_name, one.unit.name)


def edition(code: str) -> Edition:
    """Return an edition under way; refuses with `NotFound`."""
    found = Edition.objects.filter(code=code, state__in=UNDER_WAY)
    one = found.select_related("programme").first()
    if one is None:
        raise NotFound("awards.no_edition")
    return one


def matter(edition: Edition) -> Matter | None:
    """Return what could be conferred now; None where what the hosts approved does not stand."""
    passed = approvals.passed(edition)
    if passed is None:
        return None
    approved = {one.application for many in passed.names.values() for one in many}
    honoured = set(
        Award.objects.filter(batch__edition=edition).values_list("application", flat=True)
    )
    outcome = publicity.outcome(edition)
    names = tuple(
        one
        for one in outcome.cleared
        if one.application_id not in honoured and one.application.public_id in approved
    )
    posted = publicity.matter(edition)
    return Matter(
        edition,
        passed,
        names,
        tuple(_numbers(edition, [one.application.category for one in names])),
        tuple(_waiting(edition)),
        posted.new if posted else (),
    )


def _waiting(edition: Edition) -> list[Application]:
    rows = Application.objects.filter(
        posted_name__posting__edition=edition, posted_name__state=POSTED
    ).select_related(*OF_APPLICATION)
    return [*rows.defer("answers").order_by("category__place", "posted_name__place")]


def _numbers(edition: Edition, categories: Sequence[Category]) -> list[str]:
    """Return the next numbers; the register says which are taken, also by other programmes."""
    taken = {}
    for place in {one.place for one in categories}:
        start = f"{edition.year:04d}-{place:02d}-"
        last = Honour.objects.filter(number__startswith=start).aggregate(last=Max("number"))["last"]
        if last:
            taken[place] = last
    return conferring.numbers(edition.year, [one.place for one in categories], taken)


def to_confer(by: Actor) -> list[Matter]:
    """Return the editions with names that came through the notice and are not honoured yet."""
    if not access.may("confer", by).ok:
        return []
    through = Q(postings__names__state=CLEARED, postings__names__application__award__isnull=True)
    rows = Edition.objects.filter(through, state__in=UNDER_WAY).distinct()
    found = [matter(one) for one in rows.order_by("-year", "pk")]
    return [one for one in found if one is not None and one.names]


def settled(applications: Iterable[Application]) -> set[int]:
    """Return for which of these nobody waits: conferred was, and no objection is still open."""
    those = Application.objects.filter(pk__in=[one.pk for one in applications])
    over = those.filter(category__edition__in=Batch.objects.values("edition"))
    return set(over.exclude(posted_name__state=POSTED).values_list("pk", flat=True))


def years(edition: Edition) -> int:
    """Return how many years an honour of an edition is valid.

    Refuses: `awards.no_years`.
    """
    said = programmes.chapter(edition, "validity").get("years")
    if not isinstance(said, int):
        raise RuleBroken("awards.no_years")
    return said


def organs_of(applications: Iterable[Application]) -> dict[int, str]:
    """Return the code of the organ that each application was last sent to, in one statement."""
    rows = Revision.objects.filter(
        application__in=[one.pk for one in applications], place=F("application__revision")
    )
    return dict(rows.values_list("application", "organ__public_id"))


# --- what was conferred


def batches() -> QuerySet[Batch]:
    """Return every batch, the latest first, with how many it has and how many were fetched."""
    fetched = Count("awards", filter=Q(awards__fetched_at__isnull=False))
    rows = Batch.objects.select_related("edition__programme").defer(*HEAVY)
    return rows.annotate(count=Count("awards"), fetched=fetched).order_by("-conferred_at", "-pk")


def batch(code: str) -> Batch:
    """Return one batch; refuses with `NotFound`."""
    found = Batch.objects.select_related("edition__programme").filter(public_id=code).first()
    if found is None:
        raise NotFound("awards.missing")
    return found


def conferred_as(edition: Edition, seen: str) -> Batch | None:
    """Return the batch that was conferred of what a preview showed, if it was."""
    return Batch.objects.filter(edition=edition, seen=seen).first()


def awards_of(batch: Batch) -> QuerySet[Award]:
    """Return the awards of a batch in their order."""
    return _rows(batch.awards.all()).order_by("place")


def visible(by: Actor) -> QuerySet[Award]:
    """Return the awards this seat may see, the latest first."""
    return _rows(access.visible_to(by, Award.objects.all())).order_by("-batch__first_on", "place")


def get(by: Actor, code: str) -> Award:
    """Return one award; refuses with `NotFound` what is missing or not for this seat."""
    found = visible(by).filter(public_id=code).first()
    if found is None:
        raise NotFound("awards.missing")
    return found


def to_fetch(by: Actor, today: date) -> QuerySet[Award]:
    """Return the awards of this unit whose certificate nobody has fetched and that are in force."""
    if not access.may("hold", by).ok:
        return Award.objects.none()
    in_force = Q(honour__state__in=HELD, honour__last_on__gte=today)
    return visible(by).filter(in_force, fetched_at__isnull=True)


def terms(batch: Batch) -> Terms:
    """Return what holds for a whole batch."""
    return Terms(
        batch.edition.public_id, batch.paper, batch.first_on, batch.last_on, batch.approved
    )


def digest(batch: Batch) -> str:
    """Compute the digest of a batch again from what is kept of it."""
    honours = [
        Conferred(
            one.honour.number,
            one.application.public_id,
            one.application.category.key,
            one.name,
            one.unit_name,
        )
        for one in awards_of(batch)
    ]
    return content.digest(terms(batch), honours)


def _rows(rows: QuerySet[Award]) -> QuerySet[Award]:
    together = ("batch__edition", "honour__category", "application__category", "application__unit")
    more = ("application__team", "application__nominee")
    heavy = [f"batch__{one}" for one in HEAVY]
    return rows.select_related(*together, *more).defer("application__answers", *heavy)
