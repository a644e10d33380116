"""Do reviews, selections and approvals hold together?"""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, F, Q

from hongbang.approvals.models import Resolution, Supplement
from hongbang.approvals.rules import content
from hongbang.ops.invariants.check import check
from hongbang.recommendations.models import Recommendation
from hongbang.reviews.models import WORKS_FOR, Closing, Dossier, ScoreSheet, Standing, Tie
from hongbang.reviews.rules import evidence
from hongbang.reviews.rules.scoring import final
from hongbang.selections.models import Run, Seat, Slate
from hongbang.selections.rules import verify
from hongbang.selections.rules.answering import IN_PROMOTED
from hongbang.sheets import queries as sheets
from hongbang.sheets.rules.shape import Definition


def nobody_judges_their_own() -> Iterator[str]:
    """No expert has a score sheet of a unit that the expert works for."""
    bound = set(Tie.objects.filter(kind=WORKS_FOR).values_list("member", "body"))
    live = ScoreSheet.objects.exclude(state="recused").select_related("dossier__application")
    for one in live.defer("answers", "dossier__application__answers"):
        if (one.member_id, one.dossier.application.unit_id) in bound:
            yield one.public_id


def files_under_review_were_accepted() -> Iterator[str]:
    """Only what the office accepted is under review."""
    accepted = Recommendation.objects.filter(state="accepted").values("application")
    wrong = Dossier.objects.exclude(application__in=accepted)
    yield from wrong.values_list("public_id", flat=True)


def signed_totals_are_right() -> Iterator[str]:
    """The total of a signed score sheet is what its marks add up to."""
    definitions: dict[int, Definition] = {}
    signed = ScoreSheet.objects.filter(state="signed").select_related("dossier__round__sheet")
    for one in signed.iterator():
        sheet = one.dossier.round.sheet
        definition = definitions.setdefault(sheet.pk, sheets.definition(sheet))
        if final(definition, one.typed).total != one.total:
            yield one.public_id


def closings_are_as_they_were() -> Iterator[str]:
    """What a review closed with gives the digest that was kept of it."""
    for one in Closing.objects.iterator():
        if evidence.digest(one.content) != one.digest:
            yield one.public_id


def every_file_has_its_place() -> Iterator[str]:
    """In a closed review every file stands once, the places running from one."""
    for one in Closing.objects.filter(reopened_at__isnull=True):
        places = sorted(Standing.objects.filter(closing=one).values_list("place", flat=True))
        if places != [*range(1, len(places) + 1)]:
            yield one.public_id


def lists_are_proved() -> Iterator[str]:
    """Every list that was found passes the independent checker, against the brief it was asked."""
    for one in Run.objects.filter(claim__isnull=False).iterator():
        is_same = verify.digest(one.brief) == one.digest
        if not is_same or not verify.verify(one.brief, one.claim or {}).is_sound:
            yield one.public_id


def seats_are_what_was_found() -> Iterator[str]:
    """Whoever sits on a list sits there by its run, or moved up when somebody was struck."""
    for one in Slate.objects.select_related("run"):
        seats = Seat.objects.filter(slate=one).select_related("application")
        chosen = {each.application.public_id for each in seats if each.kind == "chosen"}
        found = set(one.run.claim["chosen"]) if one.run.claim else set()
        struck = {each.application.public_id for each in seats if each.kind == "struck"}
        moved = {each.application.public_id for each in seats if each.code == IN_PROMOTED}
        if chosen - moved != found - struck:
            yield one.public_id


def lists_stay_within_quota() -> Iterator[str]:
    """A fixed list has no more chosen than its category has honours."""
    fixed = Slate.objects.filter(state="adopted").order_by()
    counted = fixed.annotate(chosen=Count("seats", filter=Q(seats__kind="chosen")))
    over = counted.filter(chosen__gt=F("category__quota"))
    yield from over.values_list("public_id", flat=True)


def hosts_signed_what_was_put() -> Iterator[str]:
    """What was put to the hosts gives the digest that they signed, each of them the same."""
    for one in Resolution.objects.prefetch_related("decisions"):
        signed = {each.digest for each in one.decisions.all() if each.state == "approved"}
        if content.digest(one.content) != one.digest or signed - {one.digest}:
            yield one.public_id
    for supplement in Supplement.objects.all():
        if content.digest(supplement.content) != supplement.digest:
            yield supplement.public_id


def nothing_passed_without_every_host() -> Iterator[str]:
    """What is passed was approved by every host that was asked."""
    for one in Resolution.objects.filter(state="passed").prefetch_related("decisions"):
        asked = [each.state for each in one.decisions.all()]
        if not asked or set(asked) != {"approved"}:
            yield one.public_id


CHECKS = tuple(
    map(
        check,
        (
            nobody_judges_their_own,
            files_under_review_were_accepted,
            signed_totals_are_right,
            closings_are_as_they_were,
            every_file_has_its_place,
            lists_are_proved,
            seats_are_what_was_found,
            lists_stay_within_quota,
            hosts_signed_what_was_put,
            nothing_passed_without_every_host,
        ),
    )
)
