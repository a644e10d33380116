"""In which order does a public lottery draw, so that anyone can draw it again?"""

from __future__ import annotations

import hashlib


def lottery_key(seed: str, name: str) -> str:
    """Return the lot of a name, smaller first: SHA-256(seed | name).

    It hangs on nobody else, so that no lot changes when somebody else comes or goes.

    >>> lottery_key("2016", "A-0001")[:12]
    '0c0b13bd0936'
    """
    return hashlib.sha256(f"{seed}|{name}".encode()).hexdigest()
