"""What can be asked of the operations of a review?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Enrol:
    """Which seat serves in an edition, for which categories, and the bodies it is bound to.

    `works_for` and `speaks_for` are full names of bodies; `version` is 0 for somebody new.
    """

    seat: str
    categories: tuple[str, ...]
    works_for: tuple[str, ...]
    speaks_for: tuple[str, ...]
    version: int = 0


@dataclass(frozen=True, slots=True)
class Assign:
    """The plan that was looked at: of which version of the round, with which digest."""

    version: int
    digest: str


@dataclass(frozen=True, slots=True)
class Save:
    """Changed marks, and the version they were changed from."""

    answers: Mapping[str, Any]
    version: int


@dataclass(frozen=True, slots=True)
class Act:
    """A move of a round, a file or a score sheet: the version looked at, the reason if due."""

    version: int
    reason: str = ""
