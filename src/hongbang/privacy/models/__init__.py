"""Which fields keep words about people? Other rooms' tables are built from them."""

from hongbang.privacy.models.fields import FingerprintField, SealedField
from hongbang.privacy.models.keys import fingerprint, keyring, make_keyring

__all__ = ["FingerprintField", "SealedField", "fingerprint", "keyring", "make_keyring"]
