"""Is a file known by what it holds, and is everything that could act kept out?"""

from __future__ import annotations

import struct
import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongbang.files.rules.kinds import MEMBERS_MAX, UNPACKED_MAX, Limits, check
from hongbang.kernel.refusal import RuleBroken

ALL = Limits(20 * 2**20, ("pdf", "docx", "xlsx", "jpg", "png"))
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
JPG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"


def packed(*names: str, comment: bytes = b"") -> bytes:
    """Pack empty members under these names."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, b"<x/>")
        archive.comment = comment
    return out.getvalue()


DOCX = packed("[Content_Types].xml", "word/document.xml", "word/media/image1.png")
XLSX = packed("[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml")


def declaring(size: int) -> bytes:
    """Pack a document whose directory says that one member unpacks to `size` bytes."""
    whole = bytearray(DOCX)
    entry = whole.index(b"PK\x01\x02")
    whole[entry + 24 : entry + 28] = struct.pack("<I", size)
    return bytes(whole)


def directory_says(offset: int, value: bytes) -> bytes:
    """Pack a document and overwrite a field in its first directory entry."""
    whole = bytearray(DOCX)
    entry = whole.index(b"PK\x01\x02")
    whole[entry + offset : entry + offset + len(value)] = value
    return bytes(whole)


def judged(content: bytes, limits: Limits = ALL, name: str = "件.pdf") -> str:
    return check(name, len(content), BytesIO(content), limits)


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("pdf", PDF),
        ("pdf", PDF + b"/OpenAction/URI/JSON/Launched/#4fk"),
        ("pdf", PDF + b"\x00" * (2 * 2**20)),
        ("pdf", PDF + b"<</Length 9>>stream\n\x00/JS \xff/XFA \nendstream\n%%EOF"),
        ("pdf", PDF + b"stream\n" * 400_000),
        ("docx", DOCX),
        ("xlsx", XLSX),
        ("jpg", JPG),
        ("png", PNG),
    ],
)
def test_check_knows_a_good_file_whatever_it_is_called(kind: str, content: bytes) -> None:
    for name in (f"件.{kind}", "件.exe", "件", ""):
        stream = BytesIO(content)

        assert check(name, len(content), stream, ALL) == kind
        assert stream.tell() == 0


HOSTILE = {
    "nothing": (b"", "files.empty"),
    "one byte too large": (b"%PDF-" + b"x" * (20 * 2**20 - 4), "files.too_large"),
    "a program renamed": (b"MZ\x90\x00" + b"\x00" * 60, "files.kind"),
    "a script": (b"#!/bin/sh\nrm -rf /\n", "files.kind"),
    "a page": (b"<html><script>alert(1)</script>", "files.kind"),
    "a drawing": (b'<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>', "files.kind"),
    "an ELF program": (b"\x7fELF\x02\x01\x01", "files.kind"),
    "a picture with motion": (b"GIF89a<script>", "files.kind"),
    "an old document": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "files.kind"),
    "a PDF behind other bytes": (b"GIF89a" + PDF, "files.kind"),
    "a plain archive": (packed("run.exe"), "files.kind"),
    "a Java program": (packed("META-INF/MANIFEST.MF", "A.class"), "files.kind"),
    "an archive cut short": (DOCX[:40], "files.kind"),
    "an archive with no directory": (b"PK\x03\x04" + b"\x00" * 40, "files.kind"),
    "an archive of a later make": (directory_says(6, b"\xff\x00"), "files.kind"),
    "an archive with names in no writing": (
        directory_says(8, b"\x00\x08").replace(b"[Content", b"\xff\xfe\xff\xff\xff\xff\xff\xff"),
        "files.kind",
    ),
    "a bomb by its own word": (declaring(UNPACKED_MAX + 1), "files.packed"),
    "a bomb of four gigabytes": (declaring(2**32 - 2), "files.packed"),
    "too many parts": (packed(*map(str, range(MEMBERS_MAX + 1))), "files.packed"),
    "a document with macros": (packed("word/document.xml", "word/vbaProject.bin"), "files.active"),
    "macros in capitals": (packed("xl/workbook.xml", "xl/VBAPROJECT.BIN"), "files.active"),
    "a sheet of old macros": (packed("xl/workbook.xml", "xl/macrosheets/a.xml"), "files.active"),
    "a document with controls": (packed("word/document.xml", "word/activeX/x.bin"), "files.active"),
    "a PDF with script": (PDF + b"<</S/JavaScript/JS(app.alert(1))>>", "files.active"),
    "a PDF with short script": (PDF + b"<< /JS (x) >>", "files.active"),
    "a PDF with escaped script": (PDF + b"/J#61v#61Script", "files.active"),
    "a PDF with every letter escaped": (
        PDF + b"/#4A#61#76#61#53#63#72#69#70#74 (x)",
        "files.active",
    ),
    "a PDF that starts programs": (PDF + b"/Launch<</F(cmd.exe)>>", "files.active"),
    "a PDF with a file in it": (PDF + b"/EmbeddedFile", "files.active"),
    "a PDF with film": (PDF + b"/RichMedia ", "files.active"),
    "a PDF with script in a stream made up by comments": (
        PDF + b"%stream\n1 0 obj<</S/JavaScript/JS(x)>>endobj\n%endstream\n",
        "files.active",
    ),
    "a PDF with short script behind a stream without end": (
        PDF + b"stream\n<</JS(x)>>",
        "files.active",
    ),
    "a PDF with a dynamic form": (PDF + b"/XFA[1 0 R]", "files.active"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_check_keeps_out(what: str) -> None:
    content, code = HOSTILE[what]

    with pytest.raises(RuleBroken) as refused:
        judged(content)

    assert refused.value.code == code
    assert refused.value.params["name"] == "件.pdf"


NAME = b"/#45#6d#62#65#64#64#65#64#46#69#6c#65 "


@pytest.mark.parametrize("before", range(1, len(NAME) + 1))
def test_check_sees_a_name_cut_by_the_edge_of_a_block(before: int) -> None:
    head = b"%PDF-1.7\n"
    content = head + b" " * (2**20 - len(head) - before) + NAME + b"x" * 99

    with pytest.raises(RuleBroken) as refused:
        judged(content)

    assert refused.value.code == "files.active"


def test_check_takes_a_file_of_exactly_the_largest_size() -> None:
    limits = Limits(len(PDF), ("pdf",))

    assert judged(PDF, limits) == "pdf"
    with pytest.raises(RuleBroken):
        judged(PDF + b"\n", limits)


def test_check_says_how_large_and_of_which_kinds() -> None:
    limits = Limits(3 * 2**20, ("pdf", "png"))

    with pytest.raises(RuleBroken) as too_large:
        judged(b"x" * (3 * 2**20 + 1), limits)
    with pytest.raises(RuleBroken) as wrong_kind:
        judged(JPG, limits)

    assert too_large.value.params == {"name": "件.pdf", "mb": 3}
    assert wrong_kind.value.params == {"name": "件.pdf", "kinds": "PDF、PNG"}


@given(st.binary(max_size=200), st.sampled_from([b"", b"PK\x03\x04", b"%PDF-", DOCX, XLSX]))
def test_check_answers_any_bytes_with_a_kind_or_a_reason(tail: bytes, head: bytes) -> None:
    content = head + tail

    try:
        kind = judged(content)
    except RuleBroken as refusal:
        kind = refusal.code

    assert kind in {*ALL.kinds, "files.empty", "files.kind", "files.active", "files.packed"}


@given(st.integers(0, len(DOCX) - 1), st.integers(0, 255))
def test_check_bears_a_document_with_any_byte_changed(place: int, value: int) -> None:
    content = bytearray(DOCX)
    content[place] = value

    try:
        kind = judged(bytes(content))
    except RuleBroken as refusal:
        kind = refusal.code

    assert kind in {*ALL.kinds, "files.kind", "files.packed", "files.active"}
