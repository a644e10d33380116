"""Where are people, their seats, what they lent and what they agreed to kept?"""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from hongbang.audit.models import Recorded
from hongbang.kernel.actor import Role
from hongbang.privacy.models import FingerprintField, PersonalField, SealedField
from hongbang.privacy.rules.classes import DataClass

SEATED_ROLES = [role.value for role in Role if role not in {Role.NOBODY, Role.SYSTEM}]


class Person(AbstractBaseUser, Recorded):
    """Somebody who signs in by mobile number or e-mail; what they may do lies in seats."""

    last_login = None
    name = PersonalField(data_class=DataClass.NAME, max_length=60)
    email = SealedField(data_class=DataClass.CONTACT, blank=True, default="")
    email_key = FingerprintField()
    mobile = SealedField(data_class=DataClass.CONTACT, blank=True, default="")
    mobile_key = FingerprintField()
    is_active = models.BooleanField(default=True)
    blocked_reason = models.CharField(max_length=300, blank=True)
    erasure_asked_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)
    search_text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = BaseUserManager["Person"]()

    USERNAME_FIELD = "public_id"
    REQUIRED_FIELDS: ClassVar = ["name"]

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(name=""), name="accounts_named"),
            models.CheckConstraint(
                condition=Q(email_key__isnull=False)
                | Q(mobile_key__isnull=False)
                | Q(erased_at__isnull=False),
                name="accounts_person_reachable",
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True)
                | Q(
                    is_active=False,
                    email_key__isnull=True,
                    mobile_key__isnull=True,
                    search_text="",
                ),
                name="accounts_erased_is_gone",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def contact(self) -> str:
        """Return by what this person signs in and is told: the mobile number, or the e-mail."""
        return self.mobile or self.email


class Seat(Recorded):
    """A role in an organisation, held by a person from a day, perhaps until a day."""

    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="seats")
    organisation = models.ForeignKey(
        "orgs.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    role = models.CharField(max_length=20)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    suspended_at = models.DateTimeField(null=True, blank=True)
    suspended_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["organisation", "role"], name="accounts_seat_place"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(role__in=SEATED_ROLES), name="accounts_role_known"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="accounts_seat_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(suspended_at__isnull=True, suspended_reason="")
                | (Q(suspended_at__isnull=False) & ~Q(suspended_reason="")),
                name="accounts_seat_suspended_with_reason",
            ),
            models.UniqueConstraint(
                fields=["person", "organisation", "role", "starts_on"],
                name="accounts_seat_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.role}"


class Delegation(Recorded):
    """A seat lent to a colleague until a day; whoever sits in it acts for its holder."""

    seat = models.ForeignKey("accounts.Seat", on_delete=models.PROTECT, related_name="delegations")
    to = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="delegations")
    starts_on = models.DateField()
    ends_on = models.DateField()
    reason = models.CharField(max_length=300)
    given_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="accounts_lent_ends_after_start"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="accounts_lent_with_reason"),
            models.UniqueConstraint(
                fields=["seat", "to"],
                condition=Q(revoked_at__isnull=True),
                name="accounts_lent_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seat} → {self.to}"


class Consent(models.Model):
    """That somebody agreed to a version of the privacy text (PIPL articles 14 and 17)."""

    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="consents")
    text_version = models.CharField(max_length=16)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "text_version"], name="accounts_consent_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.text_version}"
