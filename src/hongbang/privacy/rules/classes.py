"""Of which class is a word about a person, and how long does it stay once it is not needed?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum


class DataClass(StrEnum):
    """The classes of words about people (PIPL articles 19, 28 and 51; domain.md section 8.2)."""

    NAME = "name"  # who somebody is, as a public list may say
    CONTACT = "contact"  # how somebody is reached: mobile, e-mail, telephone
    PRIVATE = "private"  # birth month, origin and the like: sensitive
    IDENTITY = "identity"  # numbers of papers; never collected by default
    CREDENTIAL = "credential"  # what lets somebody in: passwords, secrets of the second factor


SEALED = frozenset({DataClass.CONTACT, DataClass.PRIVATE, DataClass.IDENTITY, DataClass.CREDENTIAL})

# Days after the last need ended; the security administrator may set others. Defaults: domain.md
# section 8.2 (contacts 90 days, papers at the end of the edition); 0 is at once.
TERMS: Mapping[DataClass, int] = {
    DataClass.NAME: 365,
    DataClass.CONTACT: 90,
    DataClass.PRIVATE: 365,
    DataClass.IDENTITY: 0,
    DataClass.CREDENTIAL: 0,
}
LONGEST_TERM = 3650


def is_due(ended_at: datetime, days: int, at: datetime) -> bool:
    """Say whether words whose need ended at `ended_at` must be gone by `at`.

    >>> from datetime import UTC
    >>> ended = datetime(2026, 1, 1, tzinfo=UTC)
    >>> is_due(ended, 90, ended + timedelta(days=89)), is_due(ended, 90, ended + timedelta(days=90))
    (False, True)
    """
    return at >= ended_at + timedelta(days=days)
