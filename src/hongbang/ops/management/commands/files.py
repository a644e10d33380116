"""Are the kept files whole?"""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from hongbang.files import queries
from hongbang.ui import clock

WORDS = {"lost": "has no bytes", "altered": "has other bytes than its digest says"}


class Command(BaseCommand):
    """`hongbang files check`: reads every kept file through."""

    help = "check: name rows without bytes, altered files and bytes without a row"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what is to be done."""
        parser.add_argument("what", choices=["check"])

    def handle(self, *args: Any, **options: Any) -> None:
        """Name each fault; what only waits for the sweeper is told, and no fault."""
        found = 0
        for fault in queries.faults():
            found += 1
            self.stdout.write(f"{fault.public_id} {fault.name} {WORDS[fault.what]}: {fault.sha256}")
        orphans = sum(1 for _ in queries.orphans(self.now()))
        self.stdout.write(f"faults: {found}, bytes without a row: {orphans}")
        if found:
            message = "Bring the named files back from the backup; their digests say which."
            raise CommandError(message)

    def now(self) -> datetime:
        """Return this moment."""
        return clock.now()
