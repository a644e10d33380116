"""Where do messages wait until they are read, and letters until they have left?"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from hongbang.audit.models import Recorded
from hongbang.outbox.rules import letters
from hongbang.outbox.rules.lifecycle import CLAIMED, DELIVERY, ENDED
from hongbang.outbox.rules.recipients import WAYS
from hongbang.privacy.models import SealedField
from hongbang.privacy.rules.classes import DataClass


class Message(Recorded):
    """One message in one person's inbox; `to` is the person's public id, no key to accounts."""

    to = models.CharField(max_length=32)
    code = models.CharField(max_length=80)
    params = models.JSONField(default=dict)
    link = models.CharField(max_length=300, blank=True)
    search_text = models.TextField(blank=True)
    posted_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["to", "-posted_at"], name="outbox_to_posted"),
            models.Index(
                fields=["to"], name="outbox_to_unread", condition=models.Q(read_at__isnull=True)
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(read_at__isnull=True)
                | models.Q(read_at__gte=models.F("posted_at")),
                name="outbox_read_after_posted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} → {self.to}"


class Delivery(Recorded):
    """One message on its way out of the house, by one way, to one address.

    `effect_key` names the effect: whatever happens to the worker, a back end that knows the
    key does not do it again. `handed_over_at` is written before a relay is asked to take the
    letter, so that a death in between is seen as doubtful, never repeated by itself (ADR 0016).
    `secret` holds words such as a code, and is emptied as soon as the delivery has ended.
    """

    effect_key = models.CharField(max_length=64, unique=True)
    code = models.CharField(max_length=80)
    way = models.CharField(max_length=8)
    to = models.CharField(max_length=32, blank=True)
    address = SealedField(data_class=DataClass.CONTACT, blank=True)
    language = models.CharField(max_length=8, default="zh-hans")
    params = models.JSONField(default=dict)
    secret = SealedField(data_class=DataClass.CREDENTIAL, blank=True)
    had_secret = models.BooleanField(default=False)
    link = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=12, default=DELIVERY.first)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    worker = models.CharField(max_length=40, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    claims = models.PositiveSmallIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    handed_over_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=300, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    is_forgotten = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["ended_at"],
                name="outbox_delivery_remembered",
                condition=Q(is_forgotten=False),
            ),
            models.Index(
                fields=["due_at"], name="outbox_delivery_waiting", condition=Q(state="waiting")
            ),
            models.Index(
                fields=["lease_until"], name="outbox_delivery_claimed", condition=Q(state="claimed")
            ),
            models.Index(fields=["state", "-asked_at"], name="outbox_delivery_state"),
            models.Index(fields=["-asked_at"], name="outbox_delivery_asked"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=DELIVERY.states), name="outbox_delivery_state_known"
            ),
            models.CheckConstraint(condition=Q(way__in=WAYS), name="outbox_delivery_way_known"),
            models.CheckConstraint(
                condition=(Q(state=CLAIMED, lease_until__isnull=False) & ~Q(worker=""))
                | (~Q(state=CLAIMED) & Q(lease_until__isnull=True, worker="")),
                name="outbox_claimed_is_leased",
            ),
            models.CheckConstraint(
                condition=Q(
                    Exact(Length("secret"), 0),
                    state__in=ENDED,
                    ended_at__isnull=False,
                    ended_at__gte=F("asked_at"),
                )
                | (
                    ~Q(state__in=ENDED) & ~Q(Exact(Length("address"), 0)) & Q(ended_at__isnull=True)
                ),
                name="outbox_ended_is_dated_and_silent",
            ),
            models.CheckConstraint(
                condition=~Q(state="dropped") | ~Q(reason=""), name="outbox_dropped_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} → {self.way} {self.state}"


class DigestLine(models.Model):
    """A message that waits for the daily mail, and the mail that took it along."""

    message = models.OneToOneField("outbox.Message", on_delete=models.PROTECT, related_name="+")
    to = models.CharField(max_length=32)
    address = SealedField(data_class=DataClass.CONTACT, blank=True)
    language = models.CharField(max_length=8, default="zh-hans")
    due_at = models.DateTimeField()
    delivery = models.ForeignKey(
        "outbox.Delivery", on_delete=models.PROTECT, null=True, related_name="lines"
    )

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["due_at", "to"],
                name="outbox_digest_waiting",
                condition=Q(delivery__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.to} {self.due_at:%Y-%m-%d}"


class Wishes(Recorded):
    """How one person wants to be told: kind of message → at once, daily, or in the inbox only."""

    person = models.CharField(max_length=32, unique=True)
    choices = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(person=""), name="outbox_wishes_of_somebody"),
        ]

    def __str__(self) -> str:
        return self.person


class Worded(models.Model):
    """The words of a letter, with their gaps."""

    heading = models.CharField(max_length=letters.HEADING_MAX)
    body = models.TextField()
    short = models.CharField(max_length=letters.SHORT_MAX)

    class Meta:
        abstract = True


class Template(Recorded, Worded):
    """The office's own words for one kind of letter in one language; its fields are the draft.

    `in_force` names the published wording that letters use, 0 the house's default.
    """

    code = models.CharField(max_length=80)
    language = models.CharField(max_length=8)
    version = models.PositiveIntegerField(default=1)
    revision = models.PositiveIntegerField(default=0)
    in_force = models.PositiveIntegerField(default=0)
    is_ahead = models.BooleanField(default=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code", "language"], name="outbox_template_once"),
            models.CheckConstraint(
                condition=Q(in_force__in=[0]) | Q(in_force=F("revision")),
                name="outbox_newest_wording_in_force",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.language}"


class Wording(Recorded, Worded):
    """Words as they were put in force; never changed afterwards."""

    template = models.ForeignKey(
        "outbox.Template", on_delete=models.PROTECT, related_name="wordings"
    )
    place = models.PositiveIntegerField()
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=32)
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["template", "place"], name="outbox_wording_once"),
            models.CheckConstraint(condition=Q(place__gte=1), name="outbox_wording_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.template_id} ({self.place})"
