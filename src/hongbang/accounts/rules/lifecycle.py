"""Which moves does the registration of a unit know?"""

from __future__ import annotations

from hongbang.kernel.lifecycle import Lifecycle

REGISTRATION = Lifecycle(
    "accounts",
    "written",
    {
        ("written", "prove"): "sent",
        ("sent", "accept"): "accepted",
        ("sent", "return"): "returned",
        ("sent", "refuse"): "refused",
        ("returned", "correct"): "sent",
    },
)
OPEN = frozenset({"written", "sent", "returned"})
