"""How is a word shown whole, kept for how long, and sealed anew? The only writer of this room."""

from hongbang.privacy.operations.keys import add_key, reseal, retire_keys
from hongbang.privacy.operations.revealing import reveal
from hongbang.privacy.operations.terms import set_term

__all__ = ["add_key", "reseal", "retire_keys", "reveal", "set_term"]
