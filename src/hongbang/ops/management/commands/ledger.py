"""Verify, anchor, export, rebuild and guard the ledger from a terminal."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from hongbang.audit import exports, queries
from hongbang.audit import operations as audit
from hongbang.audit.rules import verify_ledger
from hongbang.kernel.actor import Actor
from hongbang.kernel.refusal import RuleBroken
from hongbang.ui import clock, refusals

DEEDS = ("verify", "anchor", "export", "rebuild", "triggers")


class Command(BaseCommand):
    """`hongbang ledger verify|anchor|export|rebuild|triggers`."""

    help = "verify the ledger against its anchors; anchor, export, rebuild, put triggers back"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what to do, and where from or to."""
        parser.add_argument("deed", choices=DEEDS)
        parser.add_argument("--anchors", type=Path, help="verify: a copy that somebody else kept")
        parser.add_argument("--out", type=Path, help="export: the file to write")
        parser.add_argument("--without-words", action="store_true", help="export: commitments only")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what was asked."""
        getattr(self, options["deed"])(options)

    def verify(self, options: dict[str, Any]) -> None:
        """Check the live ledger; the exit code is the stand-alone verifier's."""
        verdict = queries.examine(_anchors(options["anchors"]))
        for english, chinese in verify_ledger.sentences(verdict):
            self.stdout.write(f"{english}\n{chinese}")
        missing = audit.missing_triggers()
        for name in missing:
            self.stdout.write(f"The trigger {name} is missing. Run: hongbang ledger triggers")
        if code := verdict.exit_code or (verify_ledger.ALTERED if missing else 0):
            sys.exit(code)

    def anchor(self, options: dict[str, Any]) -> None:
        """Write the head of the chain down outside the database."""
        try:
            written = audit.anchor(clock.now())
        except RuleBroken as refusal:
            raise CommandError(refusals.sentence(refusal)) from None
        told = f"anchored at entry {written.sequence}" if written else "nothing new to anchor"
        self.stdout.write(told)

    def export(self, options: dict[str, Any]) -> None:
        """Write the whole ledger as JSON lines, for the stand-alone verifier."""
        if options["out"] is None:
            message = "say where to: hongbang ledger export --out ledger.jsonl"
            raise CommandError(message)
        by, at = Actor.system("console"), clock.now()
        audit.note_export("jsonl", "", by=by, at=at)
        with options["out"].open("wb") as out:
            out.writelines(exports.lines(by, with_words=not options["without_words"]))
        self.stdout.write(f"exported to {options['out']}")

    def rebuild(self, options: dict[str, Any]) -> None:
        """Make the last deeds anew from the entries."""
        self.stdout.write(f"last deeds rebuilt: {audit.rebuild_last_deeds()}")

    def triggers(self, options: dict[str, Any]) -> None:
        """Put the triggers in place."""
        self.stdout.write("triggers in place: " + ", ".join(audit.install_triggers()))


def _anchors(path: Path | None) -> list[verify_ledger.Record] | None:
    if path is None:
        return None
    with path.open("rb") as lines:
        return list(verify_ledger.anchors_in(lines))
