"""Where are batches of honours kept, and who has fetched which certificate?"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from hongbang.audit.models import Recorded
from hongbang.privacy.models import PersonalField
from hongbang.privacy.rules.classes import DataClass


class Batch(Recorded):
    """Honours of an edition conferred together by one paper.

    `seen` names what the head looked at, `approved` what the hosts approved, `digest` what was
    conferred. How each honour stands since is the register's to say.
    """

    edition = models.ForeignKey(
        "programmes.Edition", on_delete=models.PROTECT, related_name="batches"
    )
    place = models.PositiveIntegerField()
    paper = models.CharField(max_length=80)
    first_on = models.DateField()
    last_on = models.DateField()
    seen = models.CharField(max_length=64)
    approved = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    conferred_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "place"], name="awards_batch_once"),
            models.UniqueConstraint(fields=["edition", "seen"], name="awards_seen_once"),
            models.CheckConstraint(condition=~Q(paper=""), name="awards_batch_has_paper"),
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on")), name="awards_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(Exact(Length("digest"), 64))
                & Q(Exact(Length("seen"), 64))
                & Q(Exact(Length("approved"), 64)),
                name="awards_digests_whole",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["-conferred_at"], name="awards_newest")]

    def __str__(self) -> str:
        return f"{self.edition_id}.{self.place} {self.paper}"


class Award(Recorded):
    """An honour in its batch, with the names as they were on the day, and when it was fetched."""

    batch = models.ForeignKey("awards.Batch", on_delete=models.PROTECT, related_name="awards")
    place = models.PositiveIntegerField()
    application = models.OneToOneField(
        "applications.Application", on_delete=models.PROTECT, related_name="award"
    )
    honour = models.OneToOneField("register.Honour", on_delete=models.PROTECT, related_name="award")
    name = PersonalField(data_class=DataClass.NAME, max_length=200)
    unit_name = models.CharField(max_length=200)
    version = models.PositiveIntegerField(default=1)
    fetched_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["place"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["batch", "place"], name="awards_place_once"),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(unit_name=""), name="awards_names_somebody"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}.{self.place} {self.name}"
