"""Build what is served as files: translations and hashed static files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """`hongbang build`: needs no database; may be run again at any time."""

    help = "translations and static files"

    def handle(self, *args: Any, **options: Any) -> None:
        """Do both; each is safe to repeat."""
        compile_translations(settings.ROOT / "locale", settings.ENV.build / "locale")
        call_command("collectstatic", interactive=False, verbosity=0)


def compile_translations(source: Path, target: Path) -> None:
    """Compile every .po below `source` to .mo below `target`."""
    for po in source.glob("*/LC_MESSAGES/django.po"):
        mo = target / po.relative_to(source).with_suffix(".mo")
        mo.parent.mkdir(parents=True, exist_ok=True)
        with po.open("rb") as text, mo.open("wb") as out:
            write_mo(out, read_po(text, locale=po.parent.parent.name))
