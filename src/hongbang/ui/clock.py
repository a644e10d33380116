"""What time is it? The only place in the house that looks."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from hongbang.kernel.period import beijing_day


def now() -> datetime:
    """Return this moment, aware."""
    return timezone.now()


def today() -> date:
    """Return today's date in Beijing."""
    return beijing_day(now())
