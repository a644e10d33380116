"""Who has an application now, until when, and what happened to it so far?

Derived from this room's facts; later rooms add their own steps (ADR 0001).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from hongbang.applications.rules.lifecycle import DRAFT, RETURNED, SUBMITTED, WITHDRAWN


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened, with the code of its words; `body` is who did it."""

    code: str
    at: datetime
    params: Mapping[str, str] = field(default_factory=dict)
    body: str = ""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has it now: a body, or nobody; until when, where that is known."""

    body: str
    is_unit: bool
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What this room knows: its state, its bodies, its ends, and what happened."""

    state: str
    unit: str
    organ: str
    closes_at: datetime | None
    answers_by: datetime | None
    corrected_by: datetime | None
    steps: Sequence[Step]


@dataclass(frozen=True, slots=True)
class Timeline:
    """What happened, oldest first, and who has it now."""

    steps: tuple[Step, ...]
    holder: Holder | None


def timeline(facts: Facts) -> Timeline:
    """Put the steps in order and say who has it.

    Worked example: a draft is with its unit until the application step closes.

    >>> end = datetime.fromisoformat("2016-11-11T00:00:00+08:00")
    >>> timeline(Facts("draft", "示范百货", "区总工会", end, None, None, ())).holder
    Holder(body='示范百货', is_unit=True, until=datetime.datetime(2016, 11, 11, 0, 0, \
tzinfo=datetime.timezone(datetime.timedelta(seconds=28800))))
    """
    holders = {
        DRAFT: Holder(facts.unit, is_unit=True, until=facts.closes_at),
        RETURNED: Holder(facts.unit, is_unit=True, until=facts.corrected_by),
        SUBMITTED: Holder(facts.organ, is_unit=False, until=facts.answers_by),
        WITHDRAWN: None,
    }
    return Timeline(tuple(sorted(facts.steps, key=lambda one: one.at)), holders[facts.state])
