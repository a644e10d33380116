"""Where can a piece of long work stand, and for how long is it leased?"""

from __future__ import annotations

from datetime import timedelta

from hongbang.kernel.lifecycle import Lifecycle

LEASE = timedelta(seconds=60)
TRIES = 5

WORK = Lifecycle(
    "work",
    "requested",
    {
        ("requested", "claim"): "running",
        ("running", "claim"): "running",  # the lease of a dead worker has run out
        ("running", "finish"): "finished",
        ("running", "fail"): "failed",
        ("requested", "cancel"): "cancelled",
        ("running", "cancel"): "cancelled",
    },
)
OPEN = ("requested", "running")


def share(done: int, total: int) -> int:
    """Return how much is done, in whole percent, never 100 before the end.

    >>> share(63, 100), share(199, 200), share(200, 200), share(0, 0)
    (63, 99, 100, 0)
    """
    return min(done * 100 // total, 100) if total else 0
