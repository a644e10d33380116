"""The process that parses one upload: little memory, little time, no network, then gone.

Run by its path from `inspecting.py`, never imported by the house.
"""

from __future__ import annotations

import ctypes
import json
import resource
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from hongbang.files.rules.inspecting import inspect
from hongbang.files.rules.kinds import Limits
from hongbang.files.rules.reading import UNREAD, Spent, read
from hongbang.kernel.refusal import RuleBroken

MEMORY = 1024 * 1024 * 1024
SECONDS = 20
READING_SECONDS = 10  # of processor and of time since the process began; judging comes first
WRITTEN = 64 * 1024 * 1024
NEW_USER, NEW_NET = 0x10000000, 0x40000000
BEGAN = time.monotonic()
Timed = Callable[[], AbstractContextManager[None]]


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


@contextmanager
def _timed() -> Iterator[None]:
    """Raise `Spent` when the time for reading is over, and again while nobody listens."""

    def spent(*_: Any) -> NoReturn:
        raise Spent

    timers = (
        (signal.ITIMER_PROF, signal.SIGPROF, time.process_time()),
        (signal.ITIMER_REAL, signal.SIGALRM, time.monotonic() - BEGAN),
    )
    for timer, sign, gone in timers:
        signal.signal(sign, spent)
        signal.setitimer(timer, max(READING_SECONDS - gone, 0.001), 1)
    try:
        yield
    finally:
        for timer, _sign, _gone in timers:
            signal.setitimer(timer, 0)


def _read(kind: str, content: BinaryIO, timed: Timed) -> str:
    """Read what may come in; what does not end in time is not read."""
    found = UNREAD
    with suppress(Spent), timed():
        found = read(kind, content)
    return found


def _judge(told: dict[str, Any], timed: Timed = nullcontext) -> dict[str, Any]:
    """Judge the file, read it, and say so in plain values."""
    limits = Limits(told["max_bytes"], tuple(told["kinds"]))
    with Path(told["place"]).open("rb") as content, Path(told["made"]).open("wb") as out:
        try:
            seen = inspect(told["name"], told["size"], content, limits, out)
        except RuleBroken as refusal:
            return {"code": refusal.code, "params": refusal.params}
        except (MemoryError, RecursionError):
            return {"code": "files.packed", "params": {"name": told["name"]}}
        personal = _read(seen.kind, content, timed)
    return {"kind": seen.kind, "is_remade": seen.is_remade, "personal": personal}


if __name__ == "__main__":
    alone = _confine()
    sys.stdout.write(json.dumps(_judge(json.loads(sys.argv[1]), _timed) | {"is_alone": alone}))
