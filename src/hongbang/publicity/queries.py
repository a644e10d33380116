"""What is before the public, what was objected, what is owed, and who came through?"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, Q, QuerySet

from hongbang.applications.models import Application
from hongbang.approvals import queries as approvals
from hongbang.approvals.models import Resolution
from hongbang.approvals.queries import Passed
from hongbang.approvals.rules.lifecycle import PASSED
from hongbang.kernel.actor import Actor
from hongbang.kernel.refusal import NotFound
from hongbang.programmes import queries as programmes
from hongbang.programmes.queries import Edition as Edition
from hongbang.programmes.rules import workdays
from hongbang.publicity import access
from hongbang.publicity.models import Name as Name  # others name rows, they hold no tables
from hongbang.publicity.models import Objection as Objection
from hongbang.publicity.models import Posting as Posting
from hongbang.publicity.rules.lifecycle import (
    ACCEPTED,
    CLEARED,
    OPEN,
    POSTED,
    STRUCK,
    WAITING,
)
from hongbang.publicity.rules.objecting import receipt_digest
from hongbang.publicity.rules.window import ANSWER_DAYS, DAYS, INQUIRY_DAYS, LEAST_DAYS, Terms

OF_NAME = ("application__category", "application__unit", "application__team")
HEAVY = ("edition__chapters", "edition__pins")


# --- what may be posted


@dataclass(frozen=True)
class Matter:
    """What would be posted now: what the hosts approved, who of it was not posted yet."""

    edition: Edition
    passed: Passed
    new: tuple[Application, ...]


def edition(code: str) -> Edition:
    """Return an edition under way; refuses with `NotFound`."""
    found = Edition.objects.filter(code=code, state__in=("published", "closed")).first()
    if found is None:
        raise NotFound("publicity.no_edition")
    return found


def matter(edition: Edition) -> Matter | None:
    """Return what could be posted now; None where the hosts have not approved."""
    passed = approvals.passed(edition)
    if passed is None:
        return None
    named = [one.application for many in passed.names.values() for one in many]
    known = Name.objects.filter(posting__edition=edition).values("application")
    rows = Application.objects.filter(public_id__in=named).exclude(pk__in=known)
    found = {
        one.public_id: one
        for one in rows.select_related("unit", "team", "nominee", "category").defer("answers")
    }
    return Matter(edition, passed, tuple(found[code] for code in named if code in found))


def to_post(by: Actor) -> list[Matter]:
    """Return the editions whose hosts have approved names that are not posted yet."""
    if not access.may("post", by).ok:
        return []
    rows = Resolution.objects.filter(state=PASSED, edition__state="published")
    found = [matter(one.edition) for one in rows.select_related("edition").order_by("passed_at")]
    return [one for one in found if one is not None and one.new]


def terms(edition: Edition) -> Terms:
    """Return what an edition says of its notice, in working days."""
    said = programmes.chapter(edition, "publicity")
    return Terms(
        said.get("notice_days", DAYS),
        said.get("minimum_days", LEAST_DAYS),
        said.get("answer_days", ANSWER_DAYS),
        said.get("inquiry_days", INQUIRY_DAYS),
    )


def add_working_days(day: date, count: int) -> date:
    """Return the day that so many working days lead to, by today's calendar."""
    return workdays.add_working_days(day, count, programmes.calendar()).day


def working_days_left(posting: Posting, today: date) -> int:
    """Return how many working days are left after today, the last one included."""
    if today >= posting.last_on:
        return 0
    return workdays.working_days(today, posting.last_on, programmes.calendar()).days


# --- what is posted


def postings() -> QuerySet[Posting]:
    """Return every posting, the latest first, with how many names it has."""
    rows = Posting.objects.select_related("edition__programme").defer(*HEAVY)
    struck = Count("names", filter=Q(names__state=STRUCK))
    return rows.annotate(count=Count("names"), struck=struck).order_by("-posted_at", "-pk")


def get(code: str) -> Posting:
    """Return one posting; refuses with `NotFound`."""
    found = Posting.objects.select_related("edition__programme").filter(public_id=code).first()
    if found is None:
        raise NotFound("publicity.missing")
    return found


def names(posting: Posting) -> list[Name]:
    """Return the names of a posting in their order."""
    found = posting.names.select_related(*OF_NAME, "application__nominee")
    return [*found.defer("application__answers").order_by("place")]


