"""Which keyring is in force? Read from its file outside the database, anew when it changes."""

from __future__ import annotations

import os
import secrets
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from hongbang.privacy.rules import sealing
from hongbang.privacy.rules.sealing import INDEX_BYTES, KEY_BYTES, Key, Keyring


def keyring() -> Keyring:
    """Return the keyring; a rotation in another process is seen at once."""
    path = Path(settings.HONGBANG_KEYRING)
    told = path.stat()
    return _read(path, told.st_mtime_ns, told.st_size)


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int, _size: int) -> Keyring:
    return Keyring.read(path.read_text())


def new_key(cipher: str) -> Key:
    """Draw a key for `cipher`."""
    return Key(f"k{secrets.token_hex(4)}", cipher, secrets.token_bytes(KEY_BYTES[cipher]))


def make_keyring(path: Path, cipher: str = "aes-256-gcm") -> bool:
    """Make a keyring of one key, for this user's eyes only; never over another one."""
    key = new_key(cipher)
    ring = Keyring({key.name: key}, key.name, secrets.token_bytes(INDEX_BYTES))
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    with os.fdopen(handle, "w") as out:
        out.write(ring.written())
        out.flush()
        os.fsync(out.fileno())
    return True


def fingerprint(word: str, of: str) -> str | None:
    """Return what finds an equal word of the column `of` again; None for an empty word.

    `of` is room.table.column, as in `fingerprint(email, "accounts.person.email")`.
    """
    return sealing.fingerprint(word, keyring(), context=of) if word else None
