"""Through which states does an upload in parts go, and for how long?"""

from __future__ import annotations

from datetime import timedelta

from hongbang.kernel.lifecycle import Lifecycle

OPEN, READY, KEPT = "open", "ready", "kept"
REFUSED, CANCELLED, EXPIRED = "refused", "cancelled", "expired"

UPLOAD = Lifecycle(
    "files",
    OPEN,
    {
        (OPEN, "complete"): READY,
        (OPEN, "refuse"): REFUSED,
        (OPEN, "cancel"): CANCELLED,
        (OPEN, "expire"): EXPIRED,
        (READY, "keep"): KEPT,
        (READY, "cancel"): CANCELLED,
        (READY, "expire"): EXPIRED,
    },
)
HELD = (OPEN, READY)  # bytes lie in quarantine
PART_BYTES = 1024 * 1024
OPEN_MAX = 3  # uploads that one person may have under way
ABANDONED = timedelta(minutes=45)  # untouched so long, parts and orphans go
SWEEP_EVERY = timedelta(minutes=10)


def share(received: int, size: int) -> int:
    """Return how much has come, in whole percent, 100 only with the last byte.

    >>> share(0, 200), share(199, 200), share(200, 200)
    (0, 99, 100)
    """
    return received * 100 // size if size else 0
