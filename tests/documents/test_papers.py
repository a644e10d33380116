"""Does a paper measure what GB/T 9704 asks, hold every word, and open elsewhere?"""

from __future__ import annotations

import re
import subprocess
import zipfile
from collections import Counter
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader
from tests.documents import samples

from hongbang.documents.exports import fonts_in_use, make
from hongbang.documents.exports import pdf as press
from hongbang.documents.rules.content import Certificate, Content, Paper, Paragraph
from hongbang.kernel.refusal import RuleBroken

pytestmark = pytest.mark.once
MM = 72 / 25.4


@dataclass(frozen=True)
class Word:
    page: int
    left: float
    top: float
    right: float
    bottom: float
    text: str


def words_of(content: bytes, folder: Path) -> list[Word]:
    """Read where each word stands, in millimetres from the page's corner."""
    path = folder / "paper.pdf"
    path.write_bytes(content)
    command = ["pdftotext", "-bbox", str(path), "-"]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found, page = [], 0
    for line in told.splitlines():
        page += "<page " in line
        hit = re.search(r'xMin="(.+)" yMin="(.+)" xMax="(.+)" yMax="(.+)">(.*)</word>', line)
        if hit:
            left, top, right, bottom = (float(n) / MM for n in hit.groups()[:4])
            found.append(Word(page, left, top, right, bottom, hit[5]))
    return found


