"""How does somebody want to be told, and when does the daily mail go out?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from hongbang.kernel.period import BEIJING

AT_ONCE, DAILY, INBOX = "at_once", "daily", "inbox"
CHOICES = (AT_ONCE, DAILY, INBOX)
DIGEST_HOUR = 8  # Beijing time: read with the first tea


def kind_of(code: str) -> str:
    """Return the kind of a message, which is the room it comes from.

    >>> kind_of("notices.published")
    'notices'
    """
    return code.partition(".")[0]


def way_of(code: str, choices: Mapping[str, str], *, is_urgent: bool) -> str:
    """Return how this message goes out by mail; what is urgent cannot be silenced.

    >>> way_of("notices.published", {"notices": "daily"}, is_urgent=False)
    'daily'
    >>> way_of("notices.published", {"notices": "inbox"}, is_urgent=True)
    'at_once'
    """
    return AT_ONCE if is_urgent else choices.get(kind_of(code), AT_ONCE)


def next_digest(at: datetime) -> datetime:
    """Return the first digest hour after `at`.

    >>> from datetime import timezone
    >>> next_digest(datetime(2026, 11, 10, 0, 0, tzinfo=timezone.utc)).isoformat()
    '2026-11-11T08:00:00+08:00'
    >>> next_digest(datetime(2026, 11, 9, 23, 59, tzinfo=timezone.utc)).isoformat()
    '2026-11-10T08:00:00+08:00'
    """
    here = at.astimezone(BEIJING)
    hour = here.replace(hour=DIGEST_HOUR, minute=0, second=0, microsecond=0)
    return hour if hour > here else hour + timedelta(days=1)
