"""What is asked of this room?"""

from __future__ import annotations

from dataclasses import dataclass

from hongbang.privacy.rules.classes import DataClass


@dataclass(frozen=True, slots=True)
class Reveal:
    """A word to be shown whole: which column of the thing, and why."""

    field: str
    reason: str


@dataclass(frozen=True, slots=True)
class SetTerm:
    """How many days words of a class stay once they are not needed; `version` 0 for the first."""

    data_class: DataClass
    days: int
    reason: str
    version: int


@dataclass(frozen=True, slots=True)
class Rotate:
    """A new key for this cipher."""

    cipher: str
