"""How is typed content written as DOCX, to be opened and edited in Word or LibreOffice?"""

from __future__ import annotations

from datetime import UTC, datetime, time
from io import BytesIO
from typing import Any

import segno
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt

from hongbang.documents.exports.forms import write_form
from hongbang.documents.exports.strokes import (
    CENTRE,
    FANGSONG,
    HEI,
    INDENT,
    KAI,
    LATIN,
    PITCH,
    RIGHT,
    SONG,
    draw_border,
    write_field,
    write_line,
    write_run,
)
from hongbang.documents.rules import paper as measures
from hongbang.documents.rules.content import (
    Block,
    Certificate,
    Content,
    Form,
    Grid,
    Heading,
    Item,
    Letter,
    Paper,
    Paragraph,
    Sheet,
)

FACE_OF_LEVEL = {1: HEI, 2: KAI}


def docx(content: Content) -> bytes:
    """Write content as DOCX."""
    document = Document()
    _stamp(document, content)
    match content:
        case Paper():
            _paper(document, content)
        case Letter():
            _letter(document, content)
        case Sheet():
            _sheet(document, content)
        case Certificate():
            _certificate(document, content)
        case Form():
            write_form(document, content)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _stamp(document: Any, content: Content) -> None:
    """Name the title and nothing about the machine or the person that made the file."""
    told = document.core_properties
    honour = content.honour if isinstance(content, Certificate) else content.title
    told.title, told.author, told.comments, told.last_modified_by = honour, "", "", ""
    spoken = document.styles.element.find(qn("w:docDefaults")).find(f".//{qn('w:lang')}")
    spoken.set(qn("w:eastAsia"), "zh-CN")  # else signs are set as in Taiwan or Japan
    day = getattr(content, "dated", None)
    told.created = told.modified = datetime.combine(day, time(4), tzinfo=UTC) if day else EPOCH


EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


def _paper(document: Any, content: Paper) -> None:
    _formal_page(document)
    heads = [line for line in content.head.split("\n") if line]
    if len(heads) > 1:
        _joint_head(document, heads)
    for line in heads if len(heads) == 1 else ():
        size = min(36.0, 397.0 / len(line))
        write_line(document, line, SONG, size, align=CENTRE, red=True, bold=True, before=Mm(35))
    if heads:
        write_line(document, "", FANGSONG, measures.SIZE_3_PT)
    if content.number:
        number = write_line(document, content.number, FANGSONG, measures.SIZE_3_PT, align=CENTRE)
        if heads:
            _red_rule(number)
            write_line(document, "", FANGSONG, measures.SIZE_3_PT)
    _title(document, content.title)
    if content.addressee:
        write_line(document, content.addressee, FANGSONG, measures.SIZE_3_PT)
    _blocks(document, content.blocks)
    _attachments(document, content.attachments)
    _signatures(document, content)
    if content.note:
        write_line(document, f"（{content.note}）", FANGSONG, measures.SIZE_3_PT, indent=INDENT)
    _imprint(document, content)


def _joint_head(document: Any, heads: list[str]) -> None:
    """Set the names of bodies that issue together, spread to one width, the last word beside."""
    *names, word = heads
    size = min(29.0, 290.0 / max(map(len, names)))
    write_line(document, "", FANGSONG, 1, before=Mm(33))
    table = document.add_table(rows=1, cols=2)
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    left, right = table.rows[0].cells
    wide = Pt(size * (max(map(len, names)) + 1))
    for column, cell, width in zip(table.columns, (left, right), (wide, Pt(size * 4)), strict=True):
        column.width = cell.width = width
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    for place, name in enumerate(names):
        line = left.paragraphs[0] if place == 0 else left.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.DISTRIBUTE
        line.paragraph_format.space_after = Pt(4)
        write_run(line, name, SONG, size, red=True, bold=True)
    write_run(right.paragraphs[0], word, SONG, size, red=True, bold=True)


def _letter(document: Any, content: Letter) -> None:
    _formal_page(document)
    head = write_line(
        document,
        content.sender,
        SONG,
        min(34.0, 425.0 / len(content.sender)),
        align=CENTRE,
        red=True,
        bold=True,
    )
    _red_rule(head)
    if content.number:
        write_line(document, content.number, FANGSONG, measures.SIZE_3_PT, align=RIGHT)
    write_line(document, "", FANGSONG, measures.SIZE_3_PT)
    _title(document, content.title)
    write_line(document, content.addressee, FANGSONG, measures.SIZE_3_PT)
    _blocks(document, content.blocks)
    _attachments(document, content.attachments)
    write_line(document, "", FANGSONG, measures.SIZE_3_PT, keep=True)
    for words in (content.sender, measures.day_words(content.dated)):
        write_line(
            document, words, FANGSONG, measures.SIZE_3_PT, align=RIGHT, keep=True, right=2 * INDENT
        )
    if content.contact:
        write_line(document, f"（{content.contact}）", FANGSONG, measures.SIZE_3_PT, indent=INDENT)


