"""Through which states does a slate go?

A run that found a list proposes a slate; at most one of a category is adopted at a time.
"""

from __future__ import annotations

from hongbang.kernel.lifecycle import Lifecycle

PROPOSED, ADOPTED, SUPERSEDED = "proposed", "adopted", "superseded"

SLATE = Lifecycle(
    "selections",
    PROPOSED,
    {
        (PROPOSED, "adopt"): ADOPTED,
        (ADOPTED, "promote"): ADOPTED,
        (ADOPTED, "supersede"): SUPERSEDED,
    },
)
