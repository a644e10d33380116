"""Are personal numbers in a file found however they are laid, and is what was not read said?"""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from tests.files import samples
from tests.files.samples import docx, paragraph, png, related, table, told_pdf, xlsx, zipped
from tests.worlds import PDF

from hongbang.documents.exports import make
from hongbang.documents.rules.blocks import blocks_of
from hongbang.documents.rules.content import Paper
from hongbang.files.rules import reading, wording
from hongbang.files.rules.inspecting import inspect
from hongbang.files.rules.kinds import Limits
from hongbang.files.rules.reading import STANDS, Spent, numbers_in, read

ALL = Limits(20 * 2**20, ("pdf", "docx", "xlsx", "jpg", "png"))
NUMBER, MOBILE = "11010519491231002X", "13800138000"
HOTLINE = "021-5550-0117"
BOX = f"<w:r><w:txbxContent>{paragraph('138', '0013', '8000')}</w:txbxContent></w:r>"
PLACED = "<w:r><w:drawing><w:posOffset>99</w:posOffset></w:drawing><w:t>{}</w:t></w:r>"
LINK = f"<w:r><w:fldChar/><w:instrText> HYPERLINK tel:{MOBILE}</w:instrText><w:fldChar/></w:r>"
SHAPE = '<v:textpath xmlns:v="urn:v" string="{}"/>'
GUID = "12345678-ABCD-4321-ABCD-A13800138000"
BY_NUMBER = "/F1 <</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[]>>"
DRAWINGS = "/F1 <</Type/Font/Subtype/Type3/FontMatrix[1 0 0 1 0 0]/CharProcs<<>>/Encoding<<>>>>"


def stand(content: bytes) -> str:
    """Judge a file as the house does, then read it."""
    seen = inspect("件", len(content), BytesIO(content), ALL, BytesIO())
    return read(seen.kind, BytesIO(content))


