"""Things for tests: a stone with a word cut into it, an errand to run, a letter kept sealed."""

from django.db import models

from hongbang.audit.models import Recorded
from hongbang.privacy.models import FingerprintField, SealedField
from hongbang.privacy.rules.classes import DataClass
from hongbang.work.models import Work


class Stone(Recorded):
    word = models.CharField(max_length=40, blank=True)
    version = models.PositiveIntegerField(default=1)
    cut_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.word


class Errand(Work):
    what = models.CharField(max_length=40, blank=True)

    class Meta(Work.Meta):
        abstract = False

    def __str__(self) -> str:
        return self.what


class Letter(Recorded):
    mobile = SealedField(data_class=DataClass.CONTACT, blank=True)
    mobile_key = FingerprintField()

    def __str__(self) -> str:
        return str(self.pk)
