"""What can be asked of the operations on messages and letters?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hongbang.outbox.rules.letters import Words


@dataclass(frozen=True, slots=True)
class Wish:
    """How somebody wants to be told, kind by kind, and the version it was changed from."""

    choices: Mapping[str, str]
    version: int


@dataclass(frozen=True, slots=True)
class Word:
    """New words for a letter, and the version they were changed from; 0 for the first."""

    code: str
    language: str
    words: Words
    version: int


@dataclass(frozen=True, slots=True)
class Act:
    """A move, with the version looked at, and the reason where one is due."""

    version: int
    reason: str = ""
