"""Which uploads are under way, and what lies about that belongs to none?"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from django.db.models import QuerySet

from hongbang.files import access
from hongbang.files.models import StoredFile, Upload, storage
from hongbang.files.rules.lifecycle import HELD
from hongbang.kernel.actor import Actor
from hongbang.kernel.refusal import NotFound


@dataclass(frozen=True, slots=True)
class Fault:
    """A kept file that is not as its row says: `lost`, or `altered`."""

    what: str
    public_id: str
    name: str
    sha256: str


def my_uploads(by: Actor) -> QuerySet[Upload]:
    """Return my uploads under way, from any of my seats, newest first."""
    mine = access.uploads_of(by, Upload.objects.filter(state__in=HELD))
    return mine.order_by("-opened_at", "-pk")


def my_upload(by: Actor, code: str) -> Upload:
    """Return one of my uploads from this seat; refuses with `files.missing_upload`."""
    mine = access.uploads_of(by, Upload.objects.filter(public_id=code, seat=by.seat))
    found = mine.first()
    if found is None:
        raise NotFound("files.missing_upload")
    return found


def resumable(by: Actor) -> QuerySet[Upload]:
    """Return what I can go on with from this seat."""
    return my_uploads(by).filter(seat=by.seat)


def stray_parts(folder: Path, before: datetime) -> Iterator[Path]:
    """Yield what lies in quarantine since before then, and belongs to no upload under way."""
    held = {f"{code}.part" for code in _codes()}
    for path in sorted(folder.iterdir()):
        try:
            since = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        except FileNotFoundError:
            continue
        if path.is_file() and path.name not in held and since < before:
            yield path


def orphans(before: datetime) -> Iterator[str]:
    """Yield each digest that lies in the storage since before then and has no row."""
    old = (digest for digest, since in storage().every() if since < before)
    for some in _some(old, 200):
        known = StoredFile.objects.filter(sha256__in=some).values_list("sha256", flat=True)
        yield from sorted(set(some) - set(known))


def is_untidy(folder: Path, before: datetime) -> bool:
    """Say whether there is anything to sweep that has been untouched since before then."""
    abandoned = Upload.objects.filter(state__in=HELD, touched_at__lt=before)
    return (
        abandoned.exists()
        or any(True for _ in stray_parts(folder, before))
        or any(True for _ in orphans(before))
    )


def faults() -> Iterator[Fault]:
    """Read every kept file through, and yield each that is lost or altered."""
    seen: dict[str, str] = {}
    for file in StoredFile.objects.order_by("pk").iterator(500):
        if file.sha256 not in seen:
            seen[file.sha256] = _stand(file.sha256)
        if seen[file.sha256]:
            yield Fault(seen[file.sha256], file.public_id, file.name, file.sha256)


def _stand(sha256: str) -> str:
    digest = hashlib.sha256()
    try:
        for block in storage().blocks(sha256):
            digest.update(block)
    except FileNotFoundError:
        return "lost"
    return "" if digest.hexdigest() == sha256 else "altered"


def _codes() -> QuerySet[Upload, str]:
    return Upload.objects.filter(state__in=HELD).values_list("public_id", flat=True)


def _some(things: Iterator[str], size: int) -> Iterator[list[str]]:
    while some := [*islice(things, size)]:
        yield some
