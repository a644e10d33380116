"""Where are surveys, invitations that were not used yet, and answers kept?

No row ties an answer to its invitation: an invitation is removed when it is used, and an answer
has a random key, so that neither tells when or in which order it came.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from hongbang.audit.models import Recorded, new_code
from hongbang.surveys.rules.lifecycle import SURVEY

LIVE = ~Q(state="withdrawn")


class Survey(Recorded):
    """A customer survey of one team or one nominee, for an edition, on one version of a sheet.

    `issued` and `answered` count; `told_until` is the last day whose total stands in the ledger.
    `result` and `digest` are written once, when the survey is closed.
    """

    edition = models.ForeignKey("programmes.Edition", on_delete=models.PROTECT, related_name="+")
    sheet = models.ForeignKey("sheets.Sheet", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("orgs.Organisation", on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(
        "orgs.Team", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    nominee = models.ForeignKey(
        "orgs.Nominee", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField(max_length=12, default=SURVEY.first)
    version = models.PositiveIntegerField(default=1)
    starts_on = models.DateField()
    ends_on = models.DateField()
    issued = models.PositiveIntegerField(default=0)
    answered = models.PositiveIntegerField(default=0)
    told_until = models.DateField(null=True, blank=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    result = models.JSONField(default=dict)
    digest = models.CharField(max_length=64, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=SURVEY.states), name="surveys_state_known"
            ),
            models.CheckConstraint(
                condition=Q(team__isnull=False, nominee__isnull=True)
                | Q(team__isnull=True, nominee__isnull=False),
                name="surveys_of_team_or_nominee",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="surveys_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(answered__lte=F("issued")), name="surveys_answered_by_invitation"
            ),
            models.CheckConstraint(
                condition=(Q(state="closed", closed_at__isnull=False) & ~Q(digest=""))
                | Q(state="open", closed_at__isnull=True, digest="")
                | Q(state="withdrawn"),
                name="surveys_closed_has_result",
            ),
            models.CheckConstraint(
                condition=(Q(state="withdrawn", withdrawn_at__isnull=False))
                & ~Q(withdrawn_reason="")
                | (~Q(state="withdrawn") & Q(withdrawn_at__isnull=True, withdrawn_reason="")),
                name="surveys_withdrawn_has_reason",
            ),
            models.UniqueConstraint(
                fields=["edition", "team"],
                condition=LIVE & Q(team__isnull=False),
                name="surveys_team_once",
            ),
            models.UniqueConstraint(
                fields=["edition", "nominee"],
                condition=LIVE & Q(nominee__isnull=False),
                name="surveys_nominee_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "ends_on"], name="surveys_by_end"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.of}"

    @property
    def of(self) -> str:
        """Return whom the survey is about."""
        return str(self.team or self.nominee)


class Invitation(models.Model):
    """An invitation that was not used yet; only the digest of its token is kept."""

    survey = models.ForeignKey(
        "surveys.Survey", on_delete=models.PROTECT, related_name="invitations"
    )
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(Exact(Length("digest"), 64)), name="surveys_invitation_digest_whole"
            ),
        ]

    def __str__(self) -> str:
        return self.digest[:8]


class Answer(models.Model):
    """What one customer answered: nobody's, on a day, and no finer."""

    code = models.CharField(primary_key=True, max_length=14, default=new_code)
    survey = models.ForeignKey("surveys.Survey", on_delete=models.PROTECT, related_name="answers")
    day = models.DateField()
    answers = models.JSONField(default=dict)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["survey", "day"], name="surveys_answers_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.survey_id} {self.day}"