def text_of(content: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


# --- the type area


def test_a_full_page_has_22_lines_of_28_characters_where_the_standard_says(tmp_path: Path) -> None:
    full = Paper("题", (Paragraph(samples.FULL * 60),), (), samples.DAY, with_seals=False)

    words = [word for word in words_of(make(full, "pdf").content, tmp_path) if "甲甲" in word.text]

    second = [word for word in words if word.page == 2]
    assert len(second) == 22
    assert {len(word.text) for word in second} == {28}
    assert {round(word.left, 1) for word in second} == {28.0}
    assert all(abs(word.right - (28 + 156)) < 0.3 for word in second)
    tops = [word.top for word in second]
    pitches = [after - before for before, after in pairwise(tops)]
    assert all(abs(pitch - 225 / 22) < 0.02 for pitch in pitches)
    assert second[0].top >= 37 - 1.5  # the face's own box stands a little above its line
    assert second[-1].bottom <= 37 + 225 + 0.5


def test_the_first_line_is_indented_by_two_characters(tmp_path: Path) -> None:
    words = words_of(make(samples.PAPER, "pdf").content, tmp_path)
    first = next(word for word in words if word.text.startswith("各单位把"))

    assert abs(first.left - (28 + 2 * 156 / 28)) < 0.1


def test_page_numbers_stand_outside_below_the_type_area(tmp_path: Path) -> None:
    words = words_of(make(samples.PAPER, "pdf").content, tmp_path)
    figures = [word for word in words if word.top > 37 + 225 and word.text in {"1", "2", "3", "4"}]

    assert [word.text for word in figures] == ["1", "2", "3", "4"]
    assert [word.left > 105 for word in figures] == [True, False, True, False]
    assert all(abs(word.top - (37 + 225 + 7)) < 3 for word in figures)
    dashes = [word for word in words if word.top > 37 + 225 and word.text == "—"]
    assert len(dashes) == 8


def test_the_red_head_and_its_rule_are_where_the_standard_says(tmp_path: Path) -> None:
    words = words_of(make(samples.PLAIN, "pdf").content, tmp_path)
    head = next(word for word in words if word.text == samples.PLAIN.head)
    number = next(word for word in words if word.text.startswith("沪质协"))

    assert abs(head.top - (37 + 35)) < 4
    assert abs((head.left + head.right) / 2 - (28 + 78)) < 0.5
    assert number.top > head.bottom
    page = PdfReader(BytesIO(make(samples.PLAIN, "pdf").content)).pages[0]
    drawn = page.get_contents()
    assert drawn is not None
    assert re.search(rb"0\.78\d* 0 0\.04\d* (?:rg|RG|scn|SCN)", drawn.get_data())


def test_the_date_stands_four_characters_from_the_right(tmp_path: Path) -> None:
    words = words_of(make(samples.PLAIN, "pdf").content, tmp_path)
    day = next(word for word in words if word.text == "2016年10月17日")

    assert abs(day.right - (28 + 156 - 4 * 156 / 28)) < 0.5


def test_signatures_are_not_torn_from_the_date(tmp_path: Path) -> None:
    for lines in range(12, 24):
        long = replace(samples.PAPER, blocks=(Paragraph(samples.FULL * lines),))
        words = words_of(make(long, "pdf").content, tmp_path)
        day = next(word for word in words if word.text == "2016年10月17日")
        signed = [w for w in words if w.text in samples.HOSTS and w.page == day.page]

        assert {word.text for word in signed} == set(samples.HOSTS)


# --- every word


@pytest.mark.parametrize("name", samples.ALL)
@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_every_word_is_there(name: str, form: str) -> None:
    content = samples.ALL[name]
    made = make(content, form)

    text = text_of(made.content) if form == "pdf" else docx_text(made.content)
    told = re.sub(r"\s", "", text)
    for words in wanted(content):
        assert re.sub(r"\s", "", words) in told, words


def wanted(content: Content) -> list[str]:
    if isinstance(content, Certificate):
        return [content.unit, content.team, content.honour, content.number, *content.hosts]
    words = [content.title.split("“")[0]]
    words += [getattr(content, name, "") for name in ("number", "addressee", "note", "sender")]
    words += [*getattr(content, "attachments", ()), *getattr(content, "issuers", ())]
    grids = [block for block in getattr(content, "blocks", ()) if hasattr(block, "rows")]
    grids += [content.grid] if hasattr(content, "grid") else []
    words += [cell for grid in grids for row in (grid.heads, *grid.rows) for cell in row]
    words += [block.text for block in getattr(content, "blocks", ()) if hasattr(block, "text")]
    return [word for word in words if word and len(word) < 60]


def docx_text(content: bytes) -> str:
    with zipfile.ZipFile(BytesIO(content)) as parts:
        names = [name for name in parts.namelist() if re.match(r"word/(document|footer\d)", name)]
        whole = "".join(parts.read(name).decode() for name in names)
    return re.sub(r"<[^>]+>", "", whole)


def test_no_word_is_ever_read_as_markup() -> None:
    evil = '#panic("x") $x^2$ *b* _i_ = h // c [ ] @ref <a> \\ #import "base.typ": d'
    paper = Paper(evil, (Paragraph(evil),), (evil,), samples.DAY, number=evil, addressee=evil)

    text = re.sub(r"\s", "", text_of(make(paper, "pdf").content))

    assert text.count(re.sub(r"\s", "", evil)) == 5


def test_rare_characters_of_gb_18030_are_set() -> None:
    rare = "㐀䶮𠮷𡋾犇骉鱻龘·啊Ａ１"

    assert rare in text_of(make(replace(samples.PLAIN, addressee=rare), "pdf").content)


# --- fonts


def test_a_missing_character_is_no_silent_gap() -> None:
    paper = replace(samples.PLAIN, addressee="各区\U0001f600：")

    with pytest.raises(RuleBroken) as lacking:
        make(paper, "pdf")

    assert (lacking.value.code, lacking.value.params) == (
        "documents.no_sign",
        {"sign": "\U0001f600"},
    )


def test_without_fonts_nothing_is_made(settings: object, tmp_path: Path) -> None:
    settings.HONGBANG_FONTS = (tmp_path,)  # type: ignore[attr-defined]
    press._press.cache_clear()

    with pytest.raises(RuleBroken) as refused:
        make(samples.PLAIN, "pdf")

    assert refused.value.code == "documents.no_font"
    assert "apt-get install -y fonts-noto-cjk" in str(refused.value.params["fonts"])

    press._press.cache_clear()


def test_a_warning_of_the_press_stops_the_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    compiler, faces = press._press()
    monkeypatch.setattr(press, "_press", lambda: (compiler, {**faces, "text": "No Such Face"}))

    with pytest.raises(press.FontMissing, match=r"(?i)no such face"):
        press.pdf(samples.PLAIN)


def test_the_fonts_in_use_are_told() -> None:
    assert set(fonts_in_use()) == {"text", "song", "hei", "kai"}
    assert all(fonts_in_use().values())


def test_a_pdf_is_for_the_archive_and_for_screen_readers() -> None:
    read = PdfReader(BytesIO(make(samples.PAPER, "pdf").content))

    root = read.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert root["/Lang"].lower().startswith("zh")  # type: ignore[index]
    assert b"pdfaid:part>2<" in root["/Metadata"].get_object().get_data()  # type: ignore[index]
    assert read.metadata is not None
    assert read.metadata.title == samples.TITLE


def test_the_same_content_gives_the_same_bytes() -> None:
    assert make(samples.PAPER, "pdf").content == make(samples.PAPER, "pdf").content


# --- DOCX


def test_a_docx_has_the_measures_of_the_standard() -> None:
    document = Document(BytesIO(make(samples.PAPER, "docx").content))
    section = document.sections[0]

    assert [round(side.mm) for side in (section.page_width, section.page_height)] == [210, 297]
    assert [round(side.mm) for side in (section.top_margin, section.left_margin)] == [37, 28]
    assert round(section.page_width.mm - section.left_margin.mm - section.right_margin.mm) == 156
    assert round(section.page_height.mm - section.top_margin.mm - section.bottom_margin.mm) == 225
    grid = section._sectPr.find(qn("w:docGrid"))
    assert grid is not None
    assert int(grid.get(qn("w:linePitch"))) == 580
    faces = Counter(node.get(qn("w:eastAsia")) for node in document.element.iter(qn("w:rFonts")))
    assert {"仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312"} <= set(faces)
    assert document.core_properties.title == samples.TITLE
    assert document.core_properties.author == ""


def test_docx_opens_in_libreoffice_with_the_same_words(tmp_path: Path) -> None:
    for name, content in samples.ALL.items():
        (tmp_path / f"{name}.docx").write_bytes(make(content, "docx").content)
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile"]
    command += [
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        *map(str, tmp_path.glob("*.docx")),
    ]

    subprocess.run(command, check=True, capture_output=True, timeout=120)

    for name, content in samples.ALL.items():
        read = PdfReader(tmp_path / f"{name}.pdf")
        told = re.sub(r"\s", "", "".join(page.extract_text() for page in read.pages))
        missing = [w for w in wanted(content) if re.sub(r"\s", "", w) not in told]
        assert missing == [], name
    full = [w for w in words_of((tmp_path / "paper.pdf").read_bytes(), tmp_path) if "甲" in w.text]
    assert max(len(word.text) for word in full) == 28


# --- certificate


def test_a_certificate_is_one_page_and_its_code_can_be_read(tmp_path: Path) -> None:
    read = PdfReader(BytesIO(make(samples.CERTIFICATE, "pdf").content))

    assert len(read.pages) == 1
    box = read.pages[0].mediabox
    assert (round(float(box.width) / MM), round(float(box.height) / MM)) == (297, 210)
    assert samples.CERTIFICATE.verify_at in read.pages[0].extract_text()


@pytest.mark.parametrize("length", [4, 22, 23, 60])
def test_a_long_name_stays_within_its_certificate(length: int, tmp_path: Path) -> None:
    long = replace(samples.CERTIFICATE, unit="上海公交公司" * (length // 6 + 1))

    words = words_of(make(long, "pdf").content, tmp_path)

    assert all(word.right <= 297 - 13 for word in words)
    unit = [word for word in words if "上海公交公司" in word.text]
    assert sum(len(word.text) for word in unit) == len(long.unit)
    assert max(word.bottom for word in unit) < 130
