"""What leaves the house by itself: due letters, and the daily mail?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from hongbang.kernel.actor import Actor
from hongbang.kernel.period import beijing_day
from hongbang.outbox import operations as outbox
from hongbang.outbox import queries
from hongbang.outbox.jobs.carrying import carry
from hongbang.ui import clock

BATCH = 20
ROUNDS = 10  # then the other rooms' jobs have their turn


def run(at: datetime, now: Callable[[], datetime] = clock.now) -> int:
    """Gather the daily mails, carry what is due, forget old addresses; returns how much."""
    done = outbox.gather_digests(at)
    for _ in range(ROUNDS):
        batch = outbox.claim(now(), BATCH)
        if not batch:
            break
        done += carry(batch, now)
    return done + outbox.forget(at) + _count_yesterday(at)


def _count_yesterday(at: datetime) -> int:
    """Record yesterday's totals, where there are some and nobody has."""
    yesterday = beijing_day(at) - timedelta(days=1)
    if queries.is_counted(yesterday) or not queries.has_ended(yesterday):
        return 0
    return int(outbox.count_day(yesterday, by=Actor.system("worker"), at=at))
