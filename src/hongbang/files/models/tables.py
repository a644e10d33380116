"""Which files have been kept, under which digest, and which are coming in?"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from hongbang.audit.models import Recorded
from hongbang.files.rules.kinds import MEDIA
from hongbang.files.rules.lifecycle import HELD, UPLOAD
from hongbang.files.rules.reading import STANDS, UNREAD, numbers_in
from hongbang.files.rules.scanning import NOT_SCANNED, SCANS


class StoredFile(Recorded):
    """A file kept under its SHA-256 digest, outside any served folder.

    `sent_sha256` is the digest of what was sent, where a picture was written anew; `personal`
    says which personal numbers stand in it, and whether all of it was read.
    """

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=8)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    sent_sha256 = models.CharField(max_length=64, blank=True)
    scan = models.CharField(max_length=16, default=NOT_SCANNED)
    personal = models.CharField(max_length=32, blank=True, default=UNREAD)
    stored_by = models.CharField(max_length=32)
    stored_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=[*MEDIA]), name="files_kind_known"),
            models.CheckConstraint(condition=Q(size__gt=0), name="files_not_empty"),
            models.CheckConstraint(condition=Q(scan__in=SCANS), name="files_scan_known"),
            models.CheckConstraint(condition=Q(personal__in=STANDS), name="files_personal_known"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["sha256"], name="files_sha256"),
            models.Index(fields=["stored_at"], name="files_to_scan", condition=Q(scan=NOT_SCANNED)),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def numbers(self) -> tuple[str, ...]:
        """Which personal numbers stand in it."""
        return numbers_in(self.personal)

    @property
    def is_read(self) -> bool:
        """Whether all of it was read."""
        return UNREAD not in self.personal.split()


class Upload(Recorded):
    """A file on its way in, part by part; it belongs to one person in one seat.

    `received` counts the bytes that lie durably in quarantine, and is written after them.
    """

    person = models.CharField(max_length=32)
    seat = models.CharField(max_length=96)
    name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    received = models.PositiveBigIntegerField(default=0)
    state = models.CharField(max_length=12, default=UPLOAD.first)
    kind = models.CharField(max_length=8, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    sent_sha256 = models.CharField(max_length=64, blank=True)
    kept_size = models.PositiveBigIntegerField(default=0)
    scan = models.CharField(max_length=16, default=NOT_SCANNED)
    personal = models.CharField(max_length=32, blank=True, default=UNREAD)
    opened_at = models.DateTimeField()
    touched_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=UPLOAD.states), name="files_upload_state_known"
            ),
            models.CheckConstraint(
                condition=Q(received__lte=F("size")), name="files_upload_within_its_size"
            ),
            models.CheckConstraint(
                condition=Q(personal__in=STANDS), name="files_upload_personal_known"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["ready", "kept"])
                | (Q(received=F("size")) & ~Q(sha256="") & ~Q(kind="")),
                name="files_upload_ready_is_whole",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["person", "seat"], name="files_upload_held", condition=Q(state__in=HELD)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.state}"
