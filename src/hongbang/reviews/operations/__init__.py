"""What can be done in a review? The only writer of this room."""

from hongbang.reviews.operations.assigning import assign, open_round, recuse
from hongbang.reviews.operations.experts import enrol
from hongbang.reviews.operations.rounds import close_round, opine, reopen_round
from hongbang.reviews.operations.scoring import open_evidence, save, sign, unlock

__all__ = [
    "assign",
    "close_round",
    "enrol",
    "open_evidence",
    "open_round",
    "opine",
    "recuse",
    "reopen_round",
    "save",
    "sign",
    "unlock",
]
