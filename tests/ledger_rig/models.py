"""A recorded thing for tests: a stone with a word cut into it."""

from django.db import models

from hongbang.audit.models import Recorded


class Stone(Recorded):
    word = models.CharField(max_length=40, blank=True)
    version = models.PositiveIntegerField(default=1)
    cut_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.word
