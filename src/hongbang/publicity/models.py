"""Where are postings, the names on them, objections and rulings kept?"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from hongbang.audit.models import Recorded
from hongbang.privacy.models import SealedField
from hongbang.privacy.rules.classes import DataClass
from hongbang.publicity.rules.lifecycle import (
    ANSWERED,
    CLOSED,
    NAME,
    OBJECTION,
    POSTED,
    POSTING,
)


class Posting(Recorded):
    """Names of an edition before the public, from `posted_at` to 24:00 of `last_on`.

    The first posts the whole list, a further one those who moved up since. `digest` names the
    content that the hosts approved.
    """

    edition = models.ForeignKey(
        "programmes.Edition", on_delete=models.PROTECT, related_name="postings"
    )
    resolution = models.ForeignKey(
        "approvals.Resolution", on_delete=models.PROTECT, related_name="postings"
    )
    place = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    days = models.PositiveIntegerField()
    posted_at = models.DateTimeField()
    last_on = models.DateField()
    state = models.CharField(max_length=12, default=POSTING.first)
    version = models.PositiveIntegerField(default=1)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=POSTING.states), name="publicity_posting_state_known"
            ),
            models.UniqueConstraint(fields=["edition", "place"], name="publicity_posting_once"),
            models.CheckConstraint(
                condition=Q(Exact(Length("digest"), 64)), name="publicity_digest_whole"
            ),
            models.CheckConstraint(
                condition=Q(state=CLOSED, closed_at__isnull=False, closed_at__gt=F("posted_at"))
                | (~Q(state=CLOSED) & Q(closed_at__isnull=True)),
                name="publicity_closed_is_dated",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id}.{self.place} {self.state}"


class Name(Recorded):
    """A name on a posting: posted, cleared when nothing stands against it, or struck."""

    posting = models.ForeignKey("publicity.Posting", on_delete=models.PROTECT, related_name="names")
    application = models.OneToOneField(
        "applications.Application", on_delete=models.PROTECT, related_name="posted_name"
    )
    place = models.PositiveIntegerField()
    state = models.CharField(max_length=12, default=NAME.first)
    version = models.PositiveIntegerField(default=1)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["place"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=NAME.states), name="publicity_name_state_known"
            ),
            models.UniqueConstraint(fields=["posting", "place"], name="publicity_name_place_once"),
            models.CheckConstraint(
                condition=Q(state=POSTED, settled_at__isnull=True)
                | (~Q(state=POSTED) & Q(settled_at__isnull=False)),
                name="publicity_settled_is_dated",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.posting_id}.{self.place} {self.state}"


class Objection(Recorded):
    """What somebody says against a posted name.

    Who they are is sealed and shown to nobody but those who handle it; of the receipt only the
    digest is kept.
    """

    name = models.ForeignKey("publicity.Name", on_delete=models.PROTECT, related_name="objections")
    receipt = models.CharField(max_length=64, unique=True)
    objector = SealedField(data_class=DataClass.PRIVATE)
    contact = SealedField(data_class=DataClass.CONTACT)
    text = SealedField(data_class=DataClass.PRIVATE)
    state = models.CharField(max_length=12, default=OBJECTION.first)
    version = models.PositiveIntegerField(default=1)
    received_at = models.DateTimeField()
    due_on = models.DateField()
    answer = models.CharField(max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=OBJECTION.states), name="publicity_objection_state_known"
            ),
            models.CheckConstraint(
                condition=(Q(state__in=ANSWERED, answered_at__isnull=False) & ~Q(answer=""))
                | (~Q(state__in=ANSWERED) & Q(answered_at__isnull=True, answer="")),
                name="publicity_answered_has_words",
            ),
            models.CheckConstraint(
                condition=Q(Exact(Length("receipt"), 64)), name="publicity_receipt_is_digest"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "due_on"], name="publicity_due"),
        ]

    def __str__(self) -> str:
        return f"{self.name_id} {self.state}"
