"""How is an upload parsed where it can do no harm?"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from hongbang.files.rules.inspecting import Seen
from hongbang.files.rules.kinds import Limits
from hongbang.files.rules.reading import UNREAD
from hongbang.kernel.refusal import RuleBroken

SECONDS = 30
ANSWER_BYTES = 64 * 1024
_CHILD = Path(__file__).with_name("child.py")
_AT_ONCE = BoundedSemaphore(2)  # what one server parses at the same time


def _inspect(name: str, place: Path, limits: Limits) -> tuple[Seen, Path]:
    """Let a process of its own judge the file; return what it is, and a picture made anew.

    Refuses: what `rules.inspecting.inspect` refuses, `files.too_slow`, `files.broken`,
    `files.busy`.
    """
    made = place.with_name(f"{place.name}.made")
    told = {
        "name": name,
        "place": str(place),
        "made": str(made),
        "size": place.stat().st_size,
        "max_bytes": limits.max_bytes,
        "kinds": list(limits.kinds),
    }
    if not _AT_ONCE.acquire(timeout=SECONDS):
        raise RuleBroken("files.busy", {"name": name})
    try:
        answer = _asked(name, told)
    except BaseException:
        made.unlink(missing_ok=True)
        raise
    finally:
        _AT_ONCE.release()
    if "code" in answer or not answer.get("is_remade"):
        made.unlink(missing_ok=True)
    if "code" in answer:
        raise RuleBroken(str(answer["code"]), dict(answer["params"]))
    personal = str(answer.get("personal", UNREAD))
    return Seen(str(answer["kind"]), bool(answer["is_remade"]), personal), made


def _asked(name: str, told: dict[str, Any]) -> dict[str, Any]:
    """Run the child, end its whole group when its time is over, and read what it said."""
    with tempfile.TemporaryFile() as out:
        child = subprocess.Popen(  # noqa: S603 - our own program, and no shell
            [sys.executable, "-I", str(_CHILD), json.dumps(told)],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.DEVNULL,
            env={"LC_ALL": "C.UTF-8"},
            start_new_session=True,
        )
        try:
            status = child.wait(SECONDS)
        except subprocess.TimeoutExpired:
            raise RuleBroken("files.too_slow", {"name": name}) from None
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
            child.wait()
        if status in {-signal.SIGXCPU, -signal.SIGKILL}:
            raise RuleBroken("files.too_slow", {"name": name})
        out.seek(0)
        try:
            answer: dict[str, Any] = json.loads(out.read(ANSWER_BYTES))
        except ValueError:  # it died, whatever it was given
            raise RuleBroken("files.broken", {"name": name}) from None
    return answer
