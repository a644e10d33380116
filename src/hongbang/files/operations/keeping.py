"""How does a file come in and stay?"""

from __future__ import annotations

import hashlib
import logging
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from io import BufferedWriter
from pathlib import Path

from django.conf import settings

from hongbang.audit import operations as audit
from hongbang.files import access
from hongbang.files.models import StoredFile, Upload, incoming_folder, storage
from hongbang.files.operations import inspecting, scanning
from hongbang.files.rules import kinds
from hongbang.files.rules.incoming import Held, Incoming
from hongbang.files.rules.lifecycle import KEPT, READY
from hongbang.files.rules.names import tidy, with_ending
from hongbang.files.rules.scanning import INFECTED
from hongbang.kernel.actor import Actor
from hongbang.kernel.refusal import RuleBroken, Stale

BLOCK = 256 * 1024
log = logging.getLogger(__name__)


@contextmanager
def holding(
    incoming: Incoming, *, by: Actor | None = None, at: datetime | None = None
) -> Iterator[Held]:
    """Write an upload down durably and check what it is; what is not kept goes again.

    **Why**: copying, fsync and parsing are slow, and deeds stand in one row, so this comes
    before the deed that keeps the file. Told `by` and `at`, it records a refused upload.

    Refuses: what `check_held` refuses.
    """
    limits: kinds.Limits = settings.HONGBANG_FILES
    place, digest, size = _hold(incoming.blocks, limits.max_bytes)
    made = place
    try:
        sent = Held(tidy(incoming.name), "", size, digest, str(place))
        held = _checked_or_noted(sent, by, at)
        made = Path(held.place)
        yield _put_away(held)
    finally:
        for one in {place, made}:
            one.unlink(missing_ok=True)


@audit.deed
def store(held: Held, *, by: Actor, at: datetime) -> StoredFile:
    """Keep a held file: its bytes under their digest, then the row.

    A crash leaves at worst an orphan file, never a row without its bytes.

    Refuses: `files.not_yours`, `files.lost`.
    """
    access.require("store", by)
    _keep(held)
    stored = StoredFile.objects.create(
        name=held.name,
        kind=held.kind,
        size=held.size,
        sha256=held.sha256,
        sent_sha256=held.sent if held.sent != held.sha256 else "",
        scan=held.scan,
        personal=held.personal,
        stored_by=by.person,
        stored_at=at,
    )
    if held.upload:
        Upload.objects.filter(public_id=held.upload, state=READY).update(state=KEPT, touched_at=at)
    audit.record(
        "files.file.stored",
        by=by,
        at=at,
        subjects=[stored.subject],
        said={"name": held.name, "sha256": held.sha256},
    )
    return stored


@audit.deed
def note_refused(held: Held, refusal: RuleBroken, *, by: Actor, at: datetime) -> None:
    """Record that an upload was refused, and why. Refuses: `files.not_yours`."""
    access.require("store", by)
    audit.record(
        "files.upload.refused",
        by=by,
        at=at,
        subjects=[],
        said={
            "name": held.name,
            "sha256": held.sha256,
            "code": refusal.code,
            "found": str(refusal.params.get("found", "")),
        },
    )


def _checked_or_noted(held: Held, by: Actor | None, at: datetime | None) -> Held:
    try:
        return _check_held(held)
    except RuleBroken as refusal:
        if by is not None and at is not None:
            note_refused(held, refusal, by=by, at=at)
        raise


def _check_held(held: Held) -> Held:
    """Judge a file in quarantine, ask the scanner, and return it as it may be kept.

    Refuses: what `inspecting` refuses, `files.infected`.
    """
    limits: kinds.Limits = settings.HONGBANG_FILES
    place = Path(held.place)
    kinds.check_size(held.name, held.size, limits)
    seen, made = inspecting._inspect(held.name, place, limits)  # noqa: SLF001 - this folder's own
    checked = replace(held, name=with_ending(held.name, seen.kind), kind=seen.kind)
    checked = replace(checked, personal=seen.personal)
    if seen.is_remade:
        digest, size = _synced_digest(made)
        checked = replace(checked, sha256=digest, size=size, place=str(made), sent=held.sha256)
    scan, found = scanning._scan(_blocks(place))  # noqa: SLF001 - this folder's own
    if scan == INFECTED:
        made.unlink(missing_ok=True)
        raise RuleBroken("files.infected", {"name": held.name, "found": found})
    return replace(checked, scan=scan)


def _put_away(held: Held) -> Held:
    """Put the bytes into a far storage before the deed, which must not wait for a network."""
    if settings.HONGBANG_STORAGE.kind == "file":
        return held
    try:
        storage().keep(Path(held.place), held.sha256)
    except OSError as fault:
        log.exception("the storage does not take a file")
        raise RuleBroken("files.storage_away", {"name": held.name}) from fault
    return held


def _keep(held: Held) -> None:
    """See to it that the bytes lie under their digest; a far storage got them before."""
    place = Path(held.place)
    if place.exists():
        storage().keep(place, held.sha256)
    elif storage().size(held.sha256) != held.size:
        raise Stale("files.lost", {"name": held.name})


def _hold(blocks: Iterable[bytes], max_bytes: int) -> tuple[Path, str, int]:
    """Write the blocks to a quarantined file and make it durable; stop early when too large."""
    handle, name = tempfile.mkstemp(dir=incoming_folder())
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


def _synced_digest(path: Path) -> tuple[str, int]:
    """Make a file that another process wrote durable; return its digest and size."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb+") as content:
        while block := content.read(BLOCK):
            digest.update(block)
            size += len(block)
        os.fsync(content.fileno())
    return digest.hexdigest(), size


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as content:
        while block := content.read(BLOCK):
            yield block
