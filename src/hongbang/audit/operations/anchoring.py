"""How is the head of the ledger written down outside the database?"""

from __future__ import annotations

import fcntl
import os
from datetime import datetime
from pathlib import Path

from django.db import transaction

from hongbang.audit import queries
from hongbang.audit.rules.anchors import Anchor, due
from hongbang.kernel.refusal import RuleBroken


def anchor(at: datetime) -> Anchor | None:
    """Append the head to the anchors file, durably; nothing where it stands there already.

    Refuses: `audit.ledger_behind`: the ledger ends before the last anchor, or is another one.
    """
    path = queries.anchors_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        _drop_torn_line(path)
        with transaction.atomic(durable=True):  # never a head that may still be rolled back
            head = queries.head()
        try:
            written = due(head, queries.last_anchor(), at)
        except ValueError:
            raise RuleBroken("audit.ledger_behind", {"sequence": head.sequence}) from None
        if written is not None:
            file.write(written.line())
            file.flush()
            os.fsync(file.fileno())
            _sync_folder(path.parent)
    return written


def anchor_after_commit(at: datetime) -> None:
    """Anchor once the deed is committed; should the disk refuse, the hourly job anchors it."""
    transaction.on_commit(lambda: anchor(at), robust=True)


def _drop_torn_line(path: Path) -> None:
    """Cut off a line that a crash left half written: nobody was told of it."""
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(max(0, size - 4096))
        tail = file.read()
        if tail and not tail.endswith(b"\n"):
            file.truncate(size - len(tail) + tail.rfind(b"\n") + 1)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
