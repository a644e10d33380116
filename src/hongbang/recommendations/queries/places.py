"""How many places has each organ, from whom, and how are the rest handed out?"""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from hongbang.applications.queries import Application
from hongbang.applications.rules.lifecycle import SUBMITTED
from hongbang.kernel.refusal import NotFound
from hongbang.orgs import queries as orgs
from hongbang.orgs.queries import Organisation
from hongbang.programmes import queries as programmes
from hongbang.programmes.queries import Category
from hongbang.programmes.rules.shapes import rows_of
from hongbang.recommendations.models import (
    Allotment,
    QuotaEntry,
    Recommendation,
)
from hongbang.recommendations.rules import quota
from hongbang.recommendations.rules.quota import Portion


def allotment(category: Category, organ: Organisation) -> Allotment | None:
    """Return the places that an organ has in a category, and how many are taken."""
    return Allotment.objects.filter(category=category, organ=organ).first()


def allotments(category: Category) -> QuerySet[Allotment]:
    """Return the places of every organ in a category."""
    found = Allotment.objects.filter(category=category).select_related("organ__area")
    return found.order_by("organ__channel", "organ__area__place", "organ__name")


def lists_of(organ: Organisation | None) -> list[tuple[Category, Allotment | None]]:
    """Return the categories an organ has a list in, in editions that run, with its places."""
    if organ is None:
        return []
    of = Application.objects.filter(category=OuterRef("pk"))
    same = Organisation.objects.filter(Q(pk=organ.pk) | Q(successor=organ))
    is_with = Exists(of.filter(holder__in=same.values("pk")))
    on_it = Exists(Recommendation.objects.filter(application__category=OuterRef("pk"), organ=organ))
    has_places = Exists(Allotment.objects.filter(category=OuterRef("pk"), organ=organ))
    found = Category.objects.filter(has_places | on_it | is_with, edition__state="published")
    heavy = ("edition__chapters", "edition__pins")
    named = found.select_related("edition").defer(*heavy).order_by("-edition__year", "place")
    lines = {one.category_id: one for one in Allotment.objects.filter(organ=organ)}
    return [(one, lines.get(one.pk)) for one in named]


def without_places() -> QuerySet[Category]:
    """Return the categories in which an organ has applications before it and no places yet."""
    has_places = Allotment.objects.filter(
        category=OuterRef("category"), organ=OuterRef("holder"), places__gt=0
    )
    waiting = Application.objects.filter(~Exists(has_places), state=SUBMITTED, holder__kind="organ")
    found = Category.objects.filter(
        edition__state="published", pk__in=waiting.order_by().values("category")
    )
    return found.select_related("edition").order_by("-edition__year", "place")


def given_places(category: Category) -> int:
    """Count the places of a category that are given out."""
    total = Allotment.objects.filter(category=category).aggregate(total=Sum("places"))["total"]
    return int(total or 0)


def share_of(category: Category) -> Fraction:
    """Return how many an organ may put forward for each place."""
    chapter = programmes.chapter(category.edition, "quotas")
    return quota.share_of(chapter.get("nominate_share"))


def submitted_counts(category: Category) -> dict[str, int]:
    """Count the applications that each organ has before it, by the organ's code."""
    found = Application.objects.filter(category=category, state=SUBMITTED, holder__kind="organ")
    counted = found.values("holder__public_id", "holder__successor__public_id")
    told: dict[str, int] = {}
    for row in counted.annotate(n=Count("pk")):
        code = row["holder__successor__public_id"] or row["holder__public_id"]
        told[code] = told.get(code, 0) + row["n"]
    return told


def proposal(category: Category, total: int) -> tuple[Portion, ...]:
    """Propose places for the organs that have none yet: the edition's rows, then by share.

    A row of scope `organ` names its organ by name or code.
    """
    taken = {
        *Allotment.objects.filter(category=category).values_list("organ__public_id", flat=True)
    }
    organs = {one.public_id: one for one in orgs.organs()}
    by_name = {one.name: code for code, one in organs.items()} | {code: code for code in organs}
    fixed = {
        by_name[row["of"]]: int(row["seats"])
        for row in rows_of(programmes.chapter(category.edition, "quotas"), "quotas")
        if row["scope"] == "organ"
        and row["subject"] == category.key
        and row.get("of") in by_name
        and by_name[row["of"]] not in taken
    }
    counts = {
        code: count
        for code, count in submitted_counts(category).items()
        if code not in taken and code in organs
    }
    return quota.hand_out(total, counts, fixed)


def organs_by_code(codes: Collection[str]) -> dict[str, Organisation]:
    """Return bodies by their codes."""
    found = Organisation.objects.filter(public_id__in=codes).select_related("area")
    return {one.public_id: one for one in found}


def entries(category: Category) -> QuerySet[QuotaEntry]:
    """Return the ledger of places of a category, the latest first."""
    found = QuotaEntry.objects.filter(allotment__category=category)
    return found.select_related("allotment__organ", "partner").order_by("-pk")


def loans(category: Category) -> list[tuple[QuotaEntry, int]]:
    """Return the loans of a category that are not wholly back, each with what is outstanding."""
    lent = entries(category).filter(kind="lent", seats__lt=0)
    counted = lent.annotate(back=Sum("returns__seats", filter=Q(returns__seats__gt=0)))
    return [(one, left) for one in counted if (left := -one.seats - int(one.back or 0)) > 0]


def lent(category: Category, code: str) -> QuotaEntry:
    """Return one loan, whether or not it is back; refuses with `NotFound`."""
    one = entries(category).filter(kind="lent", seats__lt=0, public_id=code).first()
    if one is None:
        raise NotFound("recommendations.no_loan")
    return one


def loan(category: Category, code: str) -> tuple[QuotaEntry, int]:
    """Return one loan and what is outstanding of it; refuses with `NotFound`."""
    for one, left in loans(category):
        if one.public_id == code:
            return one, left
    raise NotFound("recommendations.no_loan")
