"""What can be asked of the operations on selections?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hongbang.selections.rules.answering import Answer
from hongbang.selections.rules.asking import Choice


@dataclass(frozen=True, slots=True)
class SetTerms:
    """How each rule counts, and how many stand by; with the version that was looked at."""

    choices: Mapping[str, Choice]
    reserves: int
    version: int


@dataclass(frozen=True, slots=True)
class EnterSeed:
    """The words or figures of a public draw, and where anybody can look them up."""

    seed: str
    source: str
    version: int


@dataclass(frozen=True, slots=True)
class Make:
    """A run: what was worked out, and the version of the terms it was worked out under."""

    answer: Answer
    version: int


@dataclass(frozen=True, slots=True)
class Adopt:
    """Fixing a slate, by the version looked at."""

    version: int


@dataclass(frozen=True, slots=True)
class Promote:
    """Whom to strike, why, and the version of the slate looked at."""

    struck: str
    reason: str
    version: int
