"""Where do messages wait until they are read?"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from hongbang.audit.models import Recorded


class Message(Recorded):
    """One message in one person's inbox; `to` is the person's public id, no key to accounts."""

    to = models.CharField(max_length=32)
    code = models.CharField(max_length=80)
    params = models.JSONField(default=dict)
    link = models.CharField(max_length=300, blank=True)
    posted_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["to", "-posted_at"], name="outbox_to_posted"),
            models.Index(
                fields=["to"], name="outbox_to_unread", condition=models.Q(read_at__isnull=True)
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(read_at__isnull=True)
                | models.Q(read_at__gte=models.F("posted_at")),
                name="outbox_read_after_posted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} → {self.to}"
