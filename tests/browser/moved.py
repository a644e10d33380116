"""How does a house live through a year in a minute? Its clock is set by a file; this is its door.

`python -m tests.browser.moved worker --once` is the command line with that clock, and
`tests.browser.moved:application` makes the server's.
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from django.core.handlers.wsgi import WSGIHandler
from django.core.management import execute_from_command_line
from django.core.wsgi import get_wsgi_application

from hongbang.ui import clock

CLOCK = "clock.txt"
real_now = clock.now
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hongbang.config.settings")


def set_to(folder: Path, moment: datetime) -> None:
    """Set the clock of the house in `folder`."""
    fresh = folder / f"{CLOCK}.new"
    fresh.write_text(moment.isoformat())
    fresh.rename(folder / CLOCK)  # nobody reads half a moment


def now() -> datetime:
    """Return the moment the clock was set to, and the time since."""
    kept = Path(os.environ["HONGBANG_VAR"], CLOCK)
    set_at = datetime.fromtimestamp(kept.stat().st_mtime, UTC)
    return datetime.fromisoformat(kept.read_text()) + (real_now() - set_at)


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hongbang.config.settings")


def application() -> WSGIHandler:
    """Make the server's application, with that clock."""
    clock.now = now  # before any room takes it from there
    return get_wsgi_application()


if __name__ == "__main__":
    clock.now = now  # before any room takes it from there
    execute_from_command_line(sys.argv)
