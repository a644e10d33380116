"""Where are applications, what was submitted of them, returns and evidence kept?"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from hongbang.applications.rules.keeping import from_text
from hongbang.applications.rules.lifecycle import APPLICATION, WITHDRAWN
from hongbang.audit.models import Recorded
from hongbang.privacy.models import SealedField
from hongbang.privacy.rules.classes import DataClass

STANDING = ~Q(state=WITHDRAWN)


class Application(Recorded):
    """A team, a nominee or a whole unit applying for a category of an edition.

    `answers` is the form at work, sealed; what was sent is a `Revision`. `revision` counts those,
    `version` every change. `holder` is the body that has it now.
    """

    category = models.ForeignKey(
        "programmes.Category", on_delete=models.PROTECT, related_name="applications"
    )
    sheet = models.ForeignKey("sheets.Sheet", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "orgs.Organisation", on_delete=models.PROTECT, related_name="applications"
    )
    team = models.ForeignKey(
        "orgs.Team",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="applications",
    )
    nominee = models.ForeignKey(
        "orgs.Nominee",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="applications",
    )
    holder = models.ForeignKey("orgs.Organisation", on_delete=models.PROTECT, related_name="held")
    state = models.CharField(max_length=12, default=APPLICATION.first)
    version = models.PositiveIntegerField(default=1)
    revision = models.PositiveIntegerField(default=0)
    answers = SealedField(data_class=DataClass.PRIVATE, blank=True)
    begun_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=500, blank=True)
    search_text = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=APPLICATION.states), name="applications_state_known"
            ),
            models.CheckConstraint(
                condition=Q(team__isnull=True) | Q(nominee__isnull=True),
                name="applications_for_one",
            ),
            models.CheckConstraint(
                condition=Q(revision=0, submitted_at__isnull=True, state__in=["draft", "withdrawn"])
                | (Q(revision__gte=1, submitted_at__isnull=False) & ~Q(state="draft")),
                name="applications_sent_is_dated",
            ),
            models.CheckConstraint(
                condition=(Q(state="submitted") & ~Q(holder=F("unit")))
                | (~Q(state="submitted") & Q(holder=F("unit"))),
                name="applications_held_by_who_must_act",
            ),
            models.CheckConstraint(
                condition=(
                    Q(
                        state="withdrawn",
                        withdrawn_at__isnull=False,
                        withdrawn_at__gte=F("begun_at"),
                    )
                    & ~Q(withdrawn_reason="")
                )
                | (~Q(state="withdrawn") & Q(withdrawn_at__isnull=True, withdrawn_reason="")),
                name="applications_withdrawn_has_reason",
            ),
            models.UniqueConstraint(
                fields=["category", "team"],
                condition=STANDING & Q(team__isnull=False),
                name="applications_one_a_team",
            ),
            models.UniqueConstraint(
                fields=["category", "nominee"],
                condition=STANDING & Q(nominee__isnull=False),
                name="applications_one_a_nominee",
            ),
            models.UniqueConstraint(
                fields=["category", "unit"],
                condition=STANDING & Q(team__isnull=True, nominee__isnull=True),
                name="applications_one_a_unit",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-changed_at"], name="applications_changed"),
            models.Index(fields=["-submitted_at"], name="applications_submitted"),
        ]

    def __str__(self) -> str:
        return self.subject_name

    @property
    def subject_name(self) -> str:
        """Name who applies: the team, the nominee, or the unit itself."""
        return str(self.team or self.nominee or self.unit)

    @property
    def typed(self) -> dict[str, Any]:
        """Return the answers at work."""
        return from_text(self.answers)


class Revision(Recorded):
    """What was submitted, never changed: form, answers, findings; its code is the receipt.

    `survey` is the result of the customer survey that had ended by then, as `freezing` writes it.
    """

    application = models.ForeignKey(
        "applications.Application", on_delete=models.PROTECT, related_name="revisions"
    )
    place = models.PositiveIntegerField()
    sheet = models.ForeignKey("sheets.Sheet", on_delete=models.PROTECT, related_name="+")
    organ = models.ForeignKey("orgs.Organisation", on_delete=models.PROTECT, related_name="+")
    answers = SealedField(data_class=DataClass.PRIVATE)
    findings = models.JSONField(default=list)
    survey = models.JSONField(default=dict, blank=True)
    digest = models.CharField(max_length=64)
    submitted_at = models.DateTimeField()
    submitted_by = models.CharField(max_length=32)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["application", "place"], name="applications_revision_once"
            ),
            models.CheckConstraint(
                condition=Q(Exact(Length("digest"), 64)), name="applications_digest_whole"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} ({self.place})"

    @property
    def given(self) -> dict[str, Any]:
        """Return the answers as they were submitted."""
        return from_text(self.answers)


class Return(Recorded):
    """A revision sent back to be corrected: by which body, why, until which day."""

    revision = models.OneToOneField(
        "applications.Revision", on_delete=models.PROTECT, related_name="returned"
    )
    organ = models.ForeignKey("orgs.Organisation", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    until_on = models.DateField()
    returned_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(reason=""), name="applications_return_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.revision_id} {self.until_on}"


class Evidence(Recorded):
    """A file that answers a question; it stays, as a submitted revision may name it."""

    application = models.ForeignKey(
        "applications.Application", on_delete=models.PROTECT, related_name="evidence"
    )
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    field = models.CharField(max_length=40)
    attached_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(field=""), name="applications_evidence_answers"),
        ]

    def __str__(self) -> str:
        return f"{self.field} {self.public_id}"
