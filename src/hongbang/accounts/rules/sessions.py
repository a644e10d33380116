"""How long may a session go on?"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a session may lie idle, and how long it may last at all."""

    idle_minutes: int
    absolute_hours: int


def is_over(*, now: float, seen: float, since: float, limits: Limits) -> bool:
    """Say whether a session has ended; moments are seconds (reliability S12).

    >>> half_an_hour = Limits(idle_minutes=30, absolute_hours=12)
    >>> is_over(now=1800, seen=0, since=0, limits=half_an_hour)
    False
    >>> is_over(now=1801, seen=0, since=0, limits=half_an_hour)
    True
    """
    return now - seen > limits.idle_minutes * 60 or now - since > limits.absolute_hours * 3600
