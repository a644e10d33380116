"""What is swept: bytes without a row, parts nobody goes on with; and what is scanned later?"""

from __future__ import annotations

import contextlib
from datetime import datetime
from pathlib import Path

from hongbang.audit import operations as audit
from hongbang.files import access, queries
from hongbang.files.models import StoredFile, Upload, incoming_folder, storage
from hongbang.files.operations import scanning
from hongbang.files.rules.lifecycle import ABANDONED, EXPIRED, HELD
from hongbang.files.rules.scanning import INFECTED, NOT_SCANNED
from hongbang.kernel.actor import Actor


@audit.deed
def sweep(*, by: Actor, at: datetime) -> int:
    """Take away abandoned uploads, stray parts and orphans; returns how many.

    **Why a deed**: keeping a file and its row stand in one row with it, so that bytes are never
    swept between the two.
    """
    access.require("sweep", by)
    before = at - ABANDONED
    expired = Upload.objects.filter(state__in=HELD, touched_at__lt=before).update(state=EXPIRED)
    stray = [path for path in queries.stray_parts(incoming_folder(), before) if _gone(path)]
    orphans = [*queries.orphans(before)]
    for digest in orphans:
        storage().remove(digest)
    audit.record(
        "files.quarantine.swept",
        by=by,
        at=at,
        subjects=[],
        said={"expired": expired, "parts": len(stray), "orphans": len(orphans)},
    )
    return expired + len(stray) + len(orphans)


def scan_again(how_many: int) -> list[StoredFile]:
    """Ask the scanner about files it has not seen; returns those in which it found something.

    An instrument: scanning is slow, so it comes before the deed that condemns a file.
    """
    found = []
    for file in StoredFile.objects.filter(scan=NOT_SCANNED).order_by("pk")[:how_many]:
        with contextlib.suppress(FileNotFoundError):
            scan, _what = scanning._scan(storage().blocks(file.sha256))  # noqa: SLF001 - this folder's own
            if scan == NOT_SCANNED:
                break  # it does not answer: later
            if scan == INFECTED:
                found.append(file)
            else:
                StoredFile.objects.filter(pk=file.pk, scan=NOT_SCANNED).update(scan=scan)
    return found


@audit.deed
def condemn(file: StoredFile, *, by: Actor, at: datetime) -> None:
    """Mark a kept file as infected: nobody gets it any more; the bytes stay as evidence."""
    access.require("sweep", by)
    StoredFile.objects.filter(sha256=file.sha256).update(scan=INFECTED)
    audit.record("files.file.condemned", by=by, at=at, subjects=[file.subject])


def _gone(path: Path) -> bool:
    path.unlink(missing_ok=True)
    return True
