"""Through which states does a notice go?"""

from __future__ import annotations

from hongbang.kernel.lifecycle import Lifecycle

DRAFT, PUBLISHED, CORRECTED = "draft", "published", "corrected"
WITHDRAWN, DISCARDED = "withdrawn", "discarded"

NOTICE = Lifecycle(
    "notices",
    DRAFT,
    {
        (DRAFT, "publish"): PUBLISHED,
        (DRAFT, "discard"): DISCARDED,
        (PUBLISHED, "correct"): CORRECTED,
        (CORRECTED, "correct"): CORRECTED,
        (PUBLISHED, "withdraw"): WITHDRAWN,
        (CORRECTED, "withdraw"): WITHDRAWN,
    },
)

PUBLIC = (PUBLISHED, CORRECTED, WITHDRAWN)
EDITABLE = (DRAFT, PUBLISHED, CORRECTED)
