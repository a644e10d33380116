"""Where do papers wait that are made one after another?"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from hongbang.work.models import Work


class Batch(Work):
    """Many papers to be made into one PDF: what to make, how far it is, and the file at last."""

    title = models.CharField(max_length=120)
    contents = models.JSONField()
    file = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta(Work.Meta):
        abstract = False
        constraints: ClassVar = [
            *Work.Meta.constraints,
            models.CheckConstraint(
                condition=Q(state="finished", file__isnull=False)
                | (~Q(state="finished") & Q(file__isnull=True)),
                name="documents_batch_finished_has_file",
            ),
        ]

    def __str__(self) -> str:
        return self.title
