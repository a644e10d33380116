"""How does a file come in and stay? The only writer of this room."""

from __future__ import annotations

import hashlib
import os
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from io import BufferedWriter
from pathlib import Path

from django.conf import settings

from hongbang.audit import operations as audit
from hongbang.files import access
from hongbang.files.models import StoredFile, kept_at
from hongbang.files.rules import kinds
from hongbang.files.rules.incoming import Held, Incoming
from hongbang.kernel.actor import Actor


@contextmanager
def holding(incoming: Incoming) -> Iterator[Held]:
    """Write an upload down durably and check what it is; what is not kept goes again.

    **Why**: copying, fsync and reading are slow, and deeds stand in one row, so this comes
    before the deed that keeps the file.

    Refuses: the refusals of `kinds.check`.
    """
    name = _tidy(incoming.name)
    limits: kinds.Limits = settings.HONGBANG_FILES
    place, digest, size = _hold(incoming.blocks, limits.max_bytes)
    try:
        with place.open("rb") as content:
            kind = kinds.check(name, size, content, limits)
        yield Held(name, kind, size, digest, str(place))
    finally:
        place.unlink(missing_ok=True)


@audit.deed
def store(held: Held, *, by: Actor, at: datetime) -> StoredFile:
    """Keep a held file: rename to its digest, then the row.

    A crash leaves at worst an orphan file, never a row without its bytes.

    Refuses: `files.not_yours`.
    """
    access.require("store", by)
    _keep(Path(held.place), kept_at(held.sha256))
    stored = StoredFile.objects.create(
        name=held.name,
        kind=held.kind,
        size=held.size,
        sha256=held.sha256,
        stored_by=by.person,
        stored_at=at,
    )
    audit.record(
        "files.file.stored",
        by=by,
        at=at,
        subjects=[stored.subject],
        said={"name": held.name, "sha256": held.sha256},
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
    """Move a held file to its digest's place and make the move durable, new folder included."""
    place.parent.mkdir(parents=True, exist_ok=True)
    held.rename(place)
    for folder in (place.parent, place.parent.parent):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _tidy(name: str) -> str:
    """Keep the last part of a file name, without control or bidirectional characters."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(c for c in last if unicodedata.category(c) not in {"Cc", "Cf"}).strip()
    stem, dot, ending = shown.rpartition(".")
    ending = ending[:20]
    return (stem[: 190 - len(ending)] + dot + ending) if dot else (shown[:190] or "file")
