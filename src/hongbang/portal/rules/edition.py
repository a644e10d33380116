"""What does the front page know of an edition?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Honour:
    """A name on the red list."""

    name: str
    unit: str
    industry: str
    is_individual: bool


@dataclass(frozen=True, slots=True)
class DatedStep:
    """A step of the timetable, with both languages' words."""

    name: str
    name_en: str
    note: str
    note_en: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class Edition:
    """One year of a programme as the front page shows it."""

    year: int
    name: str
    name_en: str
    industries: int
    steps: tuple[DatedStep, ...]
    honours: tuple[Honour, ...]

    @property
    def teams(self) -> int:
        """Count the teams on the red list."""
        return sum(not honour.is_individual for honour in self.honours)

    @property
    def individuals(self) -> int:
        """Count the individuals on the red list."""
        return sum(honour.is_individual for honour in self.honours)

    @property
    def industries_covered(self) -> int:
        """Count the industries with a name on the red list."""
        return len({honour.industry for honour in self.honours})


def read_edition(source: Mapping[str, Any], year: int) -> Edition:
    """Build an edition of `year` from the demonstration file's tables.

    >>> read_edition({"edition": {"name": "明星", "name_en": "Stars", "industries": 16},
    ...               "steps": [], "honours": []}, 2026).name
    '明星'
    """
    return Edition(
        year=year,
        name=source["edition"]["name"],
        name_en=source["edition"]["name_en"],
        industries=source["edition"]["industries"],
        steps=tuple(
            DatedStep(
                step["name"],
                step["name_en"],
                step["note"],
                step["note_en"],
                date.fromisoformat(f"{year}-{step['starts']}"),
                date.fromisoformat(f"{year}-{step['ends']}"),
            )
            for step in source["steps"]
        ),
        honours=tuple(
            Honour(entry["name"], entry["unit"], entry["industry"], entry.get("individual", False))
            for entry in source["honours"]
        ),
    )
