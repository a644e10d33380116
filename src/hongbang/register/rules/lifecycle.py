"""Through which states does an honour go after it was conferred?

Notice of 2016, section on dynamic management: three years, visits without notice, and serious
violations end it. Lapsing is no move: an honour has lapsed when its last day is over, whatever
was done to it before (`standing.status_on`).
"""

from __future__ import annotations

from hongbang.kernel.lifecycle import Lifecycle

VALID, WARNED, RECTIFYING, SUSPENDED = "valid", "warned", "rectifying", "suspended"
REVOKED, SURRENDERED, ANNULLED = "revoked", "surrendered", "annulled"

HONOUR = Lifecycle(
    "register.honour",
    VALID,
    {
        (VALID, "warn"): WARNED,
        (VALID, "rectify"): RECTIFYING,
        (WARNED, "rectify"): RECTIFYING,
        (VALID, "suspend"): SUSPENDED,
        (WARNED, "suspend"): SUSPENDED,
        (RECTIFYING, "suspend"): SUSPENDED,
        (WARNED, "restore"): VALID,
        (RECTIFYING, "restore"): VALID,
        (SUSPENDED, "restore"): VALID,
        (VALID, "revoke"): REVOKED,
        (WARNED, "revoke"): REVOKED,
        (RECTIFYING, "revoke"): REVOKED,
        (SUSPENDED, "revoke"): REVOKED,
        (VALID, "surrender"): SURRENDERED,
        (WARNED, "surrender"): SURRENDERED,
        (RECTIFYING, "surrender"): SURRENDERED,
        (SUSPENDED, "surrender"): SURRENDERED,
        (VALID, "annul"): ANNULLED,
        (WARNED, "annul"): ANNULLED,
        (RECTIFYING, "annul"): ANNULLED,
        (SUSPENDED, "annul"): ANNULLED,
    },
)

HELD = (VALID, WARNED, RECTIFYING)  # the holder may call itself so; suspended, it may not
LIVE = (*HELD, SUSPENDED)
ENDED = (REVOKED, SURRENDERED, ANNULLED)
