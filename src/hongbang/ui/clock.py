"""What time is it? The only place in the house that looks.

A demonstration may let time pass: a small file keeps by how many days it is ahead.
"""

from __future__ import annotations

import os
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from hongbang.kernel.period import beijing_day

FILE = "demo-days-ahead"


def now() -> datetime:
    """Return this moment, aware; in a demonstration, the moment it has come to."""
    return timezone.now() + _ahead()


def today() -> date:
    """Return today's date in Beijing."""
    return beijing_day(now())


def unmoved(moment: datetime) -> datetime:
    """Return what a watch on the wall shows at `moment`: sessions and authenticators go by it."""
    return moment - _ahead()


def let_pass(days: int) -> None:
    """Let days pass in a demonstration, for the server and the worker alike; time only moves on."""
    if days < 0 or not settings.HONGBANG_DEMO:
        message = f"{days} days cannot pass here: time moves on, and in demonstrations only"
        raise ValueError(message)
    kept = Path(settings.HONGBANG_VAR) / FILE
    fresh = kept.with_name(f"{FILE}.{os.getpid()}")
    kept.parent.mkdir(parents=True, exist_ok=True)
    fresh.write_text(f"{_ahead().days + days}\n")
    fresh.replace(kept)


def _ahead() -> timedelta:
    if not settings.HONGBANG_DEMO:
        return timedelta()
    kept = Path(settings.HONGBANG_VAR) / FILE
    try:
        mark = kept.stat()
    except FileNotFoundError:
        return timedelta()
    return timedelta(days=_read(kept, mark.st_mtime_ns, mark.st_ino))


@lru_cache(maxsize=1)
def _read(kept: Path, _written_at: int, _inode: int) -> int:
    return max(0, int(kept.read_text()))
