"""What can be asked of the operations on surveys?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

TEAM, NOMINEE = "team", "nominee"


@dataclass(frozen=True, slots=True)
class OpenSurvey:
    """A survey to begin: of whom, for which edition, how many invitations, from when to when.

    `kind` is `team` or `nominee`, `subject` its public code; `key` is that of the form.
    """

    kind: str
    subject: str
    edition: str
    count: int
    starts_on: date
    ends_on: date
    key: str


@dataclass(frozen=True, slots=True)
class Issue:
    """More invitations, with the key of the form they were asked for by."""

    count: int
    key: str


@dataclass(frozen=True, slots=True)
class Answering:
    """What a customer answered, as plain answers to the sheet."""

    answers: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Act:
    """A move: the version looked at, and the reason where one is due."""

    version: int
    reason: str = ""
