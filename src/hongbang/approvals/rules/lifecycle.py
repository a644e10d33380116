"""Through which states do a department check, a resolution and a host's decision go?

Whether a resolution is void is not a state: it is asked, by comparing what it names with what the
slates say now (`rules.content`).
"""

from __future__ import annotations

from hongbang.kernel.lifecycle import Lifecycle

ASKED, ANSWERED = "asked", "answered"
SUBMITTED, PASSED, RETURNED, REPLACED = "submitted", "passed", "returned", "replaced"
OWED, APPROVED, SENT_BACK = "owed", "approved", "sent_back"

CHECK = Lifecycle(
    "approvals.check",
    ASKED,
    {
        (ASKED, "answer"): ANSWERED,
        (ANSWERED, "answer"): ANSWERED,
    },
)

RESOLUTION = Lifecycle(
    "approvals",
    SUBMITTED,
    {
        (SUBMITTED, "pass"): PASSED,
        (SUBMITTED, "return"): RETURNED,
        (SUBMITTED, "replace"): REPLACED,
        (PASSED, "replace"): REPLACED,
        (PASSED, "strike"): PASSED,
    },
)

DECISION = Lifecycle(
    "approvals.decision",
    OWED,
    {
        (OWED, "approve"): APPROVED,
        (OWED, "return"): SENT_BACK,
    },
)
STANDING = (SUBMITTED, PASSED)
