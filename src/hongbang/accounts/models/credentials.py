"""Where are the second factor, one-time codes, sign-ins and failed tries kept?"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from hongbang.audit.models import Recorded
from hongbang.privacy.models import SealedField
from hongbang.privacy.rules.classes import DataClass

PURPOSES = ("reset", "contact", "register")


class SecondFactor(models.Model):
    """The secret an authenticator shares with us, kept once a first code has proved it."""

    person = models.OneToOneField(
        "accounts.Person", on_delete=models.PROTECT, related_name="second_factor"
    )
    secret = SealedField(data_class=DataClass.CREDENTIAL)
    last_step = models.BigIntegerField(default=0)
    proven_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.person}"


class RecoveryCode(models.Model):
    """A code for the day the device is lost; only its keyed digest is kept."""

    person = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="recovery_codes"
    )
    digest = models.CharField(max_length=64, unique=True)
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.person}"


class OneTimeCode(models.Model):
    """A code or link sent to somebody: single use, soon over, kept as a keyed digest."""

    purpose = models.CharField(max_length=12)
    subject = models.CharField(max_length=64)
    handle = models.CharField(max_length=32, unique=True)
    digest = models.CharField(max_length=64)
    contact = SealedField(data_class=DataClass.CONTACT, blank=True, default="")
    network = models.CharField(max_length=45, blank=True)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["purpose", "subject", "sent_at"], name="accounts_code_subject"),
            models.Index(fields=["network", "sent_at"], name="accounts_code_network"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(purpose__in=PURPOSES), name="accounts_code_purpose_known"
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("sent_at")), name="accounts_code_expires"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.subject}"


class Visit(Recorded):
    """One signed-in browser, as its owner sees it in the list of sessions."""

    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="visits")
    device = models.CharField(max_length=60, blank=True)
    network = models.CharField(max_length=45, blank=True)
    since = models.DateTimeField()
    seen_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["person", "ended_at"], name="accounts_visit_person"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=models.F("since")),
                name="accounts_visit_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.since:%Y-%m-%d %H:%M}"


class FailedTry(models.Model):
    """One failed try at a password or code; the name is kept as a digest only."""

    login_digest = models.CharField(max_length=64)
    address = models.CharField(max_length=45)
    device = models.CharField(max_length=64, blank=True)
    person = models.CharField(max_length=32, blank=True)
    at = models.DateTimeField()
    is_lifted = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["address", "at"], name="accounts_failed_address"),
            models.Index(fields=["login_digest", "at"], name="accounts_failed_name"),
        ]

    def __str__(self) -> str:
        return f"{self.address} {self.at:%Y-%m-%d %H:%M}"
