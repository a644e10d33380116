"""What can be asked of the operations on recommendations?"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Opine:
    """What an organ says of a revision; `version` is that of its own opinion, 0 for the first."""

    stand: str
    words: str
    revision: int
    version: int


@dataclass(frozen=True, slots=True)
class Recommend:
    """What the owning organ decides; `version` is that of the recommendation, 0 for the first."""

    verdict: str
    reason: str
    version: int


@dataclass(frozen=True, slots=True)
class Act:
    """A move of a recommendation, by the version looked at."""

    version: int


@dataclass(frozen=True, slots=True)
class Rank:
    """Which number each recommendation is given, by its code; `seen` is the list looked at."""

    numbers: tuple[tuple[str, int], ...]
    seen: str


@dataclass(frozen=True, slots=True)
class Forward:
    """The list that is sent up: `seen` is the digest of what stood on the page."""

    seen: str


@dataclass(frozen=True, slots=True)
class HandOut:
    """How many places are handed out, and the digest of the preview that was looked at."""

    total: int
    seen: str


@dataclass(frozen=True, slots=True)
class Grant:
    """Places given to an organ, or taken from it where the number is negative."""

    organ: str
    seats: int
    reason: str
    key: str


@dataclass(frozen=True, slots=True)
class Lend:
    """Places that one organ lets another use."""

    lender: str
    borrower: str
    seats: int
    reason: str
    key: str


@dataclass(frozen=True, slots=True)
class GiveBack:
    """How many places of a loan go back to the lender."""

    seats: int
    key: str


@dataclass(frozen=True, slots=True)
class Accept:
    """The recommendations taken in together, each by the version looked at."""

    chosen: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class RuleOut:
    """Why one is not eligible, by the version looked at."""

    version: int
    reason: str
