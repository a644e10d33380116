"""Which files have been kept, under which digest?"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from hongbang.audit.models import Recorded
from hongbang.files.rules.kinds import MEDIA


class StoredFile(Recorded):
    """A file kept under its SHA-256 digest, outside any served folder."""

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=8)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    scan = models.CharField(max_length=16, default="not_scanned")
    stored_by = models.CharField(max_length=32)
    stored_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=[*MEDIA]), name="files_kind_known"),
            models.CheckConstraint(condition=Q(size__gt=0), name="files_not_empty"),
            models.CheckConstraint(
                condition=Q(scan__in=["not_scanned", "clean"]), name="files_scan_known"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["sha256"], name="files_sha256")]

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> Path:
        """Return where the bytes lie."""
        return kept_at(self.sha256)


def kept_at(digest: str) -> Path:
    """Return where bytes of this digest lie."""
    return Path(settings.HONGBANG_VAR) / "files" / digest[:2] / digest
