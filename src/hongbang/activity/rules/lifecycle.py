"""Through which states do an activity record and a statistics return go?

A return is signed twice, by whoever prepared it and by the head of the organ (domain.md 3.5); with
the second signature it is sent.
"""

from __future__ import annotations

from hongbang.kernel.lifecycle import Lifecycle

RECORDED, STRUCK = "recorded", "struck"
DRAFT, PREPARED, SENT = "draft", "prepared", "sent"
ACCEPTED, RETURNED = "accepted", "returned"

RECORD = Lifecycle("activity.record", RECORDED, {(RECORDED, "strike"): STRUCK})

RETURN = Lifecycle(
    "activity.return",
    DRAFT,
    {
        (DRAFT, "prepare"): PREPARED,
        (RETURNED, "prepare"): PREPARED,
        (PREPARED, "reopen"): DRAFT,
        (PREPARED, "sign"): SENT,
        (SENT, "accept"): ACCEPTED,
        (SENT, "return"): RETURNED,
    },
)

EDITABLE = (DRAFT, RETURNED)
FROZEN = (PREPARED, SENT, ACCEPTED)
IN = (SENT, ACCEPTED)
