"""Through which states do a round of review and a score sheet go?"""

from __future__ import annotations

from hongbang.kernel.lifecycle import Lifecycle
from hongbang.kernel.refusal import IllegalMove

OPEN, CLOSED = "open", "closed"
ASSIGNED, DRAFTED, SIGNED, RECUSED = "assigned", "drafted", "signed", "recused"

ROUND = Lifecycle(
    "reviews.round",
    OPEN,
    {
        (OPEN, "close"): CLOSED,
        (CLOSED, "reopen"): OPEN,
    },
)

SHEET = Lifecycle(
    "reviews.sheet",
    ASSIGNED,
    {
        (ASSIGNED, "draft"): DRAFTED,
        (DRAFTED, "draft"): DRAFTED,
        (DRAFTED, "sign"): SIGNED,
        (SIGNED, "unlock"): DRAFTED,
        (ASSIGNED, "recuse"): RECUSED,
        (DRAFTED, "recuse"): RECUSED,
        (SIGNED, "recuse"): RECUSED,
    },
)

COUNTED = (SIGNED,)
OWED = (ASSIGNED, DRAFTED)


def check_open(state: str) -> None:
    """Refuse to score, sign or hand on anything once a round is closed.

    >>> check_open("open")

    Refuses: `reviews.round_closed`.
    """
    if state != OPEN:
        raise IllegalMove("reviews.round_closed")
