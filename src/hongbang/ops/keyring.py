"""How does a new house get its keyring? Without Django, so that a script may ask before setup."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from hongbang.privacy.rules.sealing import new_ring


def make_keyring(path: Path, cipher: str = "aes-256-gcm") -> bool:
    """Make a keyring of one key, for this user's eyes only; never over another one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    with os.fdopen(handle, "w") as out:
        out.write(new_ring(cipher, secrets.token_bytes).written())
        out.flush()
        os.fsync(out.fileno())
    return True
