"""Through which states does a delivery go, and how patient is it?"""

from __future__ import annotations

from datetime import timedelta

from hongbang.kernel.lifecycle import Lifecycle

WAITING, CLAIMED, SENT = "waiting", "claimed", "sent"
FAILED, DOUBTFUL, DROPPED = "failed", "doubtful", "dropped"

DELIVERY = Lifecycle(
    "outbox",
    WAITING,
    {
        (WAITING, "claim"): CLAIMED,
        (CLAIMED, "claim"): CLAIMED,  # the lease of a dead worker has run out
        (CLAIMED, "send"): SENT,
        (CLAIMED, "wait"): WAITING,
        (CLAIMED, "fail"): FAILED,
        (CLAIMED, "doubt"): DOUBTFUL,
        (FAILED, "retry"): WAITING,
        (DOUBTFUL, "retry"): WAITING,
        (WAITING, "drop"): DROPPED,
        (FAILED, "drop"): DROPPED,
        (DOUBTFUL, "drop"): DROPPED,
    },
)
OPEN = (WAITING, CLAIMED)
ENDED = (SENT, FAILED, DOUBTFUL, DROPPED)

LEASE = timedelta(seconds=60)
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240))
RELAY_PAUSE = timedelta(minutes=1)  # while nobody answers at the relay; counts as no try
PATIENCE = timedelta(days=3)  # how long a letter waits for a relay that does not answer
CLAIMS_MAX = 60  # deaths in a row: a delivery that kills its worker again and again ends as failed


def pause_after(tries: int) -> timedelta | None:
    """Return how long to wait after the so-manyeth failed try; nothing means: give up.

    >>> pause_after(1), pause_after(5)
    (datetime.timedelta(seconds=60), datetime.timedelta(seconds=14400))
    >>> pause_after(6) is None
    True
    """
    return PAUSES[tries - 1] if tries <= len(PAUSES) else None