DOCUMENTS: dict[str, tuple[bytes, str]] = {
    "nothing of anybody": (docx(body=paragraph("热线", HOTLINE)), ""),
    "an identity number": (docx(body=paragraph(f"证件 {NUMBER}")), "id_number"),
    "both": (docx(body=paragraph(NUMBER, "，", MOBILE)), "id_number mobile"),
    "a number over three runs": (docx(body=paragraph("请打138", "0013", "8000找我")), "mobile"),
    "an identity number over runs": (
        docx(body=paragraph("110105", "1949", "1231002X")),
        "id_number",
    ),
    "two paragraphs are two": (docx(body=paragraph("138") + paragraph("00138000")), ""),
    "a mark between two figures": (
        docx(body="<w:p><w:r><w:t>138</w:t><w:tab/><w:t>00138000</w:t></w:r></w:p>"),
        "",
    ),
    "a box within a paragraph": (docx(body=f"<w:p><w:r><w:t>1</w:t></w:r>{BOX}</w:p>"), "mobile"),
    "a place on the page between": (
        docx(body="<w:p><w:r><w:t>138</w:t></w:r>" + PLACED.format("00138000") + "</w:p>"),
        "mobile",
    ),
    "a deleted word": (
        docx(body=f"<w:p><w:del><w:r><w:delText>{MOBILE}</w:delText></w:r></w:del></w:p>"),
        "mobile",
    ),
    "a field with a link": (docx(body=f"<w:p>{LINK}</w:p>"), "mobile"),
    "a head line": (docx({"word/header1.xml": samples.document(paragraph(MOBILE))}), "mobile"),
    "a property": (docx({"docProps/core.xml": f"<a><b>{NUMBER}</b></a>"}), "id_number"),
    "a mark of the machine": (docx({"customXml/item1.xml": f"<a><b>{{{GUID}}}</b></a>"}), ""),
    "a link that dials": (docx(related("hyperlink", f"tel:+86%20{MOBILE}")), "mobile"),
    "a link that dials a hotline": (docx(related("hyperlink", f"tel:{HOTLINE}")), ""),
    "a word as a shape": (docx(body=SHAPE.format(MOBILE)), "mobile"),
    "a picture in it": (docx({"word/media/image1.png": png()}), "unread"),
    "a picture beside a number": (
        docx({"word/media/image1.png": png()}, body=paragraph(MOBILE)),
        "mobile unread",
    ),
    "a font in it": (docx({"word/fonts/font1.odttf": b"\0" * 99}), ""),
}
TABLES: dict[str, tuple[bytes, str]] = {
    "nothing": (table("<c><v>12</v></c>"), ""),
    "a number as a number": (table(f"<c><v>{MOBILE}</v></c>"), "mobile"),
    "a number with a power": (table("<c><v>1.3800138000E10</v></c>"), "mobile"),
    "a number with a point": (table(f"<c><v>{MOBILE}.0</v></c>"), "mobile"),
    "a fraction": (table("<c><v>0.13800138000</v></c>"), ""),
    "a number without end": (table("<c><v>1.0E999999999</v></c><c><v>1.e</v></c>"), ""),
    "an identity number that was rounded": (
        table("<c><v>1.1010519491231E+17</v></c>"),
        "id_number",
    ),
    "a large sum": (table("<c><v>9.12345678901234E+17</v></c>"), ""),
    "two cells are two": (table("<c><v>138</v></c><c><v>00138000</v></c>"), ""),
    "an index of shared strings": (table('<c t="s"><v>0</v></c>', "<si><t>十</t></si>"), ""),
    "a shared string": (table("", f"<si><t>{NUMBER}</t></si>"), "id_number"),
    "a shared string in pieces": (
        table("", "<si><r><t>138</t></r><r><rPr/><t>00138000</t></r></si>"),
        "mobile",
    ),
    "a string in the cell": (
        table('<c t="inlineStr"><is><r><t>138</t></r><r><t>00138000</t></r></is></c>'),
        "mobile",
    ),
    "what a formula says": (table(f'<c t="str"><v>+86{MOBILE}</v></c>'), "mobile"),
    "a formula": (xlsx(formula=f"HYPERLINK(&quot;tel:{MOBILE}&quot;)"), "mobile"),
    "a note at a cell": (
        xlsx({"xl/comments1.xml": "<c><text><r><t>138</t></r><r><t>00138000</t></r></text></c>"}),
        "mobile",
    ),
    "the name of a sheet": (
        xlsx({"xl/x.xml": f'<sheets><sheet name="林 {MOBILE}"/></sheets>'}),
        "mobile",
    ),
    "what a pivot table kept": (
        xlsx({"xl/pivotCache/p.xml": f'<items><s v="{NUMBER}"/></items>'}),
        "id_number",
    ),
}
PDFS: dict[str, tuple[bytes, str]] = {
    "nothing": (told_pdf("Hotline 021-5550-0117"), ""),
    "an empty page": (PDF, ""),
    "a number": (told_pdf("one", f"call {MOBILE}"), "mobile"),
    "an identity number": (told_pdf(f"No. {NUMBER}."), "id_number"),
    "an identity number that is wrapped": (told_pdf("110105194912\n31002X"), "id_number"),
    "two lines of figures": (told_pdf("138\n00138000"), ""),
    "lines without words": (told_pdf(""), "unread"),
    "letters by their number": (told_pdf("abcd", font=BY_NUMBER), "unread"),
    "letters as drawings": (told_pdf("abcd", font=DRAWINGS), "unread"),
}


@pytest.mark.parametrize("what", DOCUMENTS)
def test_a_document_is_read(what: str) -> None:
    content, found = DOCUMENTS[what]

    assert stand(content) == found


@pytest.mark.parametrize("what", TABLES)
def test_a_table_is_read(what: str) -> None:
    content, found = TABLES[what]

    assert stand(content) == found


