"""Do applications, surveys and recommendations hold together?"""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, F, Q, Sum

from hongbang.applications import queries as applications
from hongbang.applications.models import Application, Evidence, Revision
from hongbang.applications.rules import keeping
from hongbang.ops.invariants.check import check
from hongbang.recommendations.models import Allotment, Opinion, Recommendation, Transmittal
from hongbang.recommendations.rules import listing
from hongbang.surveys.models import Survey


def submitted_has_its_revision() -> Iterator[str]:
    """What was submitted has its last revision, and as many revisions as it says."""
    counted = Application.objects.annotate(written=Count("revisions"))
    yield from counted.exclude(written=F("revision")).values_list("public_id", flat=True)


def revisions_are_as_they_were() -> Iterator[str]:
    """What a revision holds gives the digest that its receipt carries."""
    for one in Revision.objects.select_related("application", "sheet").iterator():
        if applications.digest_of(one) != one.digest:
            yield one.public_id


def subjects_are_of_their_unit() -> Iterator[str]:
    """A team or person that is applied for belongs to the unit that applies."""
    wrong = Application.objects.filter(
        (Q(team__isnull=False) & ~Q(team__unit=F("unit")))
        | (Q(nominee__isnull=False) & ~Q(nominee__unit=F("unit")))
    )
    for one in wrong.select_related("unit__successor", "team__unit", "nominee__unit"):
        whom = one.team or one.nominee
        if whom is not None and whom.unit not in (one.unit, one.unit.successor):
            yield one.public_id


def holders_fit_states() -> Iterator[str]:
    """What was submitted is with an organ or the office, never with another unit."""
    wrong = Application.objects.filter(state="submitted", holder__kind="unit")
    yield from wrong.values_list("public_id", flat=True)


def evidence_is_of_its_form() -> Iterator[str]:
    """What an answer names as a file was attached to the same application."""
    kept = {one.public_id: one.application_id for one in Evidence.objects.all()}
    for one in Revision.objects.only("public_id", "answers", "application").iterator():
        for answer in keeping.from_text(one.answers).values():
            rows = answer if isinstance(answer, list) else []
            named = [row["file"] for row in rows if isinstance(row, dict) and "file" in row]
            if any(kept.get(code) != one.application_id for code in named):
                yield one.public_id


def surveys_count_their_answers() -> Iterator[str]:
    """A survey has as many answers as it counts."""
    counted = Survey.objects.annotate(given=Count("answers"))
    yield from counted.exclude(given=F("answered")).values_list("public_id", flat=True)


def places_are_what_was_entered() -> Iterator[str]:
    """The places of an organ are the sum of what was granted, lent and given back."""
    for one in Allotment.objects.annotate(entered=Sum("entries__seats")):
        if one.places != (one.entered or 0):
            yield one.public_id


def places_stay_within_the_quota() -> Iterator[str]:
    """The organs of a category have no more places than the category has."""
    given = Allotment.objects.order_by().values("category__public_id", "category__quota")
    over = given.annotate(total=Sum("places")).filter(total__gt=F("category__quota"))
    yield from over.values_list("category__public_id", flat=True)


def lists_hold_what_they_count() -> Iterator[str]:
    """An organ has as many on its list as it counts, recommended and in reserve."""
    for one in Allotment.objects.select_related("category", "organ"):
        made = Recommendation.objects.filter(
            application__category=one.category, organ=one.organ
        ).exclude(state="taken_back")
        counts = {"recommended": one.recommended_count, "reserve": one.reserve_count}
        if any(made.filter(verdict=verdict).count() != n for verdict, n in counts.items()):
            yield one.public_id


def owners_spoke_before_they_put_forward() -> Iterator[str]:
    """Whoever puts an application forward has agreed to the revision that is put forward."""
    made = Recommendation.objects.exclude(verdict="declined").exclude(state="taken_back")
    said = set(Opinion.objects.filter(stand="agree").values_list("revision", "organ"))
    for one in made:
        if (one.revision_id, one.organ_id) not in said:
            yield one.public_id


def lists_are_as_they_were_sent() -> Iterator[str]:
    """A list that was sent up gives the digest that was signed."""
    for one in Transmittal.objects.iterator():
        if listing.digest(one.content) != one.digest:
            yield one.public_id


CHECKS = tuple(
    map(
        check,
        (
            submitted_has_its_revision,
            revisions_are_as_they_were,
            subjects_are_of_their_unit,
            holders_fit_states,
            evidence_is_of_its_form,
            surveys_count_their_answers,
            places_are_what_was_entered,
            places_stay_within_the_quota,
            lists_hold_what_they_count,
            owners_spoke_before_they_put_forward,
            lists_are_as_they_were_sent,
        ),
    )
)
