"""What does the front page know of an edition?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


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
class Quota:
    """How many of a category can be awarded."""

    name: str
    name_en: str
    seats: int
    may_be_fewer: bool


@dataclass(frozen=True, slots=True)
class Edition:
    """One year of a programme as the public pages show it."""

    code: str
    year: int
    name: str
    name_en: str
    theme: str
    theme_en: str
    industries: int
    quotas: tuple[Quota, ...]
    steps: tuple[DatedStep, ...]


def edition_of(code: str, chapters: Mapping[str, Any]) -> Edition:
    """Read what the public pages show from an edition's chapters; only public steps.

    >>> words = {"zh": "明星", "en": "Stars"}
    >>> edition_of("star-2026", {"general": {"name": words, "year": 2026}}).name_en
    'Stars'
    """
    general = chapters["general"]
    theme = general.get("theme", {})
    return Edition(
        code=code,
        year=general["year"],
        name=general["name"]["zh"],
        name_en=general["name"]["en"],
        theme=theme.get("zh", ""),
        theme_en=theme.get("en", ""),
        industries=len(chapters.get("industries", {}).get("industries", [])),
        quotas=tuple(_quota(row) for row in _rows(chapters, "categories", "categories")),
        steps=tuple(
            _step(row) for row in _rows(chapters, "timetable", "milestones") if "is_public" in row
        ),
    )


def _rows(chapters: Mapping[str, Any], chapter: str, table: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = chapters.get(chapter, {}).get(table, [])
    return found


def _quota(row: Mapping[str, Any]) -> Quota:
    name = row["name"]
    return Quota(name["zh"], name["en"], row["quota"], row.get("may_award_fewer", False))


def _step(row: Mapping[str, Any]) -> DatedStep:
    note = row.get("note", {})
    return DatedStep(
        row["name"]["zh"],
        row["name"]["en"],
        note.get("zh", ""),
        note.get("en", ""),
        date.fromisoformat(row["starts_on"]),
        date.fromisoformat(row["ends_on"]),
    )
