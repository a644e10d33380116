"""Make the keyring of a new house: python3 scripts/new_keyring.py FILE [aes-256-gcm|sm4-gcm]."""

import json
import os
import sys
from pathlib import Path

KEY_BYTES = {"aes-256-gcm": 32, "sm4-gcm": 16}


def main() -> int:
    """Write a keyring of one key; never over another one."""
    if len(sys.argv) not in {2, 3} or sys.argv[-1] in {"-h", "--help"}:
        print(__doc__)
        return 2
    path, cipher = Path(sys.argv[1]), sys.argv[2] if len(sys.argv) == 3 else "aes-256-gcm"
    if cipher not in KEY_BYTES:
        print(f"{cipher} is no cipher of ours. Write one of: {', '.join(KEY_BYTES)}.")
        return 2
    name = f"k{os.urandom(4).hex()}"
    key = {"cipher": cipher, "secret": os.urandom(KEY_BYTES[cipher]).hex()}
    ring = {"current": name, "index": os.urandom(32).hex(), "keys": {name: key}}
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        print(f"{path} is there already, and may be the only key to what was sealed. Left alone.")
        return 1
    with os.fdopen(handle, "w") as out:
        out.write(json.dumps(ring, indent=1) + "\n")
    print(f"{path}: written, for this user only. Keep a copy apart from the database's backups.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
