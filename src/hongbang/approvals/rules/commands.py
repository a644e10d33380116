"""What can be asked of the operations on approvals?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Ask:
    """Which department is asked, about whom ("" is the whole list), until when; the form's key."""

    department: str
    application: str
    due_on: date
    key: str


@dataclass(frozen=True, slots=True)
class AnswerCheck:
    """What a department said, by the version looked at."""

    result: str
    note: str
    version: int


@dataclass(frozen=True, slots=True)
class Submit:
    """The digest of the lists as they were looked at, and a word to the hosts."""

    digest: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Decide:
    """A host's decision on the content with this digest."""

    digest: str
    is_approved: bool
    opinion: str
    version: int


@dataclass(frozen=True, slots=True)
class Strike:
    """Whom to strike after the hosts approved, and why."""

    application: str
    reason: str
    version: int
