"""Where are honours kept, and every turn they took?"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from hongbang.audit.models import Recorded
from hongbang.register.rules.lifecycle import ENDED, HONOUR


class Honour(Recorded):
    """An honour that a team, a nominee or a unit holds, from its first day to its last.

    `state` is what the last turn left; whether it has lapsed is asked with the day
    (rules/standing.py). `source` is the code of the application it came from: applications are a
    later room, so there is no key.
    """

    number = models.CharField(max_length=20, unique=True)
    category = models.ForeignKey(
        "programmes.Category", on_delete=models.PROTECT, related_name="honours"
    )
    unit = models.ForeignKey("orgs.Organisation", on_delete=models.PROTECT, related_name="honours")
    team = models.ForeignKey(
        "orgs.Team", on_delete=models.PROTECT, null=True, blank=True, related_name="honours"
    )
    nominee = models.ForeignKey(
        "orgs.Nominee", on_delete=models.PROTECT, null=True, blank=True, related_name="honours"
    )
    organ = models.ForeignKey("orgs.Organisation", on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=32, unique=True)
    paper = models.CharField(max_length=80, blank=True)
    first_on = models.DateField()
    last_on = models.DateField()
    state = models.CharField(max_length=12, default=HONOUR.first)
    version = models.PositiveIntegerField(default=1)
    entered_at = models.DateTimeField()
    ended_on = models.DateField(null=True, blank=True)
    search_text = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=HONOUR.states), name="register_state_known"
            ),
            models.CheckConstraint(
                condition=Q(team__isnull=True) | Q(nominee__isnull=True),
                name="register_held_by_one",
            ),
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on")), name="register_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(state__in=ENDED, ended_on__isnull=False)
                | (~Q(state__in=ENDED) & Q(ended_on__isnull=True)),
                name="register_ended_is_dated",
            ),
            models.UniqueConstraint(
                fields=["category", "team"],
                condition=Q(team__isnull=False),
                name="register_one_a_team",
            ),
            models.UniqueConstraint(
                fields=["category", "nominee"],
                condition=Q(nominee__isnull=False),
                name="register_one_a_nominee",
            ),
            models.UniqueConstraint(
                fields=["category", "unit"],
                condition=Q(team__isnull=True, nominee__isnull=True),
                name="register_one_a_unit",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-first_on", "number"], name="register_newest"),
            models.Index(fields=["state", "last_on"], name="register_live"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.holder_name}"

    @property
    def holder_name(self) -> str:
        """Name who holds it: the team, the nominee, or the unit itself."""
        return str(self.team or self.nominee or self.unit)


class Turn(Recorded):
    """What was done to an honour: from which day on, why, by which paper. Never changed."""

    honour = models.ForeignKey("register.Honour", on_delete=models.PROTECT, related_name="turns")
    move = models.CharField(max_length=12)
    state = models.CharField(max_length=12)
    from_on = models.DateField()
    reason = models.CharField(max_length=500)
    paper = models.CharField(max_length=80, blank=True)
    turned_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(move__in=HONOUR.moves, state__in=HONOUR.states),
                name="register_turn_known",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="register_turn_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.move} {self.from_on}"
