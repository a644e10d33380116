"""Change the keys that seal words about people, or see where they stand."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from hongbang.kernel.actor import Actor
from hongbang.kernel.refusal import Refusal
from hongbang.privacy import operations as privacy
from hongbang.privacy import queries
from hongbang.privacy.models import keyring
from hongbang.privacy.rules.commands import Rotate
from hongbang.privacy.rules.sealing import KEY_BYTES
from hongbang.ui import clock, refusals

BY = Actor.system("console")


class Command(BaseCommand):
    """`hongbang keys show|rotate|reseal|retire`."""

    help = "show the keyring; rotate its key: a new one, every word sealed anew, the old ones gone"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what to do."""
        parser.add_argument("deed", choices=["show", "rotate", "reseal", "retire"])
        parser.add_argument("--cipher", choices=[*KEY_BYTES], default="aes-256-gcm")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what was asked; each step may be repeated."""
        try:
            getattr(self, options["deed"])(options["cipher"])
        except Refusal as refusal:
            raise CommandError(refusals.sentence(refusal)) from None

    def show(self, _cipher: str) -> None:
        """Name the keys, never their secrets."""
        ring = keyring()
        for key in ring.keys.values():
            told = "seals" if key.name == ring.current else "opens only"
            self.stdout.write(f"{key.name}  {key.cipher}  {told}")
        self.stdout.write(f"words under other keys: {queries.under_old_keys()}")

    def rotate(self, cipher: str) -> None:
        """Add a key, seal every word anew, retire the old keys."""
        name = privacy.add_key(Rotate(cipher), by=BY, at=clock.now())
        self.stdout.write(f"new key: {name} ({cipher}). Copy the keyring file before you go on.")
        self.reseal(cipher)
        self.retire(cipher)

    def reseal(self, _cipher: str) -> None:
        """Seal every word anew that an old key has sealed."""
        self.stdout.write(f"sealed anew: {privacy.reseal()}")

    def retire(self, _cipher: str) -> None:
        """Take the old keys off the ring."""
        gone = privacy.retire_keys(by=BY, at=clock.now())
        self.stdout.write(f"retired: {', '.join(gone) or 'none'}")
