"""How does the ledger know how many letters left, though no single one is recorded?"""

from __future__ import annotations

from datetime import date, datetime

from hongbang.audit import operations as audit
from hongbang.kernel.actor import Actor
from hongbang.outbox import access, queries


@audit.deed
def count_day(day: date, *, by: Actor, at: datetime) -> bool:
    """Record how the deliveries of a Beijing day ended, once; says whether it was the first time.

    **Why**: an entry for each mail would tie a person to a moment; the totals tell enough.
    """
    access.require("oversee", by)
    key = f"deliveries-{day.isoformat()}"
    if audit.once(key, "outbox.count_day", day.isoformat(), by=by, at=at):
        return False
    audit.settle(key, "outbox.count_day", day.isoformat(), by=by)
    audit.record(
        "outbox.deliveries.counted",
        by=by,
        at=at,
        subjects=[],
        said={"day": day.isoformat(), **queries.ended_on(day)},
    )
    return True