def _sheet(document: Any, content: Sheet) -> None:
    section = document.sections[0]
    wide, tall = Mm(measures.PAGE[0]), Mm(measures.PAGE[1])
    if content.is_landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        wide, tall = tall, wide
    section.page_width, section.page_height = wide, tall
    section.left_margin = section.right_margin = section.top_margin = Mm(20)
    section.bottom_margin = Mm(18)
    write_line(document, content.title, SONG, 20, align=CENTRE, bold=True, exact=False)
    if content.note:
        write_line(document, content.note, FANGSONG, 10.5, align=RIGHT, exact=False)
    _grid(document, content.grid, 10.5)


def _certificate(document: Any, content: Certificate) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(measures.PAGE[1]), Mm(measures.PAGE[0])
    section.left_margin = section.right_margin = Mm(30)
    section.top_margin, section.bottom_margin = Mm(22), Mm(16)
    whom = "你们" if content.is_team else "你"
    write_line(document, "荣 誉 证 书", SONG, 46, align=CENTRE, red=True, bold=True, exact=False)
    place = f"{content.edition}　{content.place}"
    write_line(document, place, SONG, 14, align=CENTRE, red=True, exact=False)
    wide, narrow = Pt(26), Pt(10)
    write_line(document, content.unit, SONG, 18, bold=True, exact=False, before=wide)
    write_line(document, f"{content.team}：", SONG, 18, bold=True, exact=False, before=narrow)
    granted = f"经推荐、评审、公示，授予{whom}"
    write_line(document, granted, SONG, 17, indent=INDENT, exact=False, before=narrow)
    write_line(
        document, content.honour, SONG, 24, indent=INDENT, bold=True, exact=False, before=narrow
    )
    write_line(document, "称号，特发此证。", SONG, 17, indent=INDENT, exact=False, before=narrow)
    write_line(document, "", SONG, 17, exact=False)
    seals = Grid(content.seals[: len(content.hosts)], (content.hosts,))
    _grid(document, seals, 12, with_rules=False)
    write_line(
        document, measures.formal_day_words(content.dated), SONG, 14, align=RIGHT, exact=False
    )
    valid = f"{measures.day_words(content.dated)}至{measures.day_words(content.valid_until)}"
    foot = f"编号 {content.number}　查验 {content.verify_at}　有效期 {valid}"
    last = write_line(document, foot, HEI, 9, exact=False)
    if content.proof:
        last = write_line(document, f"授予名单指纹 {content.proof}", HEI, 7, exact=False)
    code = BytesIO()
    segno.make(content.verify_at, error="m").save(code, kind="png", scale=6, border=4)
    code.seek(0)
    last.add_run().add_picture(code, width=Mm(22))


