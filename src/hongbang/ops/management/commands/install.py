"""Make this installation ready: keyring, translations, static files, tables, triggers."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from hongbang.audit import operations as audit
from hongbang.ops.keyring import make_keyring


class Command(BaseCommand):
    """`hongbang install`: may be run again at any time."""

    help = "translations, static files, tables, cache table, ledger triggers"

    def handle(self, *args: Any, **options: Any) -> None:
        """Do every step; each is safe to repeat."""
        settings.HONGBANG_VAR.mkdir(parents=True, exist_ok=True)
        make_keyring(settings.HONGBANG_KEYRING)
        call_command("build")
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        audit.install_triggers()
        self.stdout.write("installed: translations, static files, tables, ledger triggers")
