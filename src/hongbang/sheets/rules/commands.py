"""What can be asked of the operations on sheets?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class DraftSheet:
    """A new family of sheets, with its code and the plain form of its first version."""

    code: str
    content: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class EditSheet:
    """A changed definition, and the version of the row it was changed from."""

    content: Mapping[str, Any]
    version: int


@dataclass(frozen=True, slots=True)
class Act:
    """A move of a sheet, with the version of the row that was looked at."""

    version: int
