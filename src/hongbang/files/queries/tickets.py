"""Which file does a grant carry out, and for how long?"""

from __future__ import annotations

from collections.abc import Iterator

from django.core import signing

from hongbang.files.models import StoredFile, storage
from hongbang.files.rules.ranges import Part
from hongbang.files.rules.scanning import INFECTED
from hongbang.kernel.refusal import NotFound, RuleBroken

SALT = "hongbang.files.grant"
SECONDS = 60


def grant(file: StoredFile, session_key: str) -> str:
    """Return a ticket that carries `file` out within a minute, only in this session.

    The owning room has authorised the download before it asks for the ticket. A visitor
    without a session gets a ticket for everybody, so only public files are given so. A seat
    that is taken away ends the session, and its tickets with it.
    """
    return signing.TimestampSigner(salt=SALT).sign_object([file.public_id, session_key])


def redeem(ticket: str, session_key: str) -> StoredFile:
    """Return the file a ticket stands for.

    Refuses: `files.missing` for a forged, late or foreign ticket, all alike; `files.condemned`.
    """
    try:
        code, bound_to = signing.TimestampSigner(salt=SALT).unsign_object(ticket, max_age=SECONDS)
    except signing.BadSignature:
        raise NotFound("files.missing") from None
    file = StoredFile.objects.filter(public_id=code).first()
    if file is None or bound_to not in {"", session_key}:
        raise NotFound("files.missing")
    if file.scan == INFECTED:
        raise RuleBroken("files.condemned", {"name": file.name})
    return file


def blocks(file: StoredFile, part: Part) -> Iterator[bytes]:
    """Read this part of a file, block by block. Refuses: `files.missing` where bytes are lost."""
    try:
        return storage().blocks(file.sha256, part.start, part.length)
    except FileNotFoundError:
        raise NotFound("files.missing") from None
