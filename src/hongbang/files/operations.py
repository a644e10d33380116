"""How does a file come in and stay? The only writer of this room."""

from __future__ import annotations

import hashlib
import os
import tempfile
import unicodedata
from collections.abc import Iterable
from datetime import datetime
from io import BufferedWriter
from pathlib import Path

from django.conf import settings

from hongbang.audit import operations as audit
from hongbang.files import access
from hongbang.files.models import StoredFile, kept_at
from hongbang.files.rules import kinds
from hongbang.files.rules.incoming import Incoming
from hongbang.kernel.actor import Actor


@audit.deed
def store(command: Incoming, *, by: Actor, at: datetime) -> StoredFile:
    """Keep a file: temporary file, fsync, rename to its digest, then the row.

    A crash leaves at worst an orphan file, never a row without its bytes.

    Refuses: `files.not_yours` and the refusals of `kinds.check`.
    """
    access.require("store", by)
    name = _tidy(command.name)
    limits: kinds.Limits = settings.HONGBANG_FILES
    held, digest, size = _hold(command.blocks, limits.max_bytes)
    try:
        with held.open("rb") as content:
            kind = kinds.check(name, size, content, limits)
        _keep(held, kept_at(digest))
    finally:
        held.unlink(missing_ok=True)
    stored = StoredFile.objects.create(
        name=name, kind=kind, size=size, sha256=digest, stored_by=by.person, stored_at=at
    )
    audit.record(
        "files.file.stored",
        by=by,
        at=at,
        subjects=[stored.subject],
        said={"name": name, "sha256": digest},
    )
    return stored


def _hold(blocks: Iterable[bytes], max_bytes: int) -> tuple[Path, str, int]:
    """Write the blocks to a temporary file and make it durable; stop early when too large."""
    folder = Path(settings.HONGBANG_VAR) / "files" / "incoming"
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder)
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            digest, size = _write(blocks, out, max_bytes)
    except BaseException:
        path.unlink(missing_ok=True)  # a full disk must not fill further
        raise
    return path, digest, size


def _write(blocks: Iterable[bytes], out: BufferedWriter, max_bytes: int) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    for block in blocks:
        size += len(block)
        if size > max_bytes:
            break
        digest.update(block)
        out.write(block)
    out.flush()
    os.fsync(out.fileno())
    return digest.hexdigest(), size


def _keep(held: Path, place: Path) -> None:
    """Move a held file to its digest's place and make the move durable."""
    place.parent.mkdir(parents=True, exist_ok=True)
    held.rename(place)
    folder = os.open(place.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _tidy(name: str) -> str:
    """Keep the last part of a file name, without control or bidirectional characters."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(c for c in last if unicodedata.category(c) not in {"Cc", "Cf"}).strip()
    stem, dot, ending = shown.rpartition(".")
    ending = ending[:20]
    return (stem[: 190 - len(ending)] + dot + ending) if dot else (shown[:190] or "file")
