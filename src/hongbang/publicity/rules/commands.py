"""What can be asked of the operations on publicity?"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Post:
    """The digest of the content that the hosts approved, as it was looked at."""

    digest: str


@dataclass(frozen=True, slots=True)
class Object:
    """An objection as it was typed, and the random key of its form."""

    name: str
    contact: str
    text: str
    key: str


@dataclass(frozen=True, slots=True)
class Act:
    """A move: the version looked at, and the words that go with it."""

    version: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruling on an objection that was taken up, and its words."""

    is_upheld: bool
    reason: str
    version: int
