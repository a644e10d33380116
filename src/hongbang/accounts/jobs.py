"""What does the room of people do by itself because time passed?"""

from __future__ import annotations

from datetime import datetime

from hongbang.accounts import operations as accounts
from hongbang.accounts import queries
from hongbang.kernel.actor import Actor


def run(at: datetime) -> int:
    """Delete what has served its time; returns how many rows."""
    if not any(rows.exists() for rows in queries.over(at)):
        return 0
    return accounts.forget(by=Actor.system("forget"), at=at)
