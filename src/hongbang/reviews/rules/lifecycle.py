"""Through which states do a round of review and a score sheet go?"""

from __future__ import annotations

from hongbang.kernel.lifecycle import Lifecycle

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
