"""Do what was requested and what time brings, until stopped."""

from __future__ import annotations

import logging
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError, connections

from hongbang.kernel.refusal import Refusal
from hongbang.ops.rounds import JOBS, Job
from hongbang.ui import clock, refusals

log = logging.getLogger(__name__)


class Command(BaseCommand):
    """`hongbang worker`: loops over the rooms' jobs."""

    help = "background work: hourly anchors and whatever the rooms' jobs hold"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whether to stop after one round."""
        parser.add_argument("--once", action="store_true", help="do one round, then stop")
        parser.add_argument("--pause", type=float, default=10, help="seconds between rounds")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the rounds."""
        while True:
            done = sum(self.did(job) for job in JOBS)
            if options["once"]:
                self.stdout.write(f"done: {done}")
                return
            if not done:
                time.sleep(options["pause"])

    def did(self, job: Job) -> int:
        """Do one room's jobs; a refusal is told and tried again in the next round."""
        try:
            return job(clock.now())
        except Refusal as refusal:
            self.stderr.write(refusals.sentence(refusal))
        except (DatabaseError, OSError):
            log.exception("a job could not be done; it is tried again")
            connections.close_all()  # the next round begins with a whole one
        return 0
