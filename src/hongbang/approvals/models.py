"""Where are department checks, resolutions, the hosts' decisions and supplements kept?"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from hongbang.approvals.rules.deciding import RESULTS
from hongbang.approvals.rules.lifecycle import (
    ANSWERED,
    CHECK,
    DECISION,
    OWED,
    PASSED,
    RESOLUTION,
    SENT_BACK,
    STANDING,
)
from hongbang.audit.models import Recorded


class DepartmentCheck(Recorded):
    """What a department was asked about the whole list or one applicant, and what it said."""

    edition = models.ForeignKey(
        "programmes.Edition", on_delete=models.PROTECT, related_name="department_checks"
    )
    application = models.ForeignKey(
        "applications.Application",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="department_checks",
    )
    department = models.CharField(max_length=80)
    state = models.CharField(max_length=12, default=CHECK.first)
    version = models.PositiveIntegerField(default=1)
    asked_on = models.DateField()
    due_on = models.DateField()
    result = models.CharField(max_length=12, blank=True)
    note = models.CharField(max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=CHECK.states), name="approvals_check_state_known"
            ),
            models.CheckConstraint(condition=~Q(department=""), name="approvals_check_names_it"),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("asked_on")), name="approvals_due_after_asked"
            ),
            models.CheckConstraint(
                condition=Q(state=ANSWERED, answered_at__isnull=False, result__in=RESULTS)
                | (~Q(state=ANSWERED) & Q(answered_at__isnull=True, result="", note="")),
                name="approvals_answered_has_result",
            ),
        ]

    def __str__(self) -> str:
        return self.department


class Resolution(Recorded):
    """The lists of an edition as they were put to the hosts: content, digest, how far it is."""

    edition = models.ForeignKey(
        "programmes.Edition", on_delete=models.PROTECT, related_name="resolutions"
    )
    place = models.PositiveIntegerField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    note = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=12, default=RESOLUTION.first)
    version = models.PositiveIntegerField(default=1)
    submitted_at = models.DateTimeField()
    submitted_by = models.CharField(max_length=32)
    passed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=RESOLUTION.states), name="approvals_state_known"
            ),
            models.UniqueConstraint(fields=["edition", "place"], name="approvals_resolution_once"),
            models.UniqueConstraint(
                fields=["edition"],
                condition=Q(state__in=STANDING),
                name="approvals_one_standing",
            ),
            models.CheckConstraint(
                condition=Q(Exact(Length("digest"), 64)), name="approvals_digest_whole"
            ),
            models.CheckConstraint(
                condition=~Q(state=PASSED)
                | Q(passed_at__isnull=False, passed_at__gte=F("submitted_at")),
                name="approvals_passed_is_dated",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id}.{self.place} {self.state}"


class Decision(Recorded):
    """What a host of record decided on a resolution; it is there from the day it was asked."""

    resolution = models.ForeignKey(
        "approvals.Resolution", on_delete=models.PROTECT, related_name="decisions"
    )
    host = models.ForeignKey(
        "orgs.Organisation", on_delete=models.PROTECT, related_name="approval_decisions"
    )
    place = models.PositiveIntegerField()
    state = models.CharField(max_length=12, default=DECISION.first)
    version = models.PositiveIntegerField(default=1)
    digest = models.CharField(max_length=64, blank=True)
    opinion = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=32, blank=True)

    class Meta:
        ordering: ClassVar = ["place"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=DECISION.states), name="approvals_decision_state_known"
            ),
            models.UniqueConstraint(fields=["resolution", "host"], name="approvals_host_once"),
            models.CheckConstraint(
                condition=Q(state=OWED, decided_at__isnull=True, digest="", opinion="")
                | (~Q(state=OWED) & ~Q(digest="") & Q(decided_at__isnull=False)),
                name="approvals_decided_names_content",
            ),
            models.CheckConstraint(
                condition=~Q(state=SENT_BACK) | ~Q(opinion=""), name="approvals_return_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.host_id} {self.state}"


class Supplement(Recorded):
    """Who was struck after the hosts approved, who moved up, and what the content is since."""

    resolution = models.ForeignKey(
        "approvals.Resolution", on_delete=models.PROTECT, related_name="supplements"
    )
    place = models.PositiveIntegerField()
    struck = models.ForeignKey(
        "applications.Application", on_delete=models.PROTECT, related_name="+"
    )
    moved_up = models.ForeignKey(
        "applications.Application",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    reason = models.CharField(max_length=500)
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    noted_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["place"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["resolution", "place"], name="approvals_supplement_once"
            ),
            models.CheckConstraint(
                condition=Q(Exact(Length("digest"), 64)), name="approvals_supplement_digest_whole"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="approvals_strike_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.resolution_id} + {self.place}"
