"""Make this installation ready: translations, static files, tables, ledger triggers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from hongbang.audit import operations as audit


class Command(BaseCommand):
    """`hongbang install`: may be run again at any time."""

    help = "translations, static files, tables, cache table, ledger triggers"

    def handle(self, *args: Any, **options: Any) -> None:
        """Do every step; each is safe to repeat."""
        settings.HONGBANG_VAR.mkdir(parents=True, exist_ok=True)
        compile_translations(settings.ROOT / "locale", settings.ENV.build / "locale")
        call_command("collectstatic", interactive=False, verbosity=0)
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        audit.install_triggers()
        self.stdout.write("installed: translations, static files, tables, ledger triggers")


def compile_translations(source: Path, target: Path) -> None:
    """Compile every .po below `source` to .mo below `target`."""
    for po in source.glob("*/LC_MESSAGES/django.po"):
        mo = target / po.relative_to(source).with_suffix(".mo")
        mo.parent.mkdir(parents=True, exist_ok=True)
        with po.open("rb") as text, mo.open("wb") as out:
            write_mo(out, read_po(text, locale=po.parent.parent.name))