def _formal_page(document: Any) -> None:
    """Set the type area, the grid of 22 lines of 28 characters, and page numbers."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(measures.PAGE[0]), Mm(measures.PAGE[1])
    section.top_margin, section.left_margin = Mm(measures.TOP), Mm(measures.LEFT)
    section.right_margin = Mm(measures.PAGE[0] - measures.LEFT - measures.AREA[0])
    section.bottom_margin = Mm(measures.PAGE[1] - measures.TOP - measures.AREA[1])
    section.footer_distance = Mm(25)
    grid = section._sectPr.find(qn("w:docGrid"))  # noqa: SLF001 - python-docx has no door to it
    if grid is None:
        grid = OxmlElement("w:docGrid")
        section._sectPr.append(grid)  # noqa: SLF001 - as above
    grid.set(qn("w:type"), "lines")  # characters stand by their own spacing: see write_run
    grid.set(qn("w:linePitch"), str(round(measures.pitch_pt() * 20)))
    document.settings.odd_and_even_pages_header_footer = True
    _number(section.footer, RIGHT)
    _number(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)
    plain = document.styles["Normal"]
    plain.font.size, plain.font.name = Pt(measures.SIZE_3_PT), LATIN
    plain.element.rPr.rFonts.set(qn("w:eastAsia"), FANGSONG)


def _number(footer: Any, align: WD_ALIGN_PARAGRAPH) -> None:
    """Write — 1 — at the outer edge, one character in (7.5)."""
    footer.is_linked_to_previous = False
    line = footer.paragraphs[0]
    line.alignment = align
    line.paragraph_format.left_indent = line.paragraph_format.right_indent = Pt(measures.SIZE_4_PT)
    write_run(line, "— ", FANGSONG, measures.SIZE_4_PT)
    write_field(line, "PAGE", FANGSONG, measures.SIZE_4_PT)
    write_run(line, " —", FANGSONG, measures.SIZE_4_PT)


def _title(document: Any, title: str) -> None:
    words = "\n".join(measures.title_lines(title))
    line = write_line(
        document, words, SONG, measures.SIZE_2_PT, align=CENTRE, bold=True, exact=False
    )
    line.style = document.styles["Title"]
    line.paragraph_format.space_after = PITCH
    _plain_borders(line)


def _plain_borders(line: Any) -> None:
    """Take away the rule that Word draws under its own titles."""
    properties = line._p.get_or_add_pPr()  # noqa: SLF001 - python-docx has no door to borders
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    bottom.set(qn("w:val"), "nil")
    borders.append(bottom)
    properties.append(borders)


def _blocks(document: Any, blocks: tuple[Block, ...]) -> None:
    for block in blocks:
        match block:
            case Paragraph(text):
                write_line(document, text, FANGSONG, measures.SIZE_3_PT, first=INDENT)
            case Heading(text, level):
                face = FACE_OF_LEVEL.get(level, FANGSONG)
                write_line(document, text, face, measures.SIZE_3_PT, first=INDENT, keep=True)
            case Item(text, mark):
                write_line(document, f"{mark} {text}", FANGSONG, measures.SIZE_3_PT, first=INDENT)
            case Grid():
                _grid(document, block, 12)


def _attachments(document: Any, attachments: tuple[str, ...]) -> None:
    if attachments:
        write_line(document, "", FANGSONG, measures.SIZE_3_PT)
    for lead, title in measures.attachment_lines(attachments) if attachments else ():
        words = f"{lead or '　　　'}{title}"
        write_line(document, words, FANGSONG, measures.SIZE_3_PT, indent=INDENT)


def _signatures(document: Any, content: Paper) -> None:
    """Leave room for the seals; names and date stay on one page (7.3.5)."""
    rows = measures.seal_rows(content.issuers)
    day = measures.day_words(content.dated)
    write_line(document, "", FANGSONG, measures.SIZE_3_PT, keep=True)
    if len(content.issuers) > 1:
        for row in rows:
            seats = Grid(tuple("　" for _ in row), (tuple(row),))
            _grid(document, seats, measures.SIZE_3_PT, with_rules=False, height=Mm(14))
    elif content.issuers:
        write_line(document, "", FANGSONG, measures.SIZE_3_PT, keep=True)
        write_line(
            document,
            content.issuers[0],
            FANGSONG,
            measures.SIZE_3_PT,
            align=RIGHT,
            keep=True,
            right=2 * INDENT,
        )
    write_line(document, day, FANGSONG, measures.SIZE_3_PT, align=RIGHT, right=2 * INDENT)


def _imprint(document: Any, content: Paper) -> None:
    if not (content.copies_to or content.printed_by):
        return
    day = f"{measures.day_words(content.dated)}印发"
    lines = [f"抄送：{content.copies_to}。"] if content.copies_to else []
    lines.append(f"{content.printed_by}　　{day}")
    for words in lines:
        line = write_line(document, words, FANGSONG, measures.SIZE_4_PT, exact=False)
        draw_border(line, "top", "single", 8)
    draw_border(line, "bottom", "single", 8)


def _grid(
    document: Any, grid: Grid, size: float, *, with_rules: bool = True, height: Length | None = None
) -> None:
    if grid.title:
        write_line(document, grid.title, HEI, size, align=CENTRE, exact=False, keep=True)
    table = document.add_table(rows=0, cols=len(grid.heads))
    if with_rules:
        table.style = "Table Grid"
    for place, row in enumerate([grid.heads, *grid.rows]):
        cells = table.add_row().cells
        for cell, words in zip(cells, row, strict=True):
            line = cell.paragraphs[0]
            line.paragraph_format.line_spacing = 1.2
            if not with_rules:
                line.alignment = CENTRE
            write_run(line, words, HEI if with_rules and place == 0 else FANGSONG, size)
        if height is not None:
            table.rows[-1].height = height
    if with_rules:
        _repeat(table.rows[0])
    _set_widths(document, table, grid)


def _set_widths(document: Any, table: Any, grid: Grid) -> None:
    section = document.sections[0]
    room = section.page_width - section.left_margin - section.right_margin
    widths = grid.widths or (1,) * len(grid.heads)
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = room * width // sum(widths)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = room * width // sum(widths)


def _repeat(row: Any) -> None:
    """Repeat the head of a table on each page."""
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no door to it
    properties.append(OxmlElement("w:tblHeader"))


def _red_rule(line: Any) -> None:
    draw_border(line, "bottom", "single", 12, measures.RED.removeprefix("#").upper())
