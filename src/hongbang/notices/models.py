"""Where are notices, their public texts and their annexes kept?"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from hongbang.audit.models import Recorded
from hongbang.notices.rules.lifecycle import NOTICE, PUBLIC
from hongbang.notices.texts import KINDS


class Written(models.Model):
    """What a notice says; shared by the text at work and the texts made public."""

    kind = models.CharField(max_length=16, choices=KINDS)
    title = models.CharField(max_length=80)
    number = models.CharField(max_length=40, blank=True)
    edition = models.CharField(max_length=48, blank=True)  # whose annexes go with the text
    author = models.CharField(max_length=100)
    body_html = models.TextField(blank=True)

    class Meta:
        abstract = True


class Notice(Recorded, Written):
    """An announcement. Its own fields are the text at work; `Revision` is what was public.

    `version` counts every change, for checked updates; `revision` counts public texts.
    """

    state = models.CharField(max_length=12, default=NOTICE.first)
    version = models.PositiveIntegerField(default=1)
    revision = models.PositiveIntegerField(default=0)
    issuer = models.ForeignKey("orgs.Organisation", on_delete=models.PROTECT, related_name="+")
    public_kind = models.CharField(max_length=16, blank=True)
    is_ahead = models.BooleanField(default=False)
    public_title = models.CharField(max_length=80, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True)
    search_text = models.TextField(blank=True)
    public_search_text = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=NOTICE.states), name="notices_state_known"
            ),
            models.CheckConstraint(condition=Q(kind__in=[*dict(KINDS)]), name="notices_kind_known"),
            models.CheckConstraint(
                condition=Q(state__in=PUBLIC, published_at__isnull=False, revision__gte=1)
                | (~Q(state__in=PUBLIC) & Q(published_at__isnull=True, revision=0)),
                name="notices_public_is_dated",
            ),
            models.CheckConstraint(
                condition=(
                    Q(
                        state="withdrawn",
                        withdrawn_at__isnull=False,
                        withdrawn_at__gte=F("published_at"),
                    )
                    & ~Q(withdrawn_reason="")
                )
                | (~Q(state="withdrawn") & Q(withdrawn_at__isnull=True, withdrawn_reason="")),
                name="notices_withdrawn_has_reason",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-published_at"], name="notices_published"),
            models.Index(fields=["-changed_at"], name="notices_changed"),
        ]

    def __str__(self) -> str:
        return self.title


class Revision(Recorded, Written):
    """A text as it was made public; never changed afterwards."""

    notice = models.ForeignKey("notices.Notice", on_delete=models.PROTECT, related_name="revisions")
    place = models.PositiveIntegerField()
    reason = models.CharField(max_length=300, blank=True)
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=32)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["notice", "place"], name="notices_revision_once"),
            models.CheckConstraint(
                condition=Q(place=1, reason="") | (Q(place__gt=1) & ~Q(reason="")),
                name="notices_correction_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.place})"


class Annex(Recorded):
    """A file that goes with a notice, from one public text on, perhaps until another.

    No `from_revision` yet: added at work, not public. `is_dropped`: taken out at work,
    public until the next text.
    """

    notice = models.ForeignKey("notices.Notice", on_delete=models.PROTECT, related_name="annexes")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    position = models.PositiveIntegerField()
    is_dropped = models.BooleanField(default=False)
    from_revision = models.PositiveIntegerField(null=True, blank=True)
    until_revision = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until_revision__isnull=True)
                | Q(from_revision__isnull=False, until_revision__gt=F("from_revision")),
                name="notices_annex_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.title
