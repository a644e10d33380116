"""What can be asked of the operations on the register?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class NewHonour:
    """An honour to be entered: for whom, from which application, recommended by which organ.

    Bodies, teams and nominees are named by their public codes; where team and nominee are empty
    the unit itself is honoured. `source` is the code of the application behind it.
    """

    number: str
    category: str
    unit: str
    team: str
    nominee: str
    organ: str
    source: str


@dataclass(frozen=True, slots=True)
class Enter:
    """Honours conferred together: by which paper, from which day to which, both included."""

    honours: tuple[NewHonour, ...]
    paper: str
    first_on: date
    last_on: date


@dataclass(frozen=True, slots=True)
class Turn:
    """A move of an honour: from which day on, why, by which paper, and the version looked at."""

    move: str
    version: int
    reason: str
    from_on: date
    paper: str = ""
