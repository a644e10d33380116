"""Through which states do a visit, a case against an honour, and a rectification go?

A rectification that is not accepted is owed again; what comes of it then is another case.
"""

from __future__ import annotations

from hongbang.kernel.lifecycle import Lifecycle

DRAWN, ASSIGNED, DRAFTED = "drawn", "assigned", "drafted"
SUBMITTED, CONFIRMED = "submitted", "confirmed"
OPENED, HEARD, DECIDED, DROPPED, LIFTED = "opened", "heard", "decided", "dropped", "lifted"
OWED, REPORTED, ACCEPTED = "owed", "reported", "accepted"

VISIT = Lifecycle(
    "oversight.visit",
    DRAWN,
    {
        (DRAWN, "assign"): ASSIGNED,
        (ASSIGNED, "assign"): ASSIGNED,
        (ASSIGNED, "draft"): DRAFTED,
        (DRAFTED, "draft"): DRAFTED,
        (DRAFTED, "submit"): SUBMITTED,
        (SUBMITTED, "confirm"): CONFIRMED,
    },
)

CASE = Lifecycle(
    "oversight.case",
    OPENED,
    {
        (OPENED, "state"): HEARD,
        (OPENED, "decide"): DECIDED,
        (HEARD, "decide"): DECIDED,
        (OPENED, "drop"): DROPPED,
        (HEARD, "drop"): DROPPED,
        (DECIDED, "lift"): LIFTED,
    },
)

MENDING = Lifecycle(
    "oversight.mending",
    OWED,
    {
        (OWED, "report"): REPORTED,
        (REPORTED, "accept"): ACCEPTED,
        (REPORTED, "return"): OWED,
    },
)

AT_WORK = (ASSIGNED, DRAFTED)  # owed by the inspector
DONE = (SUBMITTED, CONFIRMED)
WAITING = (OPENED, HEARD)
CLOSED = (DECIDED, DROPPED, LIFTED)
