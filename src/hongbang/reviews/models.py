"""Where are experts, rounds, files under review, score sheets and standings kept?"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from hongbang.applications.rules.keeping import from_text
from hongbang.audit.models import Recorded
from hongbang.privacy.models import SealedField
from hongbang.privacy.rules.classes import DataClass
from hongbang.reviews.rules.lifecycle import ROUND, SHEET

WORKS_FOR, SPEAKS_FOR = "works_for", "speaks_for"
ASSIGNED, REPLACED = "assign", "recuse"


class Member(Recorded):
    """An expert's seat that serves in an edition; `code` stands for the name.

    `categories` are the keys of the categories it serves in; without any it gets nothing new.
    """

    edition = models.ForeignKey(
        "programmes.Edition", on_delete=models.PROTECT, related_name="experts"
    )
    seat = models.ForeignKey("accounts.Seat", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=8)
    categories = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "seat"], name="reviews_seat_serves_once"),
            models.UniqueConstraint(fields=["edition", "code"], name="reviews_code_once"),
            models.CheckConstraint(condition=~Q(code=""), name="reviews_member_coded"),
        ]

    def __str__(self) -> str:
        return self.code


class Tie(models.Model):
    """A body that an expert works for or speaks for: a fact that conflicts are found by."""

    member = models.ForeignKey("reviews.Member", on_delete=models.PROTECT, related_name="ties")
    body = models.ForeignKey("orgs.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "body", "kind"], name="reviews_tie_once"),
            models.CheckConstraint(
                condition=Q(kind__in=[WORKS_FOR, SPEAKS_FOR]), name="reviews_tie_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} {self.kind}"


class Round(Recorded):
    """The review of a category, with the method it was opened with; `digest` while closed."""

    category = models.OneToOneField(
        "programmes.Category", on_delete=models.PROTECT, related_name="review"
    )
    sheet = models.ForeignKey("sheets.Sheet", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, default=ROUND.first)
    version = models.PositiveIntegerField(default=1)
    readings = models.PositiveSmallIntegerField()
    least_readings = models.PositiveSmallIntegerField()
    trim = models.PositiveSmallIntegerField(default=0)
    ties = models.JSONField(default=list)
    is_blind = models.BooleanField()
    pass_mark = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    seed = models.CharField(max_length=64)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=ROUND.states), name="reviews_round_state_known"
            ),
            models.CheckConstraint(
                condition=Q(least_readings__gte=1, readings__gte=F("least_readings")),
                name="reviews_readings_enough",
            ),
            models.CheckConstraint(condition=~Q(seed=""), name="reviews_round_seeded"),
            models.CheckConstraint(
                condition=(
                    Q(state="closed", closed_at__isnull=False, closed_at__gte=F("opened_at"))
                    & ~Q(digest="")
                )
                | (~Q(state="closed") & Q(closed_at__isnull=True, digest="")),
                name="reviews_closed_has_digest",
            ),
        ]

    def __str__(self) -> str:
        return str(self.category)


class Dossier(Recorded):
    """An application under review: the revision that is read, its number, the office's opinion."""

    round = models.ForeignKey("reviews.Round", on_delete=models.PROTECT, related_name="dossiers")
    application = models.ForeignKey(
        "applications.Application", on_delete=models.PROTECT, related_name="dossiers"
    )
    revision = models.ForeignKey(
        "applications.Revision", on_delete=models.PROTECT, related_name="+"
    )
    number = models.PositiveIntegerField()
    opinion = models.TextField(blank=True)
    opined_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    taken_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["round", "application"], name="reviews_application_once"
            ),
            models.UniqueConstraint(fields=["round", "number"], name="reviews_number_once"),
            models.CheckConstraint(
                condition=Q(opinion="", opined_at__isnull=True)
                | (~Q(opinion="") & Q(opined_at__isnull=False)),
                name="reviews_opinion_is_dated",
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)