def by_category(found: Sequence[Name]) -> list[tuple[object, list[Name]]]:
    """Group names by their category, both in order."""
    groups: dict[int, tuple[object, list[Name]]] = {}
    for one in found:
        category = one.application.category
        groups.setdefault(category.pk, (category, []))[1].append(one)
    return [*groups.values()]


def name(posting: Posting, code: str) -> Name:
    """Return one name of a posting; refuses with `NotFound`."""
    rows = posting.names.select_related(*OF_NAME, "application__nominee", "posting__edition")
    found = rows.filter(public_id=code).first()
    if found is None:
        raise NotFound("publicity.missing")
    return found


def how_to_object(edition: Edition) -> Mapping[str, str]:
    """Return what the edition says about objecting, in both languages."""
    words: Mapping[str, str] = programmes.chapter(edition, "publicity").get("objections", {})
    return words


def to_close(today: date) -> QuerySet[Posting]:
    """Return the postings whose last day is over and that nobody has closed."""
    return Posting.objects.filter(state=OPEN, last_on__lt=today).order_by("last_on", "pk")


# --- objections


def objections(by: Actor) -> QuerySet[Objection]:
    """Return the objections this seat may see, the open ones first, earliest due."""
    rows = access.visible_to(by, Objection.objects.all())
    named = [f"name__{one}" for one in (*OF_NAME, "application__nominee", "posting__edition")]
    heavy = [f"name__posting__{one}" for one in HEAVY]
    found = rows.select_related(*named).defer("name__application__answers", *heavy)
    return found.order_by(F("answered_at").desc(nulls_first=True), "due_on", "pk")


def waiting(by: Actor) -> QuerySet[Objection]:
    """Return the objections that wait for an answer or a ruling, earliest due."""
    return objections(by).filter(state__in=WAITING)


def objection(by: Actor, code: str) -> Objection:
    """Return one objection; refuses with `NotFound` what is missing or not for this seat."""
    found = objections(by).filter(public_id=code).first()
    if found is None:
        raise NotFound("publicity.missing")
    return found


def followed(receipt: str) -> Objection:
    """Return the objection that a receipt belongs to; refuses with `NotFound`."""
    rows = Objection.objects.select_related("name__posting", "name__application")
    found = rows.filter(receipt=receipt_digest(receipt)).first()
    if found is None:
        raise NotFound("publicity.no_receipt")
    return found


def suspended(posting: Posting) -> set[int]:
    """Return the names against which an objection was taken up and not ruled on yet."""
    rows = Objection.objects.filter(name__posting=posting, state=ACCEPTED)
    return set(rows.values_list("name", flat=True))


def has_waiting(name: Name, but: Objection | None = None) -> bool:
    """Say whether an objection to a name waits for an answer or a ruling, another than this."""
    found = name.objections.filter(state__in=WAITING)
    return (found.exclude(pk=but.pk) if but else found).exists()


def resolution_of(name: Name) -> Passed | None:
    """Return what the hosts approved, which a ruling may change."""
    return approvals.passed(name.posting.edition)


# --- what came of it


@dataclass(frozen=True)
class Outcome:
    """Who came through the notice: cleared names, how many still wait, whether all is over.

    Final is an edition whose approved names are all posted and settled.
    """

    edition: Edition
    cleared: tuple[Name, ...]
    waiting: int
    is_final: bool


def outcome(edition: Edition) -> Outcome:
    """Return what the notice of an edition has led to so far."""
    rows = Name.objects.filter(posting__edition=edition)
    found = rows.select_related(*OF_NAME, "application__nominee", "posting")
    settled = found.filter(state=CLEARED).defer("application__answers")
    waiting = rows.filter(state=POSTED).count()
    unposted = matter(edition)
    over = waiting == 0 and unposted is not None and not unposted.new and rows.exists()
    order = ("application__category__place", "posting__place", "place")
    return Outcome(edition, tuple(settled.order_by(*order)), waiting, over)


def names_of(found: Collection[int]) -> dict[int, Name]:
    """Return these applications as they stand before the public, by application; one statement."""
    rows = Name.objects.filter(application__in=found).select_related("posting")
    return {one.application_id: one for one in rows}


def first_posted(editions: Collection[int]) -> dict[int, datetime]:
    """Return when the list of an edition was first put before the public, by edition."""
    found = Posting.objects.filter(edition__in=editions).order_by("-posted_at")
    return dict(found.values_list("edition", "posted_at"))
