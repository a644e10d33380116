"""Which keyring is in force? Read from its file outside the database, anew when it changes."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from hongbang.privacy.rules import sealing
from hongbang.privacy.rules.sealing import Keyring


def keyring() -> Keyring:
    """Return the keyring; a rotation in another process is seen at once."""
    path = Path(settings.HONGBANG_KEYRING)
    told = path.stat()
    return _read(path, told.st_mtime_ns, told.st_size)


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int, _size: int) -> Keyring:
    return Keyring.read(path.read_text())


def write_keyring(ring: Keyring) -> None:
    """Put a keyring in the place of the one in force, whole or not at all."""
    path = Path(settings.HONGBANG_KEYRING)
    beside = path.with_suffix(".new")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as out:
        out.write(ring.written())
        out.flush()
        os.fsync(out.fileno())
    beside.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def fingerprint(word: str, of: str) -> str | None:
    """Return what finds an equal word of the column `of` again; None for an empty word.

    `of` is room.table.column, as in `fingerprint(email, "accounts.person.email")`.
    """
    return sealing.fingerprint(word, keyring(), context=of) if word else None
