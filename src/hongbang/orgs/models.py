"""Where are organisations kept?"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from hongbang.audit.models import Recorded
from hongbang.orgs.texts import KINDS


class Organisation(Recorded):
    """A body that takes part: the office or one of the hosts (more kinds come with the tree)."""

    kind = models.CharField(max_length=16, choices=KINDS)
    name = models.CharField(max_length=100)
    name_en = models.CharField(max_length=160, blank=True)
    address = models.CharField(max_length=200, blank=True)
    address_en = models.CharField(max_length=240, blank=True)
    postcode = models.CharField(max_length=6, blank=True)
    telephone = models.CharField(max_length=60, blank=True)
    fax = models.CharField(max_length=60, blank=True)
    email = models.EmailField(blank=True)
    host_rank = models.PositiveSmallIntegerField(null=True, blank=True)
    search_text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=[*dict(KINDS)]), name="orgs_kind_known"),
            models.CheckConstraint(
                condition=Q(kind="host", host_rank__isnull=False)
                | (~Q(kind="host") & Q(host_rank__isnull=True)),
                name="orgs_hosts_are_ranked",
            ),
            models.UniqueConstraint(fields=["host_rank"], name="orgs_host_rank_unique"),
            models.UniqueConstraint(fields=["name"], name="orgs_name_unique"),
        ]

    def __str__(self) -> str:
        return self.name

    def said_in(self, language: str | None) -> tuple[str, str]:
        """Return the name for readers of `language`, and the language it then is in."""
        if language == "en" and self.name_en:
            return self.name_en, "en"
        return self.name, "zh-Hans"
