"""Where are people, their seats and failed tries kept?"""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from hongbang.audit.models import Recorded
from hongbang.kernel.actor import Role

SEATED_ROLES = [role.value for role in Role if role not in {Role.NOBODY, Role.SYSTEM}]


class Person(AbstractBaseUser, Recorded):
    """Somebody who signs in by mobile number or e-mail; what they may do lies in seats."""

    last_login = None
    login = models.CharField(max_length=120, unique=True)
    name = models.CharField(max_length=60)
    is_active = models.BooleanField(default=True)

    objects = BaseUserManager["Person"]()

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar = ["name"]

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(login="") & ~Q(name=""), name="accounts_named"),
        ]

    def __str__(self) -> str:
        return self.name


class Seat(Recorded):
    """A role in an organisation, held by a person from a day, perhaps until a day."""

    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="seats")
    organisation = models.ForeignKey(
        "orgs.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    role = models.CharField(max_length=20)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(role__in=SEATED_ROLES), name="accounts_role_known"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="accounts_seat_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["person", "organisation", "role", "starts_on"],
                name="accounts_seat_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.role}"


class FailedTry(models.Model):
    """One failed try at a password; the name is kept as a digest only."""

    login_digest = models.CharField(max_length=64)
    address = models.CharField(max_length=45)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["address", "at"], name="accounts_failed_address"),
        ]

    def __str__(self) -> str:
        return f"{self.address} {self.at:%Y-%m-%d %H:%M}"
