"""What do surveys do by themselves because time passed?"""

from __future__ import annotations

from datetime import datetime

from hongbang.kernel.actor import Actor
from hongbang.kernel.period import beijing_day
from hongbang.surveys import operations as surveys
from hongbang.surveys import queries
from hongbang.surveys.rules.commands import Act


def run(at: datetime) -> int:
    """Record the totals of finished days, close what is over; returns how many were done."""
    by, today, done = Actor.system("surveys"), beijing_day(at), 0
    for survey in queries.to_tell(today):
        surveys.tell_days(survey, by=by, at=at)
        done += 1
    for survey in queries.to_close(today):
        surveys.close(survey, Act(survey.version), by=by, at=at)
        done += 1
    return done
