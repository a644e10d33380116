"""Where are opinions, places, recommendations and what was sent up kept?"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from hongbang.audit.models import Recorded
from hongbang.recommendations.rules.joint import AGREE, STANDS
from hongbang.recommendations.rules.lifecycle import (
    ACCEPTED,
    AT_OFFICE,
    AT_ORGAN,
    DECLINED,
    INELIGIBLE,
    RECOMMENDATION,
    VERDICTS,
)

KINDS = ("granted", "lent", "returned")


class Opinion(Recorded):
    """What one organ says of a revision: for, against or neither, and why."""

    revision = models.ForeignKey(
        "applications.Revision", on_delete=models.PROTECT, related_name="opinions"
    )
    organ = models.ForeignKey("orgs.Organisation", on_delete=models.PROTECT, related_name="+")
    stand = models.CharField(max_length=8)
    words = models.CharField(max_length=500, blank=True)
    given_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["revision", "organ"], name="recommendations_opinion_once"
            ),
            models.CheckConstraint(
                condition=Q(stand__in=STANDS), name="recommendations_stand_known"
            ),
            models.CheckConstraint(
                condition=Q(stand=AGREE) | ~Q(words=""), name="recommendations_opinion_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organ_id} {self.stand}"


class Allotment(Recorded):
    """How many places an organ has in a category, and how many are taken.

    The counters are moved by checked updates only, and the engine refuses what lies beyond.
    `places` is the sum of the organ's entries.
    """

    category = models.ForeignKey(
        "programmes.Category", on_delete=models.PROTECT, related_name="allotments"
    )
    organ = models.ForeignKey("orgs.Organisation", on_delete=models.PROTECT, related_name="+")
    places = models.PositiveIntegerField(default=0)
    reserves = models.PositiveIntegerField(default=0)
    recommended_count = models.PositiveIntegerField(default=0)
    reserve_count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["category", "organ"], name="recommendations_allotment_once"
            ),
            models.CheckConstraint(
                condition=Q(recommended_count__lte=F("places")),
                name="recommendations_within_places",
            ),
            models.CheckConstraint(
                condition=Q(reserve_count__lte=F("reserves")),
                name="recommendations_within_reserves",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organ_id} {self.recommended_count}/{self.places}"


class QuotaEntry(Recorded):
    """One line of the ledger of places: given by the office, lent or returned.

    A loan is two entries that name each other's organ; what goes back names the loan.
    """

    allotment = models.ForeignKey(
        "recommendations.Allotment", on_delete=models.PROTECT, related_name="entries"
    )
    kind = models.CharField(max_length=8)
    seats = models.IntegerField()
    partner = models.ForeignKey(
        "orgs.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    loan = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="returns"
    )
    reason = models.CharField(max_length=300)
    written_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="recommendations_kind_known"),
            models.CheckConstraint(
                condition=~Q(seats=0) & ~Q(reason=""), name="recommendations_entry_says_why"
            ),
            models.CheckConstraint(
                condition=Q(kind="granted", partner__isnull=True, loan__isnull=True)
                | Q(kind="lent", partner__isnull=False, loan__isnull=True)
                | Q(kind="returned", partner__isnull=False, loan__isnull=False),
                name="recommendations_loan_has_two_sides",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.seats:+}"


class Transmittal(Recorded):
    """A list as it was sent up: its text and digest, never changed; its code is the receipt."""

    category = models.ForeignKey("programmes.Category", on_delete=models.PROTECT, related_name="+")
    organ = models.ForeignKey("orgs.Organisation", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    content = models.TextField()
    digest = models.CharField(max_length=64)
    sent_at = models.DateTimeField()
    sent_by = models.CharField(max_length=32)

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["category", "organ", "number"], name="recommendations_transmittal_once"
            ),
            models.CheckConstraint(
                condition=Q(Exact(Length("digest"), 64)), name="recommendations_digest_whole"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organ_id} ({self.number})"


class Recommendation(Recorded):
    """What the owning organ makes of an application, and what the office made of that.

    `place` orders it among those with the same verdict until the list is sent; then it is its
    number on the list, 0 where it was not put forward.
    """

    application = models.OneToOneField(
        "applications.Application", on_delete=models.PROTECT, related_name="recommendation"
    )
    revision = models.ForeignKey(
        "applications.Revision", on_delete=models.PROTECT, related_name="+"
    )
    organ = models.ForeignKey(
        "orgs.Organisation", on_delete=models.PROTECT, related_name="recommendations"
    )
    verdict = models.CharField(max_length=12)
    state = models.CharField(max_length=12, default=RECOMMENDATION.first)
    version = models.PositiveIntegerField(default=1)
    place = models.PositiveIntegerField(default=0)
    reason = models.CharField(max_length=300, blank=True)
    decided_at = models.DateTimeField()
    transmittal = models.ForeignKey(
        "recommendations.Transmittal",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="recommendations",
    )
    ruled_at = models.DateTimeField(null=True, blank=True)
    ruled_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=RECOMMENDATION.states), name="recommendations_state_known"
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=VERDICTS), name="recommendations_verdict_known"
            ),
            models.CheckConstraint(
                condition=~Q(verdict=DECLINED) | ~Q(reason=""),
                name="recommendations_declined_says_why",
            ),
            models.CheckConstraint(
                condition=Q(state__in=AT_ORGAN, transmittal__isnull=True)
                | Q(state__in=AT_OFFICE, transmittal__isnull=False),
                name="recommendations_sent_with_a_list",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state__in=[ACCEPTED, INELIGIBLE], ruled_at__isnull=False)
                    & ~Q(verdict=DECLINED)
                )
                | (~Q(state__in=[ACCEPTED, INELIGIBLE]) & Q(ruled_at__isnull=True)),
                name="recommendations_ruled_is_dated",
            ),
            models.CheckConstraint(
                condition=(Q(state=INELIGIBLE) & ~Q(ruled_reason=""))
                | (~Q(state=INELIGIBLE) & Q(ruled_reason="")),
                name="recommendations_ineligible_says_why",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "organ"], name="recommendations_state_organ"),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.verdict}"
