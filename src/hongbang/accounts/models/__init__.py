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

__all__ = [
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
