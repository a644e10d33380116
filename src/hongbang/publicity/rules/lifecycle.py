"""Through which states do a posting, a posted name and an objection go?

Whether a name is suspended is not a state: it is, while an objection to it has been taken up and
not ruled on (domain.md 4.4: the candidate waits, the others go on).
"""

from __future__ import annotations

from hongbang.kernel.lifecycle import Lifecycle

OPEN, CLOSED = "open", "closed"
POSTED, CLEARED, STRUCK = "posted", "cleared", "struck"
RECEIVED, ACCEPTED, REFUSED = "received", "accepted", "refused"
UPHELD, REJECTED = "upheld", "rejected"

POSTING = Lifecycle("publicity.posting", OPEN, {(OPEN, "close"): CLOSED})

NAME = Lifecycle(
    "publicity.name",
    POSTED,
    {
        (POSTED, "clear"): CLEARED,
        (POSTED, "strike"): STRUCK,
    },
)

OBJECTION = Lifecycle(
    "publicity.objection",
    RECEIVED,
    {
        (RECEIVED, "accept"): ACCEPTED,
        (RECEIVED, "refuse"): REFUSED,
        (ACCEPTED, "uphold"): UPHELD,
        (ACCEPTED, "reject"): REJECTED,
    },
)

WAITING = (RECEIVED, ACCEPTED)
RULED = (UPHELD, REJECTED)
ANSWERED = (REFUSED, *RULED)
