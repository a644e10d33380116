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


def is_fresh(*, now: float, proven: float, minutes: int = 10) -> bool:
    """Say whether somebody proved who they are lately enough for a grave act.

    >>> is_fresh(now=600, proven=0), is_fresh(now=601, proven=0)
    (True, False)
    """
    return 0 <= now - proven <= minutes * 60


_BROWSERS = (
    ("MicroMessenger", "微信"),
    ("Edg", "Edge"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("HarmonyOS", "鸿蒙"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


def device_words(agent: str) -> str:
    """Name a browser and its system in a few words; nothing that tells more is kept.

    >>> device_words("Mozilla/5.0 (Windows NT 10.0; Win64) Chrome/120.0 Safari/537.36 Edg/120.0")
    'Edge · Windows'
    >>> device_words("curl/8")
    ''
    """
    browser = next((words for sign, words in _BROWSERS if sign in agent), "")
    system = next((words for sign, words in _SYSTEMS if sign in agent), "")
    return " · ".join(part for part in (browser, system) if part)
