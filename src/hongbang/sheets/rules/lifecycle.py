"""Through which states does a version of a sheet go?"""

from __future__ import annotations

from hongbang.kernel.lifecycle import Lifecycle

DRAFT, PUBLISHED, DISCARDED = "draft", "published", "discarded"

SHEET = Lifecycle(
    "sheets",
    DRAFT,
    {
        (DRAFT, "publish"): PUBLISHED,
        (DRAFT, "discard"): DISCARDED,
    },
)
