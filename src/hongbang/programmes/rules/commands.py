"""What can be asked of the operations on programmes and editions? Plain values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class AddProgramme:
    """A programme to keep: the code that stands in addresses, and its names."""

    code: str
    name: str
    name_en: str
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftEdition:
    """An edition to begin: of which programme, for which year, with which chapters."""

    programme: str
    year: int
    chapters: Mapping[str, Mapping[str, Any]]
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditChapter:
    """A chapter's new content, and the version of the edition that it was changed from."""

    name: str
    content: Mapping[str, Any]
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CloneEdition:
    """An edition to begin from an earlier one."""

    year: int
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A move of an edition: the version looked at."""

    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Amend:
    """A chapter of a published edition to change, with the reason that everybody will read."""

    name: str
    content: Mapping[str, Any]
    reason: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SetWorkday:
    """A day that the office takes as worked or not worked, with the reason."""

    day: date
    is_worked: bool
    reason: str
