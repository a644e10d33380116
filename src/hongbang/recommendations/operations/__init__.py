"""What can be done with opinions, places and recommendations? The only writer of this room."""

from hongbang.recommendations.operations.intake import accept, rule_out
from hongbang.recommendations.operations.listing import rank, recommend, take_back
from hongbang.recommendations.operations.opinions import opine
from hongbang.recommendations.operations.places import give_back, grant, hand_out, lend
from hongbang.recommendations.operations.sending import forward

__all__ = [
    "accept",
    "forward",
    "give_back",
    "grant",
    "hand_out",
    "lend",
    "opine",
    "rank",
    "recommend",
    "rule_out",
    "take_back",
]
