"""What can be asked of the operations on applications?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from hongbang.files.rules.incoming import Held


@dataclass(frozen=True, slots=True)
class Begin:
    """For which category, for whom (a team, a nominee, or the unit itself), from which form."""

    category: str
    team: str
    nominee: str
    key: str


@dataclass(frozen=True, slots=True)
class Save:
    """Changed answers, and the version they were changed from."""

    answers: Mapping[str, Any]
    version: int


@dataclass(frozen=True, slots=True)
class Attach:
    """A file that answers a question of the form."""

    field: str
    upload: Held


@dataclass(frozen=True, slots=True)
class Act:
    """A move of an application: the version looked at, and the reason where one is due."""

    version: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Return:
    """What must be corrected, and until which day, its last hour included."""

    version: int
    reason: str
    until_on: date


@dataclass(frozen=True, slots=True)
class HandOver:
    """To which body an application goes on, by the version looked at."""

    to: str
    version: int
