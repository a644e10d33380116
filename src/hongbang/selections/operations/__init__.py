"""What can be done with selections? The only writer of this room."""

from hongbang.selections.operations.fixing import adopt, note_certificate, promote_reserve
from hongbang.selections.operations.running import enter_seed, make_run, set_terms

__all__ = [
    "adopt",
    "enter_seed",
    "make_run",
    "note_certificate",
    "promote_reserve",
    "set_terms",
]
