"""Play a whole season with invented units and people, and look whether the house is in order."""

from __future__ import annotations

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from hongbang.ops.demo.seating import seat_everybody
from hongbang.ops.season import account
from hongbang.ops.season.whole import beginning, play_season
from hongbang.orgs import queries as bodies

class Command(BaseCommand):
    """`hongbang season --size 300 --seed 7`: into an empty house, or one that `--database` names."""

    help = "play a season: applications, review, selection, approval, notice, honours, visits"

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the number of entrants, the seed and the year."""
        parser.add_argument("--size", type=int, default=300, help="entrants (at least 24)")
        parser.add_argument("--seed", type=int, default=7)
        parser.add_argument("--year", type=int, default=2016)

    def handle(self, *args: Any, **options: Any) -> None:
        began = time.monotonic()
        seat_everybody(beginning(options["year"]))
        play = play_season(options["size"], options["seed"], options["year"])
        for line in account.page(play, time.monotonic() - began):
            self.stdout.write(line)
