"""Which fields keep words about people, and for how long? Other rooms' tables use the fields."""

from hongbang.privacy.models.fields import FingerprintField, PersonalField, SealedField
from hongbang.privacy.models.keys import fingerprint, keyring
from hongbang.privacy.models.terms import Term

__all__ = [
    "FingerprintField",
    "PersonalField",
    "SealedField",
    "Term",
    "fingerprint",
    "keyring",
]
