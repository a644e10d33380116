"""How does a file come in part by part, over a line that breaks?"""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.conf import settings

from hongbang.audit import operations as audit
from hongbang.files import access, queries
from hongbang.files.models import Upload, incoming_folder
from hongbang.files.operations import keeping
from hongbang.files.rules import kinds
from hongbang.files.rules.incoming import Held, Open, Piece
from hongbang.files.rules.lifecycle import KEPT, OPEN, OPEN_MAX, PART_BYTES, UPLOAD
from hongbang.files.rules.names import tidy
from hongbang.kernel.actor import Actor
from hongbang.kernel.refusal import RuleBroken, Stale


@audit.deed
def open_upload(command: Open, *, by: Actor, at: datetime) -> Upload:
    """Begin an upload in parts; the same form begins it once.

    Refuses: `files.not_yours`, `files.empty`, `files.too_large`, `files.too_many_open`.
    """
    access.require("store", by)
    limits: kinds.Limits = settings.HONGBANG_FILES
    name = tidy(command.name)
    kinds.check_size(name, command.size, limits)
    body = {"name": name, "size": command.size}
    earlier = audit.once(command.key, "files.open_upload", body, by=by, at=at)
    if earlier:
        return queries.my_upload(by, earlier)
    if queries.my_uploads(by).count() >= OPEN_MAX:
        raise RuleBroken("files.too_many_open", {"most": OPEN_MAX})
    opened = Upload.objects.create(
        person=by.person,
        seat=by.seat,
        name=name,
        size=command.size,
        opened_at=at,
        touched_at=at,
    )
    audit.settle(command.key, "files.open_upload", opened.public_id, by=by)
    audit.record(
        "files.upload.opened", by=by, at=at, subjects=[opened.subject], said={"name": name}
    )
    return opened


def receive(upload: Upload, piece: Piece, *, by: Actor, at: datetime) -> Upload:
    """Take one part: its bytes durably into quarantine, then the count of them.

    An instrument: the bytes come before the deed that counts them, so that what is counted is
    there. A part that came already is refused with where to go on.

    Refuses: `files.missing_upload`, `files.no_such_move`, `files.part_large`,
    `files.part_broken`, `Stale("files.goes_on_at")`.
    """
    current = queries.my_upload(by, upload.public_id)
    UPLOAD.after(current.state, "complete")  # only an open one takes parts
    if len(piece.content) > PART_BYTES or piece.offset + len(piece.content) > current.size:
        raise RuleBroken("files.part_large")
    if piece.sha256 and hashlib.sha256(piece.content).hexdigest() != piece.sha256.lower():
        raise RuleBroken("files.part_broken")
    with _part(current).open("ab") as out:
        fcntl.flock(out, fcntl.LOCK_EX)  # two windows of one person
        current = queries.my_upload(by, upload.public_id)
        if piece.offset != current.received:
            raise Stale("files.goes_on_at", {"offset": current.received})
        out.truncate(current.received)  # what a death left uncounted
        out.write(piece.content)
        out.flush()
        os.fsync(out.fileno())
        return advance(current, len(piece.content), by=by, at=at)


@audit.unrecorded("upload parts")
@audit.deed
def advance(upload: Upload, more: int, *, by: Actor, at: datetime) -> Upload:
    """Count bytes that lie durably in quarantine. Refuses: `Stale`."""
    access.require("store", by)
    still = Upload.objects.filter(pk=upload.pk, state=OPEN, received=upload.received)
    if still.update(received=upload.received + more, touched_at=at) != 1:
        raise Stale("files.goes_on_at", {"offset": upload.received})
    upload.received += more
    return upload


