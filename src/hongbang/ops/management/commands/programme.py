"""Check, load and dump a programme kept as a directory of files."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from hongbang.kernel.actor import Actor
from hongbang.kernel.refusal import Refusal, RuleBroken
from hongbang.ops.programme import dumping, files, loading
from hongbang.programmes import queries
from hongbang.programmes.rules.checking import Fault
from hongbang.ui import clock, refusals


class Command(BaseCommand):
    """`hongbang programme check DIR | load DIR | dump EDITION DIR`."""

    help = "check a programme's directory, load it as a draft edition, or dump an edition into one"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what to do, and with which directory or edition."""
        deeds = parser.add_subparsers(dest="deed", required=True)
        for name in ("check", "load"):
            deeds.add_parser(name).add_argument("folder", type=Path)
        dump = deeds.add_parser("dump")
        dump.add_argument("edition", help="its code, as in its address")
        dump.add_argument("folder", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what was asked."""
        deeds = {"check": self.check_folder, "load": self.load_folder, "dump": self.dump_edition}
        deeds[options["deed"]](options)

    def check_folder(self, options: dict[str, Any]) -> None:
        """Name each fault as file, key and reason; exit 1 where there is one."""
        found = files.read(options["folder"])
        self._tell(files.check(found))
        self.stdout.write(f"sound: {len(found.chapters)} chapters, {len(found.sheets)} sheets")

    def load_folder(self, options: dict[str, Any]) -> None:
        """Load a sound directory; what is there already is left alone or brought up to date."""
        found = files.read(options["folder"])
        self._tell(files.check(found))
        hand = loading.Hand(Actor.system("console"), clock.now())
        try:
            edition = loading.load(found, hand)
        except Refusal as refusal:
            raise CommandError(refusals.sentence(refusal)) from None
        self.stdout.write(f"loaded: {edition.code} ({edition.state})")

    def dump_edition(self, options: dict[str, Any]) -> None:
        """Write an edition into an empty directory."""
        folder: Path = options["folder"]
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            message = f"{folder} is not an empty directory; nothing was written"
            raise CommandError(message)
        try:
            edition = queries.by_code(Actor.system("console"), options["edition"])
            written = dumping.dump(edition, folder)
        except Refusal as refusal:
            raise CommandError(refusals.sentence(refusal)) from None
        self.stdout.write(f"dumped: {len(written)} files into {folder}")

    def _tell(self, found: Iterable[Fault]) -> None:
        told = [line(fault) for fault in found]
        for one in told:
            self.stderr.write(one)
        if told:
            sys.exit(1)


def line(fault: Fault) -> str:
    """Write a fault as file, key and reason."""
    reason = refusals.sentence(RuleBroken(fault.code, fault.params))
    return ": ".join(part for part in (fault.file, fault.place, reason) if part)
