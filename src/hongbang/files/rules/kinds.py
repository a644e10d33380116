"""Which kinds of file may come in, how large, and which is this one by its content?

The kind is read from the content, never from the name (reliability.md demand 10).
"""

from __future__ import annotations

from dataclasses import dataclass

import filetype  # type: ignore[import-untyped]  # it ships no types

from hongbang.kernel.refusal import RuleBroken

MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jpg": "image/jpeg",
    "png": "image/png",
}
HEAD_BYTES = 1024
_MAGIC = {
    "pdf": b"%PDF-",
    "jpg": b"\xff\xd8\xff",
    "png": b"\x89PNG\r\n\x1a\n",
    "zip": b"PK\x03\x04",
}
_SHUT = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # old Office files, and new ones under a password
_PAGE = (b"<html", b"<!doctype", b"<script", b"<svg", b"<?php", b"<body")


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a file may be, in bytes, and of which kinds."""

    max_bytes: int
    kinds: tuple[str, ...]


def check_size(name: str, size: int, limits: Limits) -> None:
    """Refuse nothing, and too much. Refuses: `files.empty`, `files.too_large`."""
    if size == 0:
        raise RuleBroken("files.empty", {"name": name})
    if size > limits.max_bytes:
        raise RuleBroken("files.too_large", {"name": name, "mb": limits.max_bytes // 2**20})


def sniff(name: str, head: bytes, limits: Limits) -> str:
    """Return `pdf`, `jpg`, `png` or `zip` by the first bytes, and by filetype's second opinion.

    Refuses: `files.locked`, `files.two_faced`, `files.kind`.
    """
    if head.startswith(_SHUT):
        raise RuleBroken("files.locked", {"name": name})
    found = next((kind for kind, magic in _MAGIC.items() if head.startswith(magic)), "")
    told = filetype.guess_extension(head)
    agrees = told == found or (found == "zip" and told in {"zip", "docx", "xlsx", "pptx"})
    if not found or not (agrees or told is None):
        raise unknown(name, limits)
    if _has_second_face(found, head[:HEAD_BYTES]):
        raise RuleBroken("files.two_faced", {"name": name})
    return found


def unknown(name: str, limits: Limits) -> RuleBroken:
    """Return the refusal of what is none of the kinds that may come in."""
    return RuleBroken("files.kind", {"name": name, "kinds": "、".join(limits.kinds).upper()})


def _has_second_face(kind: str, head: bytes) -> bool:
    lowered = head.lower()
    return any(page in lowered for page in _PAGE) or (kind != "pdf" and b"%pdf-" in lowered)


def has_archive_behind(tail: bytes, size: int) -> bool:
    """Say whether the last bytes of a file of `size` bytes are the end of a zip archive.

    Readers of archives look from the end, so that a picture can be an archive as well. The
    mark alone may be chance in packed data; that its directory stands where it says is none.
    """
    at = tail.rfind(b"PK\x05\x06")
    while at >= 0:
        record = tail[at : at + 22]
        length = int.from_bytes(record[12:16], "little")
        comment = int.from_bytes(record[20:22], "little")
        fits = len(record) == 22 and at + 22 + comment <= len(tail) and length < size
        if fits and (b"PK\x01\x02" in tail[max(0, at - length) : at] or length > at):
            return True
        at = tail.rfind(b"PK\x05\x06", 0, at)
    return False
