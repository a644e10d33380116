"""Play a whole season with invented units and people, and look whether the house is in order."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from hongbang.audit import operations as audit
from hongbang.kernel.canon import sha256_hex
from hongbang.ops.demo.seating import seat_everybody
from hongbang.ops.season import account
from hongbang.ops.season.whole import LEAST, beginning, play_season
from hongbang.orgs import queries as bodies


class Command(BaseCommand):
    """`hongbang season`: plays into a database of its own, and never into one that holds a house.

    `--database` names it; without, it is a new SQLite file below HONGBANG_VAR. Files, anchors and
    keys of the season lie beside each other below HONGBANG_VAR, apart from the installation's.
    """

    help = "play a season with invented units and people, then check what must hold"

    def add_arguments(self, parser: CommandParser) -> None:
        """Take how many take part, the seed, the year, and where to play."""
        parser.add_argument("--size", type=int, default=300, help=f"entrants, at least {LEAST}")
        parser.add_argument("--seed", type=int, default=7, help="the same seed, the same season")
        parser.add_argument("--year", type=int, default=2016, help="year of the edition")
        parser.add_argument("--database", default="", help="URL of an empty database")
        parser.add_argument("--here", action="store_true", help="into this empty demonstration")

    def handle(self, *args: Any, **options: Any) -> None:
        """Play, give the account, and run the invariants."""
        if options["size"] < LEAST:
            message = f"--size is {options['size']}. A season needs at least {LEAST} entrants."
            raise CommandError(message)
        if not options["here"]:
            self.play_apart(options)
            return
        if not settings.HONGBANG_DEMO:
            message = "HONGBANG_DEMO is off. Leave out --here: a season has a database of its own."
            raise CommandError(message)
        if bodies.office():
            message = "Somebody lives in this database. Name an empty one with --database."
            raise CommandError(message)
        began = time.monotonic()
        seat_everybody(beginning(options["year"]))
        play = play_season(options["size"], options["seed"], options["year"])
        audit.anchor(play.tick())
        for line in account.page(play, time.monotonic() - began):
            self.stdout.write(line)
        call_command("invariants", stdout=self.stdout)

    def play_apart(self, options: dict[str, Any]) -> None:
        """Play in a process of its own, which knows only the season's database and folder."""
        name = sha256_hex(options["database"].encode())[:8] if options["database"] else "own"
        folder: Path = settings.HONGBANG_VAR / f"season-{name}"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        own = {
            "HONGBANG_DATABASE_URL": options["database"] or f"sqlite:///{folder}/season.sqlite3",
            "HONGBANG_VAR": str(folder),
            "HONGBANG_KEYRING": str(folder / "keyring.json"),
            "HONGBANG_BUILD": str(settings.ENV.build),
            "HONGBANG_DEMO": "true",
        }
        told = [f"--{key}={options[key]}" for key in ("size", "seed", "year")]
        for words in (["install"], ["season", "--here", *told]):
            call = [sys.executable, sys.argv[0], *words]
            status = subprocess.run(call, env={**os.environ, **own}, check=False).returncode  # noqa: S603 - ourselves
            if status:
                sys.exit(status)
        self.stdout.write(f"played in {folder}")
