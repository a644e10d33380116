"""What does publicity do by itself because time passed?"""

from __future__ import annotations

from datetime import datetime

from hongbang.kernel.actor import Actor
from hongbang.kernel.period import beijing_day
from hongbang.publicity import operations as publicity
from hongbang.publicity import queries
from hongbang.publicity.rules.commands import Act


def run(at: datetime) -> int:
    """Close the postings whose last day is over; returns how many were closed."""
    by, done = Actor.system("publicity"), 0
    for posting in queries.to_close(beijing_day(at)):
        publicity.close(posting, Act(posting.version), by=by, at=at)
        done += 1
    return done
