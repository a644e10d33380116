"""What is done with files because time passed?"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from hongbang.files import operations as files
from hongbang.files import queries
from hongbang.files.models import incoming_folder as incoming
from hongbang.files.rules.lifecycle import ABANDONED, SWEEP_EVERY
from hongbang.kernel.actor import Actor

SCANNED_AT_ONCE = 5


def run(at: datetime) -> int:
    """Sweep every ten minutes, scan what has not been scanned; returns how much was done."""
    by, done = Actor.system("worker"), 0
    if _is_time(at) and queries.is_untidy(incoming(), at - ABANDONED):
        done += files.sweep(by=by, at=at)
    if settings.HONGBANG_SCANNER is not None:
        for file in files.scan_again(SCANNED_AT_ONCE):
            files.condemn(file, by=by, at=at)
            done += 1
    return done


def _is_time(at: datetime) -> bool:
    """Say whether the last sweep on this machine was long ago, and note this one."""
    mark = Path(settings.HONGBANG_VAR) / "swept"
    last = datetime.fromtimestamp(mark.stat().st_mtime, UTC) if mark.exists() else None
    if last is not None and abs(at - last) < SWEEP_EVERY:
        return False
    mark.parent.mkdir(parents=True, exist_ok=True)
    mark.touch()
    os.utime(mark, (at.timestamp(), at.timestamp()))
    return True
