"""Make the keyring of a new house: .venv/bin/python scripts/new_keyring.py FILE [CIPHER].

CIPHER is aes-256-gcm, taken when nothing is said, or sm4-gcm.
"""

import os
import secrets
import sys
from pathlib import Path

from hongbang.privacy.rules.sealing import INDEX_BYTES, KEY_BYTES, Key, Keyring


def drawn(cipher: str) -> str:
    """Draw a keyring of one key, as its file holds it."""
    key = Key(f"k{secrets.token_hex(4)}", cipher, secrets.token_bytes(KEY_BYTES[cipher]))
    return Keyring({key.name: key}, key.name, secrets.token_bytes(INDEX_BYTES)).written()


def main() -> int:
    """Write a keyring of one key; never over another one."""
    if len(sys.argv) not in {2, 3} or sys.argv[-1] in {"-h", "--help"}:
        print(__doc__)
        return 2
    path, cipher = Path(sys.argv[1]), sys.argv[2] if len(sys.argv) == 3 else "aes-256-gcm"
    if cipher not in KEY_BYTES:
        print(f"{cipher} is no cipher of ours. Write one of: {', '.join(KEY_BYTES)}.")
        return 2
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        print(f"{path} is there already, and may be the only key to what was sealed. Left alone.")
        return 1
    with os.fdopen(handle, "w") as out:
        out.write(drawn(cipher))
    print(f"{path}: written, for this user only. Keep a copy apart from the database's backups.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