@pytest.mark.parametrize("what", PDFS)
def test_a_pdf_is_read(what: str) -> None:
    content, found = PDFS[what]

    assert stand(content) == found


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_a_paper_of_our_own_is_read_in_its_own_letters(form: str) -> None:
    body = f"<p>请打{MOBILE}找小林，热线 {HOTLINE}。</p>"
    paper = Paper("通知", blocks_of(body), ("办公室",), date(2026, 11, 10))

    assert stand(make(paper, form).content) == "mobile"


RESOURCES = b"/Resources<</XObject<</X1 4 0 R>>>>"
PICTURE = b"<</Subtype/Image/Width 1/Height 1/Length 0>>stream\n\nendstream"
FORM = b"<</Subtype/Form/Resources<</XObject<</X 5 0 R/Y 4 0 R>>>>/Length 0>>stream\n\nendstream"
EMPTY_FORM = b"<</Subtype/Form/Length 0>>stream\n\nendstream"


@pytest.mark.parametrize(
    ("drawn", "found"),
    [([PICTURE], "unread"), ([FORM, PICTURE], "unread"), ([FORM, EMPTY_FORM], "")],
    ids=["a picture", "a picture in a form", "a form that draws itself"],
)
def test_a_picture_on_a_page_is_not_read(drawn: list[bytes], found: str) -> None:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]" + RESOURCES + b">>"
    pages = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"

    assert stand(samples.numbered([b"<</Type/Catalog/Pages 2 0 R>>", pages, page, *drawn])) == found


@pytest.mark.parametrize(
    "beside",
    [
        f"/Annots[<</Type/Annot/Subtype/Text/Contents({MOBILE})>>]",
        f"/Annots[<</Type/Annot/Subtype/Link/A<</S/URI/URI(tel:{MOBILE})>>>>]",
        f"/Annots[<</Type/Annot/Subtype/Widget/FT/Tx/V({MOBILE})>>]",
    ],
)
def test_what_stands_beside_the_pages_of_a_pdf_is_read(beside: str) -> None:
    assert stand(samples.pdf_with(beside.encode())) == "mobile"


@pytest.mark.parametrize("kind", ["png", "jpg"])
def test_a_picture_is_not_read(kind: str) -> None:
    assert read(kind, BytesIO(png())) == "unread"


def test_pages_beyond_the_budget_are_said_to_be_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "PAGES_MAX", 2)

    assert stand(told_pdf("one", f"call {MOBILE}")) == "mobile"
    assert stand(told_pdf("one", "two", f"call {MOBILE}")) == "unread"


@pytest.mark.parametrize("fault", [Spent, MemoryError, RecursionError, KeyError])
def test_what_breaks_off_keeps_what_was_found(
    fault: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = iter([MOBILE])

    def extract_text(_page: object) -> str:
        for words in pages:
            return words
        raise fault

    monkeypatch.setattr(reading.PageObject, "extract_text", extract_text)

    assert read("pdf", BytesIO(told_pdf("a", "b"))) == "mobile unread"


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("docx", b"no archive"),
        ("docx", zipped({"word/document.xml": "<a><b></a>"})),
        ("docx", zipped({"word/document.xml": '<?xml version="1.0" encoding="none-1"?><a/>'})),
        ("pdf", b"no pdf"),
    ],
)
def test_what_cannot_be_read_is_unread(kind: str, content: bytes) -> None:
    assert read(kind, BytesIO(content)) == "unread"


def test_a_long_line_is_read_piece_by_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wording, "LINE_MAX", 100)
    told: list[str] = []
    long = "字" * 95 + MOBILE + "字" * 500
    part = samples.document(paragraph(*[long[at : at + 7] for at in range(0, len(long), 7)]))
    outside = f"<a>{long}</a>".encode()

    wording.read(part.encode(), BytesIO(), told.append)
    wording.read(outside[:50], BytesIO(outside[50:]), told.append)

    assert sum(MOBILE in line for line in told) >= 2
    assert max(map(len, told)) < 1000


def test_every_answer_is_known() -> None:
    assert len(STANDS) == 8
    assert [numbers_in(one) for one in ("", "unread", "id_number mobile unread")] == [
        (),
        (),
        ("id_number", "mobile"),
    ]
