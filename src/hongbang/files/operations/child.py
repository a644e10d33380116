"""The process that parses one upload: little memory, little time, no network, then gone.

Run by its path from `inspecting.py`, never imported by the house.
"""

from __future__ import annotations

import ctypes
import json
import resource
import socket
import sys
from pathlib import Path
from typing import Any, NoReturn

from hongbang.files.rules.inspecting import inspect
from hongbang.files.rules.kinds import Limits
from hongbang.kernel.refusal import RuleBroken

MEMORY = 1024 * 1024 * 1024
SECONDS = 20
WRITTEN = 64 * 1024 * 1024
NEW_USER, NEW_NET = 0x10000000, 0x40000000


def _confine() -> bool:
    """Give up what parsing does not need; say whether the kernel took the network away."""
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, WRITTEN),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    libc = ctypes.CDLL(None, use_errno=True)
    is_alone = libc.unshare(NEW_NET) == 0 or libc.unshare(NEW_USER | NEW_NET) == 0
    socket.socket = _no_socket  # type: ignore[assignment,misc]  # where the kernel may not
    return bool(is_alone)


def _no_socket(*_: Any, **__: Any) -> NoReturn:
    message = "no network here"
    raise OSError(message)


def _judge(told: dict[str, Any]) -> dict[str, Any]:
    """Judge the file, and say so in plain values."""
    limits = Limits(told["max_bytes"], tuple(told["kinds"]))
    with Path(told["place"]).open("rb") as content, Path(told["made"]).open("wb") as out:
        try:
            seen = inspect(told["name"], told["size"], content, limits, out)
        except RuleBroken as refusal:
            return {"code": refusal.code, "params": refusal.params}
        except (MemoryError, RecursionError):
            return {"code": "files.packed", "params": {"name": told["name"]}}
    return {"kind": seen.kind, "is_remade": seen.is_remade}


if __name__ == "__main__":
    alone = _confine()
    sys.stdout.write(json.dumps(_judge(json.loads(sys.argv[1])) | {"is_alone": alone}))
