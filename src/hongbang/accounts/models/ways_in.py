"""Where are invitations of people and registrations of units kept?"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from hongbang.accounts.models.people import SEATED_ROLES
from hongbang.accounts.rules.lifecycle import REGISTRATION
from hongbang.audit.models import Recorded
from hongbang.privacy.models import PersonalField, SealedField
from hongbang.privacy.rules.classes import DataClass


class Invitation(Recorded):
    """A seat offered to somebody by a link sent to them: one use, seven days."""

    organisation = models.ForeignKey(
        "orgs.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    invited_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    name = PersonalField(data_class=DataClass.NAME, max_length=60)
    contact = SealedField(data_class=DataClass.CONTACT, blank=True)
    contact_key = models.CharField(max_length=64)
    token_digest = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    person = models.ForeignKey(
        "accounts.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    search_text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["organisation", "sent_at"], name="accounts_invited_into"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(role__in=SEATED_ROLES), name="accounts_invited_role_known"
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="accounts_invited_one_end",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(person__isnull=False),
                name="accounts_invited_accepted_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["organisation", "role", "contact_key"],
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="accounts_invited_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} · {self.role}"


class Registration(Recorded):
    """A unit that registers itself, as its applicant wrote it and its organ decided."""

    state = models.CharField(max_length=12, default=REGISTRATION.first)
    organ = models.ForeignKey("orgs.Organisation", on_delete=models.PROTECT, related_name="+")
    unit_name = models.CharField(max_length=100)
    credit_code = models.CharField(max_length=18)
    code_reason = models.CharField(max_length=200, blank=True)
    nature = models.CharField(max_length=20)
    area = models.CharField(max_length=32)
    applicant = PersonalField(data_class=DataClass.NAME, max_length=60)
    mobile = SealedField(data_class=DataClass.CONTACT, blank=True, default="")
    email = SealedField(data_class=DataClass.CONTACT, blank=True, default="")
    password = models.CharField(max_length=128)
    text_version = models.CharField(max_length=16)
    network = models.CharField(max_length=45, blank=True)
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_reason = models.CharField(max_length=500, blank=True)
    unit = models.ForeignKey(
        "orgs.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    person = models.ForeignKey(
        "accounts.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    search_text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["organ", "state", "due_on"], name="accounts_registered_at"),
            models.Index(fields=["network", "written_at"], name="accounts_registered_from"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=[*REGISTRATION.states]),
                name="accounts_registration_state_known",
            ),
            models.CheckConstraint(
                condition=Q(state="written") | Q(sent_at__isnull=False, due_on__isnull=False),
                name="accounts_registration_sent_dated",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["returned", "refused"])
                | (Q(decided_at__isnull=False) & ~Q(decided_reason="")),
                name="accounts_registration_no_has_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state="accepted") | Q(unit__isnull=False, person__isnull=False),
                name="accounts_registration_yes_has_unit",
            ),
        ]

    def __str__(self) -> str:
        return self.unit_name

    @property
    def contact(self) -> str:
        """Return where the applicant is reached: the e-mail, or the mobile number."""
        return self.email or self.mobile
