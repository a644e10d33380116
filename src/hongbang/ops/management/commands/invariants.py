"""Look whether what must hold between the rooms holds."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from hongbang.audit import queries as audit
from hongbang.ops.invariants import CHECKS

SHOWN = 5  # so many things are named for each check that fails


class Command(BaseCommand):
    """`hongbang invariants`: says each check; ends with an error where one fails."""

    help = "check what must hold between the rooms, and name what does not"

    def handle(self, *args: Any, **options: Any) -> None:
        """Run every check against one view of the database."""
        failed = 0
        with audit.one_view():
            for one in CHECKS:
                found = [*one.find()]
                failed += bool(found)
                mark = f"✗ {len(found)}" if found else "✓"
                self.stdout.write(f"{mark} {one.name.replace('_', ' ')}")
                for thing in found[:SHOWN]:
                    self.stdout.write(f"    {thing}")
        told = f"invariants: {len(CHECKS)} checks, {failed} failed"
        if failed:
            raise CommandError(told)
        self.stdout.write(told)