def complete(upload: Upload, *, by: Actor, at: datetime) -> Upload:
    """Check an upload that has come whole, and keep it ready for the form it belongs to.

    An instrument: parsing comes before the deed that writes down what came out.

    Refuses: `files.not_whole`, `files.no_such_move`, what `holding` refuses.
    """
    current = queries.my_upload(by, upload.public_id)
    if current.state != OPEN:
        UPLOAD.after(current.state, "keep")  # ready already: the answer was lost
        return current
    if current.received != current.size:
        raise RuleBroken("files.not_whole", {"name": current.name})
    digest, size = keeping._synced_digest(_part(current))  # noqa: SLF001 - this folder's own
    sent = Held(current.name, "", size, digest, str(_part(current)), upload=current.public_id)
    try:
        held = keeping._check_held(sent)  # noqa: SLF001 - this folder's own
    except RuleBroken as refusal:
        refuse(current, refusal, by=by, at=at)
        _part(current).unlink(missing_ok=True)
        raise
    if held.place != sent.place:
        Path(held.place).rename(_part(current))
    return accept(current, held, by=by, at=at)


@audit.deed
def accept(upload: Upload, held: Held, *, by: Actor, at: datetime) -> Upload:
    """Write down that an upload was checked and may be kept. Refuses: `Stale`."""
    access.require("store", by)
    state = UPLOAD.after(upload.state, "complete")
    changes = {
        "state": state,
        "name": held.name,
        "kind": held.kind,
        "sha256": held.sha256,
        "sent_sha256": held.sent,
        "kept_size": held.size,
        "scan": held.scan,
        "personal": held.personal,
        "touched_at": at,
    }
    _move(upload, changes)
    audit.record(
        "files.upload.checked",
        by=by,
        at=at,
        subjects=[upload.subject],
        said={"name": held.name, "sha256": held.sha256},
    )
    return queries.my_upload(by, upload.public_id)


@audit.deed
def refuse(upload: Upload, refusal: RuleBroken, *, by: Actor, at: datetime) -> None:
    """Record that an upload was refused, and why. Refuses: `Stale`."""
    access.require("store", by)
    state = UPLOAD.after(upload.state, "refuse")
    _move(upload, {"state": state, "touched_at": at})
    audit.record(
        "files.upload.refused",
        by=by,
        at=at,
        subjects=[upload.subject],
        said={
            "name": upload.name,
            "code": refusal.code,
            "found": str(refusal.params.get("found", "")),
        },
    )


@audit.deed
def cancel_upload(upload: Upload, *, by: Actor, at: datetime) -> Upload:
    """Stop an upload; its bytes go. Refuses: `files.no_such_move`, `Stale`."""
    access.require("store", by)
    current = queries.my_upload(by, upload.public_id)
    state = UPLOAD.after(current.state, "cancel")
    _move(current, {"state": state, "touched_at": at})
    _part(current).unlink(missing_ok=True)
    audit.record("files.upload.cancelled", by=by, at=at, subjects=[current.subject], said={})
    return current


@contextmanager
def taking(code: str, *, by: Actor) -> Iterator[Held]:
    """Hand a checked upload over to the deed that keeps it; what is refused stays ready.

    Refuses: `files.missing_upload`, `files.no_such_move`.
    """
    current = queries.my_upload(by, code)
    if current.state != KEPT:  # kept already: the form was sent twice, and its key says so
        UPLOAD.after(current.state, "keep")
    held = Held(
        current.name,
        current.kind,
        current.kept_size,
        current.sha256,
        str(_part(current)),
        sent=current.sent_sha256,
        scan=current.scan,
        personal=current.personal,
        upload=current.public_id,
    )
    yield keeping._put_away(held) if _part(current).exists() else held  # noqa: SLF001 - this folder's own


def _part(upload: Upload) -> Path:
    """Return where the parts lie, in quarantine."""
    return incoming_folder() / f"{upload.public_id}.part"


def _move(upload: Upload, changes: dict[str, object]) -> None:
    """Change an upload that stands as it was looked at."""
    still = Upload.objects.filter(pk=upload.pk, state=upload.state)
    if still.update(**changes) != 1:
        raise Stale("files.upload_moved", {"name": upload.name})
