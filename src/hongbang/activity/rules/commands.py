"""What can be asked of the operations on activities and returns?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of an activity; `hours` are those of one person."""

    kind: str
    title: str
    place: str
    starts_at: datetime
    ends_at: datetime
    break_minutes: int
    teams: int
    people: int
    women: int
    under35: int
    hours: Decimal
    helped: int

    def plain(self) -> dict[str, str | int]:
        """Return it as plain values."""
        return {
            **asdict(self),
            "starts_at": self.starts_at.isoformat(),
            "ends_at": self.ends_at.isoformat(),
            "hours": f"{self.hours:f}",
        }


@dataclass(frozen=True, slots=True)
class Record:
    """An activity to be recorded, with the key of the form."""

    told: Told
    key: str


@dataclass(frozen=True, slots=True)
class Correct:
    """A record to be corrected: what is right, why, and the version that was looked at."""

    told: Told
    reason: str
    version: int


@dataclass(frozen=True, slots=True)
class Fill:
    """What an organ typed into its return, by figure: `added` and `note`; version 0 begins it."""

    typed: Mapping[str, Mapping[str, str]]
    version: int

    def plain(self) -> dict[str, Any]:
        """Return what was typed, without figures that were left empty."""
        kept = {key: _kept(one) for key, one in self.typed.items()}
        return {key: one for key, one in kept.items() if one}


def _kept(one: Mapping[str, str]) -> dict[str, str]:
    trimmed = {name: one.get(name, "").strip() for name in ("added", "note")}
    return {name: text for name, text in trimmed.items() if text}


@dataclass(frozen=True, slots=True)
class Act:
    """A move: the version that was looked at, and the reason where one is due."""

    version: int
    reason: str = ""
