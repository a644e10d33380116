"""What can be asked of the operations on visits and cases?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Draw:
    """How many honours to visit, by which public seed, and where that seed can be looked up."""

    size: int
    seed: str
    source: str


@dataclass(frozen=True, slots=True)
class Assign:
    """Which inspector's seat makes a visit, and until when."""

    seat: str
    due_on: date
    version: int


@dataclass(frozen=True, slots=True)
class Save:
    """What an inspector has typed so far."""

    answers: Mapping[str, Any]
    verdict: str
    version: int


@dataclass(frozen=True, slots=True)
class Confirm:
    """What the office finds after a visit: nothing, or a sanction with its last day and paper."""

    finding: str
    version: int
    move: str = ""
    due_on: date | None = None
    paper: str = ""


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A sanction proposed, or taken at once; the version is that of the honour looked at."""

    move: str
    reason: str
    version: int
    due_on: date | None = None
    paper: str = ""
    visit: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """A move: the version looked at, and the words that go with it."""

    version: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Decide:
    """The sanction takes effect: why, after what was stated, and by which paper."""

    version: int
    reason: str
    paper: str = ""


@dataclass(frozen=True, slots=True)
class Settle:
    """What the office says to a reported rectification; sent back, it gets another last day."""

    is_accepted: bool
    reason: str
    version: int
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Annul:
    """All honours of a batch at once: why, by which paper, and how many were looked at."""

    reason: str
    paper: str
    count: int
