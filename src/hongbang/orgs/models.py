"""Where are areas, bodies, their history, teams and nominees kept?"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from hongbang.audit.models import Recorded
from hongbang.orgs.texts import AREA_KINDS, CHANNELS, KINDS, NATURES
from hongbang.work.models import Work

OPEN = Q(closed_at__isnull=True)


class Area(Recorded):
    """A district, bureau, industry or group: what an organ looks after."""

    kind = models.CharField(max_length=16, choices=AREA_KINDS)
    code = models.CharField(max_length=6, blank=True)
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=120, blank=True)
    place = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=[*dict(AREA_KINDS)]), name="orgs_area_kind_known"
            ),
            models.CheckConstraint(
                condition=(Q(kind="district") & ~Q(code="")) | (~Q(kind="district") & Q(code="")),
                name="orgs_districts_have_codes",
            ),
            models.UniqueConstraint(fields=["kind", "name"], name="orgs_area_once"),
            models.UniqueConstraint(
                fields=["code"], condition=~Q(code=""), name="orgs_area_code_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def said_in(self, language: str | None) -> tuple[str, str]:
        """Return the name for readers of `language`, and the language it then is in."""
        return (self.name_en, "en") if language == "en" and self.name_en else (self.name, "zh-Hans")


class Organisation(Recorded):
    """A body that takes part: office, leading group, host, organ or unit.

    `line` names the bodies above it and itself, from the top: whatever begins with a body's
    line stands below it. A closed body stays; one that was merged names its successor.
    """

    kind = models.CharField(max_length=16, choices=KINDS)
    channel = models.CharField(max_length=8, choices=CHANNELS, blank=True)
    area = models.ForeignKey(
        "orgs.Area", on_delete=models.PROTECT, null=True, blank=True, related_name="organisations"
    )
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    line = models.CharField(max_length=200, db_index=True, blank=True)
    name = models.CharField(max_length=100)
    name_en = models.CharField(max_length=160, blank=True)
    sound = models.CharField(max_length=600, blank=True)
    uscc = models.CharField(max_length=18, blank=True)
    uscc_reason = models.CharField(max_length=200, blank=True)
    nature = models.CharField(max_length=12, choices=NATURES, blank=True)
    address = models.CharField(max_length=200, blank=True)
    address_en = models.CharField(max_length=240, blank=True)
    postcode = models.CharField(max_length=6, blank=True)
    telephone = models.CharField(max_length=60, blank=True)
    fax = models.CharField(max_length=60, blank=True)
    email = models.EmailField(blank=True)
    host_rank = models.PositiveSmallIntegerField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_reason = models.CharField(max_length=300, blank=True)
    successor = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="predecessors"
    )
    search_text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=[*dict(KINDS)]), name="orgs_kind_known"),
            models.CheckConstraint(
                condition=Q(channel="") | Q(channel__in=[*dict(CHANNELS)]),
                name="orgs_channel_known",
            ),
            models.CheckConstraint(
                condition=Q(nature="") | Q(nature__in=[*dict(NATURES)]), name="orgs_nature_known"
            ),
            models.CheckConstraint(
                condition=Q(kind="host", host_rank__isnull=False)
                | (~Q(kind="host") & Q(host_rank__isnull=True)),
                name="orgs_hosts_are_ranked",
            ),
            models.CheckConstraint(
                condition=(Q(kind="organ", area__isnull=False) & ~Q(channel=""))
                | Q(kind="unit", area__isnull=False, parent__isnull=False, channel="")
                | Q(kind="host", area__isnull=True, parent__isnull=True)
                | Q(
                    kind__in=["office", "leading_group"],
                    area__isnull=True,
                    parent__isnull=True,
                    channel="",
                ),
                name="orgs_stands_in_its_place",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_reason="", successor__isnull=True)
                | (Q(closed_at__isnull=False) & ~Q(closed_reason="")),
                name="orgs_closed_says_why",
            ),
            models.CheckConstraint(
                condition=Q(uscc_reason="") | ~Q(uscc=""), name="orgs_reason_is_for_a_code"
            ),
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | ~Q(successor=F("pk")),
                name="orgs_succeeds_another",
            ),
            models.UniqueConstraint(
                fields=["host_rank"], condition=OPEN, name="orgs_host_rank_unique"
            ),
            models.UniqueConstraint(fields=["name"], condition=OPEN, name="orgs_name_unique"),
            models.UniqueConstraint(
                fields=["uscc"], condition=OPEN & ~Q(uscc=""), name="orgs_uscc_unique"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["kind", "channel"], name="orgs_kind_channel"),
        ]

    def __str__(self) -> str:
        return self.name

    def said_in(self, language: str | None) -> tuple[str, str]:
        """Return the name for readers of `language`, and the language it then is in."""
        if language == "en" and self.name_en:
            return self.name_en, "en"
        return self.name, "zh-Hans"


class Change(models.Model):
    """What a body was called and where it stood, from a day, until the day of the next change.

    The newest has no end. Two changes on one day leave one that held on no day, with its reason.
    """

    organisation = models.ForeignKey(
        "orgs.Organisation", on_delete=models.PROTECT, related_name="changes"
    )
    name = models.CharField(max_length=100)
    name_en = models.CharField(max_length=160, blank=True)
    channel = models.CharField(max_length=8, choices=CHANNELS, blank=True)
    area = models.ForeignKey(
        "orgs.Area", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    parent = models.ForeignKey(
        "orgs.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_open = models.BooleanField(default=True)
    reason = models.CharField(max_length=300, blank=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-from_on", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(until_on__isnull=True),
                name="orgs_one_newest_change",
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="orgs_change_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.from_on}"


class Closable(Recorded):
    """What a unit has, stable across editions: it may be closed, never deleted."""

    closed_at = models.DateTimeField(null=True, blank=True)
    closed_reason = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_reason="")
                | (Q(closed_at__isnull=False) & ~Q(closed_reason="")),
                name="%(app_label)s_%(class)s_closed_says_why",
            ),
        ]


class Team(Closable):
    """A team of a unit."""

    unit = models.ForeignKey("orgs.Organisation", on_delete=models.PROTECT, related_name="teams")
    name = models.CharField(max_length=60)

    class Meta(Closable.Meta):
        abstract = False
        constraints: ClassVar = [
            *Closable.Meta.constraints,
            models.UniqueConstraint(fields=["unit", "name"], condition=OPEN, name="orgs_team_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Nominee(Closable):
    """Somebody of a unit who can be nominated and need not sign in; only the name is kept.

    The name is of the privacy class `name` (texts.PERSONAL says what for); telephones of bodies
    are those of their counters, open to everybody.
    """

    unit = models.ForeignKey("orgs.Organisation", on_delete=models.PROTECT, related_name="nominees")
    team = models.ForeignKey(
        "orgs.Team", on_delete=models.PROTECT, null=True, blank=True, related_name="nominees"
    )
    name = models.CharField(max_length=30)

    class Meta(Closable.Meta):
        abstract = False
        constraints: ClassVar = [
            *Closable.Meta.constraints,
            models.UniqueConstraint(
                fields=["team", "name"], condition=OPEN, name="orgs_nominee_once_in_team"
            ),
            models.UniqueConstraint(
                fields=["unit", "name"],
                condition=OPEN & Q(team__isnull=True),
                name="orgs_nominee_once_alone",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Sheet(Recorded):
    """A workbook of bodies as it was read: its rows, and where each column stood."""

    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    rows = models.JSONField(default=list)
    heads = models.JSONField(default=dict)
    rows_count = models.PositiveIntegerField()
    uploaded_by = models.CharField(max_length=32, blank=True)
    uploaded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(rows_count__gte=1), name="orgs_sheet_has_rows"),
        ]

    def __str__(self) -> str:
        return self.name


class Import(Work):
    """A workbook being taken in: all of its rows in one deed, or none."""

    sheet = models.ForeignKey("orgs.Sheet", on_delete=models.PROTECT, related_name="imports")
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    kept = models.PositiveIntegerField(default=0)

    class Meta(Work.Meta):
        abstract = False
        constraints: ClassVar = [
            *Work.Meta.constraints,
            models.UniqueConstraint(
                fields=["sheet"],
                condition=Q(state__in=["requested", "running", "finished"]),
                name="orgs_sheet_taken_in_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sheet} {self.state}"
