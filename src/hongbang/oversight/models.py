"""Where are draws, visits, cases, rectifications and annulled batches kept?"""

from __future__ import annotations

import json
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from hongbang.audit.models import Recorded
from hongbang.oversight.rules.lifecycle import (
    CASE,
    CLOSED,
    CONFIRMED,
    DONE,
    DRAWN,
    LIFTED,
    MENDING,
    OWED,
    VISIT,
    WAITING,
)
from hongbang.oversight.rules.sanctions import HEARD_FIRST, MOVES, VERDICTS
from hongbang.privacy.models import SealedField
from hongbang.privacy.rules.classes import DataClass


class Draw(Recorded):
    """Which of an edition's honours are visited: what went in, its digest, what came out."""

    edition = models.ForeignKey(
        "programmes.Edition", on_delete=models.PROTECT, related_name="draws"
    )
    place = models.PositiveIntegerField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    result = models.JSONField()
    drawn_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "place"], name="oversight_draw_once"),
            models.CheckConstraint(
                condition=Q(Exact(Length("digest"), 64)), name="oversight_digest_whole"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id}.{self.place}"


class Visit(Recorded):
    """A visit to the holder of a drawn honour, and what the inspector wrote down there."""

    draw = models.ForeignKey("oversight.Draw", on_delete=models.PROTECT, related_name="visits")
    honour = models.ForeignKey("register.Honour", on_delete=models.PROTECT, related_name="visits")
    place = models.PositiveIntegerField()
    sheet = models.ForeignKey(
        "sheets.Sheet", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    seat = models.ForeignKey(
        "accounts.Seat", on_delete=models.PROTECT, null=True, blank=True, related_name="visits"
    )
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=12, default=VISIT.first)
    version = models.PositiveIntegerField(default=1)
    answers = SealedField(data_class=DataClass.PRIVATE, blank=True)
    verdict = models.CharField(max_length=12, blank=True)
    changed_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    finding = models.CharField(max_length=500, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=VISIT.states), name="oversight_visit_state_known"
            ),
            models.UniqueConstraint(fields=["draw", "place"], name="oversight_visit_place_once"),
            models.UniqueConstraint(fields=["draw", "honour"], name="oversight_visited_once"),
            models.CheckConstraint(
                condition=Q(verdict__in=["", *VERDICTS]), name="oversight_verdict_known"
            ),
            models.CheckConstraint(
                condition=Q(state=DRAWN, seat__isnull=True, due_on__isnull=True)
                | (~Q(state=DRAWN) & Q(seat__isnull=False, due_on__isnull=False)),
                name="oversight_visit_has_inspector",
            ),
            models.CheckConstraint(
                condition=Q(state__in=DONE, submitted_at__isnull=False, verdict__in=VERDICTS)
                | (~Q(state__in=DONE) & Q(submitted_at__isnull=True)),
                name="oversight_submitted_has_verdict",
            ),
            models.CheckConstraint(
                condition=(Q(state=CONFIRMED, confirmed_at__isnull=False) & ~Q(finding=""))
                | (~Q(state=CONFIRMED) & Q(confirmed_at__isnull=True, finding="")),
                name="oversight_confirmed_has_words",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "due_on"], name="oversight_visit_due")]

    def __str__(self) -> str:
        return f"{self.draw_id}.{self.place} {self.state}"

    @property
    def typed(self) -> dict[str, Any]:
        """Return what the inspector has written so far."""
        found: dict[str, Any] = json.loads(self.answers) if self.answers else {}
        return found


class Case(Recorded):
    """A sanction against an honour: proposed, heard, decided or dropped, and perhaps lifted."""

    honour = models.ForeignKey("register.Honour", on_delete=models.PROTECT, related_name="cases")
    visit = models.OneToOneField(
        "oversight.Visit", on_delete=models.PROTECT, null=True, blank=True, related_name="case"
    )
    move = models.CharField(max_length=12)
    reason = models.CharField(max_length=500)
    paper = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=12, default=CASE.first)
    version = models.PositiveIntegerField(default=1)
    opened_at = models.DateTimeField()
    hears_until = models.DateField(null=True, blank=True)
    statement = models.TextField(blank=True)
    stated_at = models.DateTimeField(null=True, blank=True)
    decision = models.CharField(max_length=500, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    lifting = models.CharField(max_length=500, blank=True)
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=CASE.states), name="oversight_case_state_known"
            ),
            models.CheckConstraint(condition=Q(move__in=MOVES), name="oversight_case_move_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="oversight_case_has_reason"),
            models.CheckConstraint(
                condition=Q(move__in=HEARD_FIRST, hears_until__isnull=False)
                | (~Q(move__in=HEARD_FIRST) & Q(hears_until__isnull=True)),
                name="oversight_grave_is_heard",
            ),
            models.CheckConstraint(
                condition=(Q(stated_at__isnull=False) & ~Q(statement=""))
                | Q(stated_at__isnull=True, statement=""),
                name="oversight_statement_is_dated",
            ),
            models.CheckConstraint(
                condition=(Q(state__in=CLOSED, decided_at__isnull=False) & ~Q(decision=""))
                | (~Q(state__in=CLOSED) & Q(decided_at__isnull=True, decision="")),
                name="oversight_closed_has_words",
            ),
            models.CheckConstraint(
                condition=(Q(state=LIFTED, lifted_at__isnull=False) & ~Q(lifting=""))
                | (~Q(state=LIFTED) & Q(lifted_at__isnull=True, lifting="")),
                name="oversight_lifted_has_words",
            ),
            models.UniqueConstraint(
                fields=["honour"],
                condition=Q(state__in=WAITING),
                name="oversight_one_case_waits",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "hears_until"], name="oversight_case_until")
        ]

    def __str__(self) -> str:
        return f"{self.honour_id} {self.move} {self.state}"


class Mending(Recorded):
    """What a holder must put right until when, what it reports, and what the office says to it."""

    case = models.OneToOneField("oversight.Case", on_delete=models.PROTECT, related_name="mending")
    due_on = models.DateField()
    state = models.CharField(max_length=12, default=MENDING.first)
    version = models.PositiveIntegerField(default=1)
    report = models.TextField(blank=True)
    reported_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=MENDING.states), name="oversight_mending_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state=OWED)
                | (~Q(state=OWED) & ~Q(report="") & Q(reported_at__isnull=False)),
                name="oversight_reported_has_words",
            ),
            models.CheckConstraint(
                condition=~Q(state="accepted") | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="oversight_accepted_has_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.state}"


class Annulment(Recorded):
    """A whole batch of honours that was annulled for the programme's sake, not its holders'."""

    category = models.ForeignKey(
        "programmes.Category", on_delete=models.PROTECT, related_name="annulments"
    )
    reason = models.CharField(max_length=500)
    paper = models.CharField(max_length=80)
    count = models.PositiveIntegerField()
    annulled_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(count__gte=1) & ~Q(reason="") & ~Q(paper=""),
                name="oversight_annulled_by_paper",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.category_id} {self.count}"
