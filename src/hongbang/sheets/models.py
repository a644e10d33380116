"""Where are the versions of sheets kept?"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from hongbang.audit.models import Recorded
from hongbang.sheets.rules.lifecycle import SHEET
from hongbang.sheets.texts import KINDS


class Sheet(Recorded):
    """One version of a family of sheets.

    `code` names the family and `number` counts its versions; `version` counts every change of
    this row, for checked updates. A published row is never written again, and its digest, which
    stands in the ledger, proves it.
    """

    code = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=16, choices=KINDS)
    state = models.CharField(max_length=12, default=SHEET.first)
    version = models.PositiveIntegerField(default=1)
    title = models.CharField(max_length=80, blank=True)
    title_en = models.CharField(max_length=80, blank=True)
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    published_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField()
    search_text = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=SHEET.states), name="sheets_state_known"),
            models.CheckConstraint(condition=Q(kind__in=[*dict(KINDS)]), name="sheets_kind_known"),
            models.CheckConstraint(
                condition=Q(Exact(Length("digest"), 64)), name="sheets_digest_whole"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="sheets_number_from_one"),
            models.CheckConstraint(
                condition=Q(state="published", published_at__isnull=False)
                | (~Q(state="published") & Q(published_at__isnull=True)),
                name="sheets_published_is_dated",
            ),
            models.UniqueConstraint(fields=["code", "number"], name="sheets_number_once"),
            models.UniqueConstraint(
                fields=["code"], condition=Q(state="draft"), name="sheets_one_draft"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["-changed_at"], name="sheets_changed")]

    def __str__(self) -> str:
        return f"{self.code}@{self.number}"
