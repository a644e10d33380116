"""Where are people, their seats, their keys and their ways in kept?"""

from hongbang.accounts.models.credentials import (
    FailedTry,
    OneTimeCode,
    RecoveryCode,
    SecondFactor,
    Visit,
)
from hongbang.accounts.models.people import SEATED_ROLES, Consent, Delegation, Person, Seat
from hongbang.accounts.models.ways_in import Invitation, Registration
from hongbang.privacy.rules.classes import DataClass

# Words about people that are kept in clear: names, as lists of colleagues must sort by them.
PERSONAL = {
    "accounts.person.name": DataClass.NAME,
    "accounts.invitation.name": DataClass.NAME,
    "accounts.registration.applicant": DataClass.NAME,
}

__all__ = [
    "PERSONAL",
    "SEATED_ROLES",
    "Consent",
    "Delegation",
    "FailedTry",
    "Invitation",
    "OneTimeCode",
    "Person",
    "RecoveryCode",
    "Registration",
    "Seat",
    "SecondFactor",
    "Visit",
]
