"""Serve the site on this machine, after making sure that the ledger is guarded."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from hongbang.ops import health
from hongbang.ops.welcome import welcome


class Command(BaseCommand):
    """`hongbang serve`: granian on loopback unless told otherwise."""

    help = "run the web server"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take host, port and how many processes."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=2)

    def handle(self, *args: Any, **options: Any) -> None:
        """Check, print where the site stands, become the server."""
        call_command("check", verbosity=0)
        faults = health.faults()
        if faults:
            message = "not started: " + "; ".join(faults) + ". Run: hongbang install"
            raise CommandError(message)
        if settings.HONGBANG_DEMO and options["host"] not in {"127.0.0.1", "::1", "localhost"}:
            message = (
                "HONGBANG_DEMO is on: demo people sign in with a known password, so the "
                "server starts on loopback only. Use --host 127.0.0.1."
            )
            raise CommandError(message)
        self.stdout.write(welcome(options["host"], options["port"]))
        self.stdout.flush()
        if options["host"] in {"127.0.0.1", "localhost"}:
            here = f"http://{options['host']}:{options['port']}"
            os.environ.setdefault("HONGBANG_BASE_URL", here)
        granian = [sys.executable, "-m", "granian", "--interface", "wsgi"]
        granian += ["--host", options["host"], "--port", str(options["port"])]
        granian += ["--workers", str(options["workers"]), "--blocking-threads", "4"]
        granian += ["--no-access-log", "--log-level", "warning", "hongbang.config.wsgi:application"]
        os.execv(sys.executable, granian)  # noqa: S606 - our own interpreter, fixed arguments
