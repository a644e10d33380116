"""What is a file really, and may it come in?

The kind is read from the content, never from the name (reliability.md demand 10). A
DOCX or XLSX is judged by the members of its zip before anything is unpacked.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from typing import BinaryIO

from hongbang.kernel.refusal import RuleBroken

MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jpg": "image/jpeg",
    "png": "image/png",
}
_MAGIC = {
    "pdf": b"%PDF-",
    "jpg": b"\xff\xd8\xff",
    "png": b"\x89PNG\r\n\x1a\n",
    "zip": b"PK\x03\x04",
}
_MAIN_PART = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
_MACRO = re.compile(r"vbaProject\.bin|/activeX/|macrosheets/", re.IGNORECASE)
_ACTIVE_PDF = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFile|RichMedia|XFA)\b")
_ACTIVE_ANYWHERE = re.compile(rb"/(JavaScript|Launch|EmbeddedFile|RichMedia)\b")
_STREAM = re.compile(rb"\bstream\r?\n")
_HEX_IN_NAME = re.compile(rb"#([0-9A-Fa-f]{2})")
MEMBERS_MAX = 2000
UNPACKED_MAX = 200 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a file may be, in bytes, and of which kinds."""

    max_bytes: int
    kinds: tuple[str, ...]


def check(name: str, size: int, content: BinaryIO, limits: Limits) -> str:
    """Return the kind of `content`, a seekable stream read from its start.

    Refuses: `files.empty`, `files.too_large`, `files.kind`, `files.active`, `files.packed`.
    """
    if size == 0:
        raise RuleBroken("files.empty", {"name": name})
    if size > limits.max_bytes:
        raise RuleBroken("files.too_large", {"name": name, "mb": limits.max_bytes // 2**20})
    kind = _kind(name, content)
    if kind not in limits.kinds:
        raise RuleBroken("files.kind", {"name": name, "kinds": "、".join(limits.kinds).upper()})
    return kind


def _kind(name: str, content: BinaryIO) -> str:
    content.seek(0)
    head = content.read(8)
    content.seek(0)
    found = next((kind for kind, magic in _MAGIC.items() if head.startswith(magic)), "")
    if found == "zip":
        return _office_kind(name, content)
    if found == "pdf":
        _refuse_active_pdf(name, content)
    return found


def _office_kind(name: str, content: BinaryIO) -> str:
    try:
        members = zipfile.ZipFile(content).infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError, OSError):
        return ""  # a broken or exotic directory is no document
    finally:
        content.seek(0)
    if len(members) > MEMBERS_MAX or sum(member.file_size for member in members) > UNPACKED_MAX:
        raise RuleBroken("files.packed", {"name": name})
    names = {member.filename for member in members}
    if any(_MACRO.search(member) for member in names):
        raise RuleBroken("files.active", {"name": name})
    return next((kind for kind, part in _MAIN_PART.items() if part in names), "")


def _refuse_active_pdf(name: str, content: BinaryIO) -> None:
    """Look for active names: the short ones between streams only, where they are no chance.

    The long ones are looked for everywhere, since a comment can make up a stream.
    """
    whole = content.read()
    content.seek(0)
    if _ACTIVE_ANYWHERE.search(_unescaped(whole)) or _ACTIVE_PDF.search(_between_streams(whole)):
        raise RuleBroken("files.active", {"name": name})


def _between_streams(whole: bytes) -> bytes:
    parts, at = [], 0
    while start := _STREAM.search(whole, at):
        end = whole.find(b"endstream", start.end())
        if end < 0:
            break
        parts.append(whole[at : start.start()])
        at = end
    return _unescaped(b" ".join([*parts, whole[at:]]))


def _unescaped(text: bytes) -> bytes:
    return _HEX_IN_NAME.sub(lambda hit: bytes([int(hit[1], 16)]), text)
