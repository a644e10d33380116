"""Is a zip an honest DOCX or XLSX? Judged by its directory first, then part by part.

Nothing is unpacked before members have been counted and their sizes summed; nothing is ever
written to disk under a member's name.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from typing import BinaryIO

from hongbang.files.rules import markup
from hongbang.kernel.refusal import RuleBroken

MEMBERS_MAX = 2000
UNPACKED_MAX = 200 * 1024 * 1024
RATIO_MAX, RATIO_FROM = 250, 1024 * 1024
BLOCK = 64 * 1024
MAIN_PART = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
DESCRIPTOR_MAX = 24  # a data descriptor may follow a member's bytes
_MACRO = re.compile(
    r"vba(project|data)|/activex/|macrosheets/|dialogsheets/|\.(bas|vbs?|js|ps1)$", re.IGNORECASE
)
_EMBEDDED = re.compile(
    r"/embeddings/|oleobject|/package/|\.(ole|exe|dll|scr|bat|cmd|lnk|jar|msi)$",
    re.IGNORECASE,
)
_UNSAFE = re.compile(r"^/|\\|^[A-Za-z]:|(^|/)\.\.(/|$)|[\x00-\x1f\x7f]")
_XML = re.compile(r"\.(xml|rels|vml|xhtml|html?|svg)$", re.IGNORECASE)
_PACKED_IN = (
    *(b"PK\x03\x04", b"PK\x05\x06", b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08"),
    *(b"MZ", b"\x7fELF", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-", b"BZh", b"\xfd7zXZ\x00"),
)
_BINARY_OK = re.compile(r"printersettings\d*\.bin$", re.IGNORECASE)
FAULTS = (
    *(zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError, OSError),
    *(EOFError, zlib.error, struct.error, RuntimeError, KeyError),
)


def kind_of(name: str, size: int, content: BinaryIO) -> str:
    """Return `docx`, `xlsx`, or nothing where the zip is no document.

    Refuses: `files.packed`, `files.unsafe_names`, `files.locked`, `files.two_faced`,
    `files.macros`, `files.embedded`, and what `markup.check` refuses.
    """
    try:
        _refuse_many(name, size, content)
        with zipfile.ZipFile(content) as archive:
            members = archive.infolist()
            _refuse_by_directory(name, members)
            _refuse_hidden(name, content, members, archive.start_dir)
            kind = _document_kind(name, {member.filename for member in members})
            for member in members if kind else ():
                _look_into(name, archive, member)
    except RuleBroken:
        raise
    except FAULTS:
        return ""
    return kind


def is_markup(part: str, head: bytes) -> bool:
    """Say whether a part is text that is parsed, by its name or by how it begins.

    >>> is_markup("word/document.xml", b""), is_markup("word/media/image1.png", b"\\x89PNG")
    (True, False)
    """
    return bool(_XML.search(part)) or head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def _document_kind(name: str, parts: set[str]) -> str:
    found = [kind for kind, part in MAIN_PART.items() if part in parts]
    if len(found) > 1:
        raise RuleBroken("files.two_faced", {"name": name})
    return found[0] if found and "[Content_Types].xml" in parts else ""


def _refuse_many(name: str, size: int, content: BinaryIO) -> None:
    """Read the number of members from the end record, before a directory is built of them."""
    content.seek(max(0, size - 65_557))
    tail = content.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < 22:
        raise zipfile.BadZipFile
    members, length = struct.unpack("<10xHI", tail[at : at + 16])
    comment = int.from_bytes(tail[at + 20 : at + 22], "little")
    if members > MEMBERS_MAX or length > MEMBERS_MAX * 512:
        raise RuleBroken("files.packed", {"name": name})
    if comment or len(tail) - at != 22:
        raise RuleBroken("files.two_faced", {"name": name})
    content.seek(0)


def _refuse_by_directory(name: str, members: list[zipfile.ZipInfo]) -> None:
    """Judge what the directory says, before anything is unpacked."""
    if len(members) > MEMBERS_MAX or sum(member.file_size for member in members) > UNPACKED_MAX:
        raise RuleBroken("files.packed", {"name": name})
    lowered = [member.filename.casefold() for member in members]
    if len(set(lowered)) != len(lowered):
        raise RuleBroken("files.unsafe_names", {"name": name})
    for member in members:
        _refuse_member(name, member)


def _refuse_member(name: str, member: zipfile.ZipInfo) -> None:
    is_link = (member.external_attr >> 16) & 0o170000 == 0o120000
    if _UNSAFE.search(member.orig_filename) or is_link:
        raise RuleBroken("files.unsafe_names", {"name": name})
    if member.flag_bits & 0x2041:  # encrypted, in the old way, the strong way, or its directory
        raise RuleBroken("files.locked", {"name": name})
    bursts = member.file_size > RATIO_FROM
    if bursts and member.file_size > RATIO_MAX * max(member.compress_size, 1):
        raise RuleBroken("files.packed", {"name": name})
    if _MACRO.search(member.filename):
        raise RuleBroken("files.macros", {"name": name})
    if _EMBEDDED.search(member.filename):
        raise RuleBroken("files.embedded", {"name": name})


def _refuse_hidden(
    name: str, content: BinaryIO, members: list[zipfile.ZipInfo], directory: int
) -> None:
    """Refuse bytes that no member owns, and bytes that two own: each byte belongs to one."""
    at = 0
    for member in sorted(members, key=lambda one: one.header_offset):
        if not at <= member.header_offset <= at + DESCRIPTOR_MAX:
            raise RuleBroken("files.two_faced", {"name": name})
        content.seek(member.header_offset)
        header = content.read(30)
        if header[:4] != b"PK\x03\x04":
            raise zipfile.BadZipFile
        lengths = sum(struct.unpack("<HH", header[26:30]))
        at = member.header_offset + 30 + lengths + member.compress_size
    if not at <= directory <= at + DESCRIPTOR_MAX:
        raise RuleBroken("files.two_faced", {"name": name})


def _look_into(name: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """Read one member through: a part that is text is parsed, another only looked at."""
    if member.is_dir():
        return
    with archive.open(member) as part:
        head = part.read(BLOCK)
        if is_markup(member.filename, head):
            markup.check(name, member.filename, head, part)
            return
        if head.startswith(_PACKED_IN) and not _BINARY_OK.search(member.filename):
            raise RuleBroken("files.embedded", {"name": name})
        while part.read(BLOCK):
            pass  # the check sum at the end tells whether the directory was honest
