"""What is handed over when a file comes in?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Incoming:
    """An upload: the name it was given, its size, its bytes in blocks."""

    name: str
    size: int
    blocks: Iterable[bytes]


@dataclass(frozen=True, slots=True)
class Held:
    """An upload that lies durably in the house, checked, but is not kept yet.

    `sent` is the digest of what was sent, where a picture was written anew; `upload` the code
    of the upload in parts it came by, if it did; `personal` what `reading.read` found in it.
    """

    name: str
    kind: str
    size: int
    sha256: str
    place: str
    sent: str = ""
    scan: str = "not_scanned"
    personal: str = "unread"
    upload: str = ""


@dataclass(frozen=True, slots=True)
class Open:
    """An upload in parts that is to begin: name, size, and the key of its form."""

    name: str
    size: int
    key: str


@dataclass(frozen=True, slots=True)
class Piece:
    """One part: where it begins, its bytes, and their SHA-256 as the browser counted it."""

    offset: int
    content: bytes
    sha256: str = ""
