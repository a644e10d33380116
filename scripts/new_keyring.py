"""Make the keyring of a new house: .venv/bin/python scripts/new_keyring.py FILE [CIPHER].

CIPHER is aes-256-gcm, taken when nothing is said, or sm4-gcm.
"""

import sys
from pathlib import Path

from hongbang.ops.keyring import make_keyring
from hongbang.privacy.rules.sealing import KEY_BYTES


def main() -> int:
    """Write a keyring of one key; never over another one."""
    if len(sys.argv) not in {2, 3} or sys.argv[-1] in {"-h", "--help"}:
        print(__doc__)
        return 2
    path, cipher = Path(sys.argv[1]), sys.argv[2] if len(sys.argv) == 3 else "aes-256-gcm"
    if cipher not in KEY_BYTES:
        print(f"{cipher} is no cipher of ours. Write one of: {', '.join(KEY_BYTES)}.")
        return 2
    if not make_keyring(path, cipher):
        print(f"{path} is there already, and may be the only key to what was sealed. Left alone.")
        return 1
    print(f"{path}: written, for this user only. Keep a copy apart from the database's backups.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
