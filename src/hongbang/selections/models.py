"""Where are the terms of selection, the runs, the slates and their seats kept?"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from hongbang.audit.models import Recorded
from hongbang.selections.rules.answering import BELOW, KINDS
from hongbang.selections.rules.asking import Choice
from hongbang.selections.rules.brief import HARD, SOFT, Brief, read
from hongbang.selections.rules.lifecycle import ADOPTED, PROPOSED, SLATE


class Terms(Recorded):
    """What the office said for a category before its runs: prices, reserves, the public draw.

    `choices` is by the key of a rule; what is not there counts as the edition says.
    """

    category = models.OneToOneField(
        "programmes.Category", on_delete=models.PROTECT, related_name="selection_terms"
    )
    version = models.PositiveIntegerField(default=1)
    choices = models.JSONField(default=dict)
    reserves = models.PositiveIntegerField(null=True, blank=True)
    seed = models.CharField(max_length=200, blank=True)
    seed_source = models.CharField(max_length=200, blank=True)
    seeded_at = models.DateTimeField(null=True, blank=True)
    seeded_by = models.CharField(max_length=32, blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(seed="", seed_source="", seeded_at__isnull=True)
                | (~Q(seed="") & ~Q(seed_source="") & Q(seeded_at__isnull=False)),
                name="selections_seed_has_source",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.category_id}.{self.version}"

    @property
    def chosen(self) -> dict[str, Choice]:
        """Return how the office wants rules to count, by their key."""
        return {
            key: Choice(HARD) if price is None else Choice(SOFT, price)
            for key, price in self.choices.items()
        }


class Run(Recorded):
    """One run, kept whole as evidence and never changed: brief, answer, solver, verdict.

    `claim` is the list with its proof, `clash` names the rules that cannot all hold: one of them.
    """

    category = models.ForeignKey(
        "programmes.Category", on_delete=models.PROTECT, related_name="selection_runs"
    )
    place = models.PositiveIntegerField()
    terms_version = models.PositiveIntegerField()
    brief = models.JSONField()
    digest = models.CharField(max_length=64)
    seed = models.CharField(max_length=200)
    seed_source = models.CharField(max_length=200)
    solver = models.CharField(max_length=80)
    claim = models.JSONField(null=True, blank=True)
    clash = models.JSONField(null=True, blank=True)
    prices = models.JSONField(default=list)
    points = models.IntegerField(default=0)
    unfilled = models.PositiveIntegerField(default=0)
    is_best = models.BooleanField(default=False)
    is_unique = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=32)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["category", "place"], name="selections_run_once"),
            models.CheckConstraint(
                condition=Q(Exact(Length("digest"), 64)), name="selections_digest_whole"
            ),
            models.CheckConstraint(
                condition=Q(claim__isnull=False, clash__isnull=True)
                | Q(claim__isnull=True, clash__isnull=False),
                name="selections_list_or_clash",
            ),
            models.CheckConstraint(
                condition=~Q(seed="") & ~Q(seed_source=""), name="selections_run_is_seeded"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.category_id}.{self.place}"

    @property
    def asked(self) -> Brief:
        """Return the brief as rules take it."""
        return read(self.brief)


class Slate(Recorded):
    """The list that a run found; of a category at most one is adopted at a time."""

    category = models.ForeignKey(
        "programmes.Category", on_delete=models.PROTECT, related_name="slates"
    )
    run = models.OneToOneField("selections.Run", on_delete=models.PROTECT, related_name="slate")
    state = models.CharField(max_length=12, default=SLATE.first)
    version = models.PositiveIntegerField(default=1)
    adopted_at = models.DateTimeField(null=True, blank=True)
    adopted_by = models.CharField(max_length=32, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=SLATE.states), name="selections_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state=PROPOSED, adopted_at__isnull=True)
                | (~Q(state=PROPOSED) & Q(adopted_at__isnull=False)),
                name="selections_adopted_is_dated",
            ),
            models.UniqueConstraint(
                fields=["category"], condition=Q(state=ADOPTED), name="selections_one_adopted"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.run_id} {self.state}"


class Seat(Recorded):
    """Where an application is on a slate, and why. Its place stays; its kind may change once."""

    slate = models.ForeignKey("selections.Slate", on_delete=models.PROTECT, related_name="seats")
    application = models.ForeignKey(
        "applications.Application", on_delete=models.PROTECT, related_name="selection_seats"
    )
    kind = models.CharField(max_length=8)
    place = models.PositiveIntegerField()
    merit = models.IntegerField(null=True, blank=True)
    code = models.CharField(max_length=60)
    rules = models.JSONField(default=list)
    is_drawn = models.BooleanField(default=False)
    struck_at = models.DateTimeField(null=True, blank=True)
    struck_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["place"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["slate", "application"], name="selections_seat_once"),
            models.UniqueConstraint(fields=["slate", "place"], name="selections_place_once"),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="selections_kind_known"),
            models.CheckConstraint(
                condition=Q(merit__isnull=False) | Q(kind__in=[BELOW, "struck"]),
                name="selections_listed_has_merit",
            ),
            models.CheckConstraint(
                condition=(Q(kind="struck", struck_at__isnull=False) & ~Q(struck_reason=""))
                | (~Q(kind="struck") & Q(struck_at__isnull=True, struck_reason="")),
                name="selections_struck_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slate_id}.{self.place} {self.kind}"
