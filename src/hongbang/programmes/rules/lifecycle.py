"""Through which states does an edition go?"""

from __future__ import annotations

from hongbang.kernel.lifecycle import Lifecycle

DRAFT, PUBLISHED, CLOSED, DISCARDED = "draft", "published", "closed", "discarded"

EDITION = Lifecycle(
    "programmes",
    DRAFT,
    {
        (DRAFT, "publish"): PUBLISHED,
        (DRAFT, "discard"): DISCARDED,
        (PUBLISHED, "amend"): PUBLISHED,
        (PUBLISHED, "close"): CLOSED,
    },
)

PUBLIC = (PUBLISHED, CLOSED)
