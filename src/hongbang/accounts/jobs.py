"""What does the room of people do by itself because time passed?"""

from __future__ import annotations

from datetime import datetime

from hongbang.accounts import operations as accounts
from hongbang.accounts import queries
from hongbang.accounts.rules.commands import Because
from hongbang.kernel.actor import Actor
from hongbang.kernel.period import beijing_day
from hongbang.privacy import queries as privacy
from hongbang.privacy.rules.classes import DataClass

REASON = "保存期限已到"


def run(at: datetime) -> int:
    """Erase who has had no seat for the term of names, delete what has served its time."""
    by, done = Actor.system("forget"), 0
    for person in queries.due_to_leave(beijing_day(at - privacy.term(DataClass.NAME))):
        accounts.erase(person, Because(REASON), by=by, at=at)
        done += 1
    if any(rows.exists() for rows in queries.over(at)):
        done += accounts.forget(by=by, at=at)
    return done
