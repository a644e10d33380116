"""Where are records of activities and statistics returns kept?"""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from hongbang.activity.rules.lifecycle import (
    ACCEPTED,
    DRAFT,
    FROZEN,
    IN,
    PREPARED,
    RECORD,
    RETURN,
    RETURNED,
    STRUCK,
)
from hongbang.audit.models import Recorded


class Activity(Recorded):
    """What a unit did for the campaign; `hours` are those of one person.

    `reason` is that of the last correction, or of striking it.
    """

    unit = models.ForeignKey(
        "orgs.Organisation", on_delete=models.PROTECT, related_name="activities"
    )
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=80)
    place = models.CharField(max_length=80)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    break_minutes = models.PositiveIntegerField(default=0)
    teams = models.PositiveIntegerField(default=0)
    people = models.PositiveIntegerField(default=0)
    women = models.PositiveIntegerField(default=0)
    under35 = models.PositiveIntegerField(default=0)
    hours = models.DecimalField(max_digits=6, decimal_places=1, default=Decimal(0))
    helped = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=12, default=RECORD.first)
    version = models.PositiveIntegerField(default=1)
    recorded_at = models.DateTimeField()
    reason = models.CharField(max_length=300, blank=True)
    struck_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=RECORD.states), name="activity_record_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(kind="") & ~Q(title="") & ~Q(place=""), name="activity_record_is_named"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="activity_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(women__lte=F("people"), under35__lte=F("people")),
                name="activity_parts_of_people",
            ),
            models.CheckConstraint(condition=Q(hours__gte=0), name="activity_hours_not_under"),
            models.CheckConstraint(
                condition=(Q(state=STRUCK, struck_at__isnull=False) & ~Q(reason=""))
                | (~Q(state=STRUCK) & Q(struck_at__isnull=True)),
                name="activity_struck_has_reason",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["unit", "starts_at"], name="activity_of_unit"),
        ]

    def __str__(self) -> str:
        return self.title


class Return(Recorded):
    """The statistics return of an organ for an edition.

    `typed` is what the organ adds while it works; `lines` are the figures both signed, frozen when
    it was prepared, so that a record corrected later changes no signed return.
    """

    edition = models.ForeignKey(
        "programmes.Edition", on_delete=models.PROTECT, related_name="activity_returns"
    )
    organ = models.ForeignKey(
        "orgs.Organisation", on_delete=models.PROTECT, related_name="activity_returns"
    )
    sheet = models.ForeignKey("sheets.Sheet", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, default=RETURN.first)
    version = models.PositiveIntegerField(default=1)
    typed = models.JSONField(default=dict, blank=True)
    lines = models.JSONField(default=list, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    changed_at = models.DateTimeField()
    prepared_by = models.CharField(max_length=32, blank=True)
    prepared_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.CharField(max_length=32, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=RETURN.states), name="activity_return_state_known"
            ),
            models.UniqueConstraint(
                fields=["edition", "organ"], name="activity_return_once_an_organ"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=FROZEN)
                | (
                    Q(prepared_at__isnull=False)
                    & ~Q(prepared_by="")
                    & Q(Exact(Length("digest"), 64))
                ),
                name="activity_prepared_is_signed",
            ),
            models.CheckConstraint(
                condition=(~Q(state__in=IN) | (Q(sent_at__isnull=False) & ~Q(signed_by="")))
                & (~Q(state__in=[DRAFT, PREPARED]) | Q(signed_by="", sent_at__isnull=True)),
                name="activity_sent_is_signed",
            ),
            models.CheckConstraint(
                condition=Q(signed_by="") | ~Q(signed_by=F("prepared_by")),
                name="activity_two_people_sign",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[ACCEPTED, RETURNED], answered_at__isnull=False)
                | (~Q(state__in=[ACCEPTED, RETURNED]) & Q(answered_at__isnull=True)),
                name="activity_answered_is_dated",
            ),
            models.CheckConstraint(
                condition=~Q(state=RETURNED) | ~Q(reason=""), name="activity_returned_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.organ_id} {self.state}"
