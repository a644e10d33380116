"""What can be done with visits, cases and batches? The only writer of this room."""

from hongbang.oversight.operations.batches import annul, surrender
from hongbang.oversight.operations.cases import decide, drop, lift, open_case, state
from hongbang.oversight.operations.mending import mend, settle
from hongbang.oversight.operations.visits import assign, confirm, draw, save_visit, submit_visit

__all__ = [
    "annul",
    "assign",
    "confirm",
    "decide",
    "draw",
    "drop",
    "lift",
    "mend",
    "open_case",
    "save_visit",
    "settle",
    "state",
    "submit_visit",
    "surrender",
]
