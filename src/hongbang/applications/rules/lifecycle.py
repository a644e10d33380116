"""Through which states does an application itself go?

What later rooms make of it (opinions, review, award) is theirs and never stands here.
"""

from __future__ import annotations

from hongbang.kernel.lifecycle import Lifecycle

DRAFT, SUBMITTED, RETURNED, WITHDRAWN = "draft", "submitted", "returned", "withdrawn"

APPLICATION = Lifecycle(
    "applications",
    DRAFT,
    {
        (DRAFT, "submit"): SUBMITTED,
        (DRAFT, "withdraw"): WITHDRAWN,
        (SUBMITTED, "return"): RETURNED,
        (SUBMITTED, "withdraw"): WITHDRAWN,
        (RETURNED, "resubmit"): SUBMITTED,
        (RETURNED, "withdraw"): WITHDRAWN,
    },
)

EDITABLE = (DRAFT, RETURNED)


def way_of_sending(state: str) -> str:
    """Return the move that sends an application from this state.

    >>> way_of_sending("draft"), way_of_sending("returned")
    ('submit', 'resubmit')
    """
    return "resubmit" if state == RETURNED else "submit"
