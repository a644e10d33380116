"""Where are programmes, their editions and the office's own working days kept?"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from hongbang.audit.models import Recorded
from hongbang.programmes.rules.catalogue import AMENDABLE, KINDS
from hongbang.programmes.rules.lifecycle import EDITION, PUBLIC


class Programme(Recorded):
    """An honour that is awarded year after year."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=200)
    added_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(name_en=""), name="programmes_programme_named"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Edition(Recorded):
    """One year of a programme; `chapters` is its whole substance (ADR 0019).

    `pins` are the versions of the sheets that a published edition uses.
    """

    programme = models.ForeignKey(
        "programmes.Programme", on_delete=models.PROTECT, related_name="editions"
    )
    year = models.PositiveIntegerField()
    code = models.SlugField(max_length=48)
    state = models.CharField(max_length=12, default=EDITION.first)
    version = models.PositiveIntegerField(default=1)
    name = models.CharField(max_length=80, blank=True)
    name_en = models.CharField(max_length=320, blank=True)
    chapters = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)
    pins = models.JSONField(default=dict)
    cloned_from = models.ForeignKey(
        "programmes.Edition", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField()
    search_text = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=EDITION.states), name="programmes_state_known"
            ),
            models.UniqueConstraint(
                fields=["programme", "year"],
                condition=~Q(state="discarded"),
                name="programmes_one_edition_a_year",
            ),
            models.CheckConstraint(
                condition=Q(state__in=PUBLIC, published_at__isnull=False)
                | (~Q(state__in=PUBLIC) & Q(published_at__isnull=True)),
                name="programmes_public_is_dated",
            ),
            models.CheckConstraint(
                condition=Q(
                    state="closed", closed_at__isnull=False, closed_at__gte=F("published_at")
                )
                | (~Q(state="closed") & Q(closed_at__isnull=True)),
                name="programmes_closed_is_dated",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-year", "-changed_at"], name="programmes_latest"),
        ]

    def __str__(self) -> str:
        return self.name or self.code


class EditionRevision(Recorded):
    """A chapter of a published edition as it was until it was amended, and why it was."""

    edition = models.ForeignKey(
        "programmes.Edition", on_delete=models.PROTECT, related_name="revisions"
    )
    place = models.PositiveIntegerField()
    chapter = models.CharField(max_length=20)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    reason = models.CharField(max_length=300)
    amended_at = models.DateTimeField()
    amended_by = models.CharField(max_length=32)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "place"], name="programmes_revision_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="programmes_revision_has_reason"),
            models.CheckConstraint(
                condition=Q(chapter__in=AMENDABLE), name="programmes_revision_amendable"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id}.{self.place} {self.chapter}"


class Track(Recorded):
    """A track as other rooms point to it; made from the chapter, never written by itself."""

    edition = models.ForeignKey(
        "programmes.Edition", on_delete=models.PROTECT, related_name="tracks"
    )
    key = models.CharField(max_length=40)
    place = models.PositiveIntegerField()
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=320)

    class Meta:
        ordering: ClassVar = ["place"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "key"], name="programmes_track_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Category(Recorded):
    """A category as other rooms point to it; made from the chapter, never written by itself."""

    edition = models.ForeignKey(
        "programmes.Edition", on_delete=models.PROTECT, related_name="categories"
    )
    track = models.ForeignKey(
        "programmes.Track", on_delete=models.PROTECT, related_name="categories"
    )
    key = models.CharField(max_length=40)
    place = models.PositiveIntegerField()
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=320)
    kind = models.CharField(max_length=12)
    quota = models.PositiveIntegerField()

    class Meta:
        ordering: ClassVar = ["place"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "key"], name="programmes_category_once"),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="programmes_kind_known"),
            models.CheckConstraint(condition=Q(quota__gte=1), name="programmes_quota_positive"),
        ]

    def __str__(self) -> str:
        return self.name


class Override(Recorded):
    """A day that the office takes as worked or not, whatever is announced."""

    day = models.DateField(unique=True)
    is_worked = models.BooleanField()
    reason = models.CharField(max_length=200)
    set_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["day"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(reason=""), name="programmes_day_has_reason"),
        ]

    def __str__(self) -> str:
        return self.day.isoformat()
