"""How long do words of a class stay, where the security administrator has set it?"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from hongbang.audit.models import Recorded
from hongbang.privacy.rules.classes import LONGEST_TERM, DataClass


class Term(Recorded):
    """Days after the last need ended; a class without a row has its default."""

    data_class = models.CharField(max_length=12, unique=True)
    days = models.PositiveIntegerField()
    reason = models.CharField(max_length=300)
    set_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(data_class__in=[*map(str, DataClass)]), name="privacy_class_known"
            ),
            models.CheckConstraint(
                condition=Q(days__lte=LONGEST_TERM), name="privacy_term_has_an_end"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="privacy_term_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.data_class}: {self.days}"
