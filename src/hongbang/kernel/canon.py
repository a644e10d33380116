"""Which bytes stand for a value, so that everybody computes the same digest?"""

from __future__ import annotations

import hashlib
import json


def canonical_json(value: object) -> bytes:
    """Write a value as canonical JSON: sorted keys, no spaces, UTF-8, no floats.

    Floats are refused because two languages print them differently.

    >>> canonical_json({"b": [1, None], "a": "榜"}).decode()
    '{"a":"榜","b":[1,null]}'
    """
    _refuse_floats(value)
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8")


def sha256_hex(data: bytes) -> str:
    """Return the SHA-256 digest of `data` in hexadecimal.

    >>> sha256_hex(b"")[:8]
    'e3b0c442'
    """
    return hashlib.sha256(data).hexdigest()


def _refuse_floats(value: object) -> None:
    match value:
        case None | bool() | int() | str():
            return
        case list() | tuple():
            for item in value:
                _refuse_floats(item)
        case dict():
            for key, item in value.items():
                if not isinstance(key, str):
                    message = f"a key of canonical JSON must be text, not {key!r}"
                    raise TypeError(message)
                _refuse_floats(item)
        case _:
            message = f"canonical JSON cannot hold {type(value).__name__}"
            raise TypeError(message)
