"""What can be asked of the operations on awards?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Confer:
    """Honours to be conferred: by which paper, from which day, and what was looked at.

    `seen` is the digest of names and numbers as the preview showed them. `is_partial` says that
    the head confers these now although others still wait.
    """

    paper: str
    on: date
    seen: str
    is_partial: bool = False


@dataclass(frozen=True, slots=True)
class Fetch:
    """A certificate to be fetched: the version of the award that was looked at."""

    version: int