class ScoreSheet(Recorded):
    """One expert's reading of one file; its marks are sealed until nobody but the office asks.

    `total` and `sections` (points by section, as text) are there while it is signed.
    """

    dossier = models.ForeignKey("reviews.Dossier", on_delete=models.PROTECT, related_name="sheets")
    member = models.ForeignKey("reviews.Member", on_delete=models.PROTECT, related_name="sheets")
    state = models.CharField(max_length=12, default=SHEET.first)
    version = models.PositiveIntegerField(default=1)
    answers = SealedField(data_class=DataClass.PRIVATE, blank=True)
    total = models.DecimalField(max_digits=12, decimal_places=6, null=True, blank=True)
    sections = models.JSONField(default=dict)
    assigned_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True, blank=True)
    recused_at = models.DateTimeField(null=True, blank=True)
    recused_reason = SealedField(data_class=DataClass.PRIVATE, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dossier", "member"], name="reviews_reads_once"),
            models.CheckConstraint(
                condition=Q(state__in=SHEET.states), name="reviews_sheet_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state="signed", signed_at__isnull=False, total__isnull=False)
                | (~Q(state="signed") & Q(signed_at__isnull=True, total__isnull=True)),
                name="reviews_signed_has_total",
            ),
            models.CheckConstraint(
                condition=Q(state="recused", recused_at__isnull=False)
                | (~Q(state="recused") & Q(recused_at__isnull=True)),
                name="reviews_recused_is_dated",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["member", "state"], name="reviews_sheet_reader"),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.member_id}"

    @property
    def typed(self) -> dict[str, Any]:
        """Return the marks at work."""
        return from_text(self.answers)


class Run(Recorded):
    """An assignment as it was worked out: what went in, its digest, what came out."""

    round = models.ForeignKey("reviews.Round", on_delete=models.PROTECT, related_name="runs")
    place = models.PositiveIntegerField()
    cause = models.CharField(max_length=8)
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    outcome = models.JSONField()
    ran_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["place"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "place"], name="reviews_run_once"),
            models.CheckConstraint(
                condition=Q(Exact(Length("digest"), 64)), name="reviews_run_digest_whole"
            ),
            models.CheckConstraint(
                condition=Q(cause__in=[ASSIGNED, REPLACED]), name="reviews_run_cause_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} ({self.place})"


class Closing(Recorded):
    """A round that was closed: what was counted, its digest; and if so, why it was reopened."""

    round = models.ForeignKey("reviews.Round", on_delete=models.PROTECT, related_name="closings")
    place = models.PositiveIntegerField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    owed = models.PositiveIntegerField(default=0)
    reason = models.CharField(max_length=500, blank=True)
    closed_at = models.DateTimeField()
    reopened_at = models.DateTimeField(null=True, blank=True)
    reopened_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["place"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "place"], name="reviews_closing_once"),
            models.CheckConstraint(
                condition=Q(Exact(Length("digest"), 64)), name="reviews_closing_digest_whole"
            ),
            models.CheckConstraint(
                condition=Q(owed=0) | ~Q(reason=""), name="reviews_forced_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(reopened_at__isnull=True, reopened_reason="")
                | (
                    Q(reopened_at__isnull=False, reopened_at__gte=F("closed_at"))
                    & ~Q(reopened_reason="")
                ),
                name="reviews_reopened_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} ({self.place})"


class Standing(models.Model):
    """Where a file stands after a closing, as `rules.standing.Place` says; lowest and highest."""

    closing = models.ForeignKey("reviews.Closing", on_delete=models.PROTECT, related_name="places")
    dossier = models.ForeignKey(
        "reviews.Dossier", on_delete=models.PROTECT, related_name="standings"
    )
    place = models.PositiveIntegerField()
    readings = models.PositiveSmallIntegerField()
    mean = models.CharField(max_length=80, blank=True)
    score = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    decided_by = models.CharField(max_length=60)
    tied = models.PositiveIntegerField()
    lowest = models.DecimalField(max_digits=12, decimal_places=6, null=True, blank=True)
    highest = models.DecimalField(max_digits=12, decimal_places=6, null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["place"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["closing", "place"], name="reviews_place_once"),
            models.UniqueConstraint(fields=["closing", "dossier"], name="reviews_stands_once"),
            models.CheckConstraint(
                condition=Q(score__isnull=True, mean="") | (Q(score__isnull=False) & ~Q(mean="")),
                name="reviews_score_has_mean",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place}"
