"""How is a blank form written as DOCX: boxes of twelve columns, to be filled in on a screen?"""

from __future__ import annotations

from typing import Any

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt

from hongbang.documents.exports.strokes import (
    CENTRE,
    FANGSONG,
    HEI,
    RIGHT,
    SONG,
    write_field,
    write_line,
    write_run,
)
from hongbang.documents.rules import paper as measures
from hongbang.documents.rules.content import COLUMNS, Box, Form, Part

SIDES = Mm(20)
LINE = Mm(7.6)  # room for one line of handwriting
SIZE = 10.5
SHADE = "F4F1EA"


def write_form(document: Any, content: Form) -> None:
    """Write a blank form."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(measures.PAGE[0]), Mm(measures.PAGE[1])
    section.left_margin = section.right_margin = SIDES
    section.top_margin = section.bottom_margin = Mm(18)
    if content.mark:
        write_line(document, content.mark, HEI, 12, exact=False)
    title = write_line(document, content.title, SONG, 18, align=CENTRE, bold=True, exact=False)
    title.paragraph_format.space_before = Pt(8)
    if content.subtitle:
        write_line(document, content.subtitle, FANGSONG, 12, align=CENTRE, exact=False)
    for note in content.notes:
        write_line(document, note, FANGSONG, 9.5, exact=False)
    for part in content.parts:
        _write_part(document, part)
    _number(section.footer)


def _number(footer: Any) -> None:
    """Write which page this is, of how many: loose sheets are put in order again by it."""
    line = footer.paragraphs[0]
    line.alignment = CENTRE
    write_field(line, "PAGE", FANGSONG, SIZE)
    write_run(line, " / ", FANGSONG, SIZE)
    write_field(line, "NUMPAGES", FANGSONG, SIZE)


def _write_part(document: Any, part: Part) -> None:
    before = Pt(10)
    if part.title:
        write_line(document, part.title, HEI, 12, exact=False, keep=True, before=before)
    elif document.tables:  # Word joins tables that nothing stands between
        write_line(document, "", FANGSONG, 6, exact=False)
    table = document.add_table(rows=len(part.rows), cols=COLUMNS)
    table.style, table.autofit = "Table Grid", False
    width = (Mm(measures.PAGE[0]) - 2 * SIDES) // COLUMNS
    for column in table.columns:
        column.width = width
    for row, boxes in zip(table.rows, part.rows, strict=True):
        row.height_rule = WD_ROW_HEIGHT_RULE.AT_LEAST
        row.height = Length(max(box.lines for box in boxes) * LINE)
        _keep_whole(row)
        at = 0
        for box in boxes:
            cell = row.cells[at]
            if box.span > 1:
                cell = cell.merge(row.cells[at + box.span - 1])
            cell.width = width * box.span
            _write_box(cell, box)
            at += box.span


def _write_box(cell: Any, box: Box) -> None:
    line = cell.paragraphs[0]
    write_run(line, box.words, HEI if box.is_label else FANGSONG, SIZE)
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    if box.is_label:
        line.alignment = CENTRE
        _shade(cell)
    if box.foot:
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.TOP
        foot = cell.add_paragraph()
        foot.alignment = RIGHT
        foot.paragraph_format.space_before = Length(max(box.lines - 2, 0) * LINE)
        write_run(foot, box.foot, FANGSONG, SIZE)


def _shade(cell: Any) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", SHADE)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001 - python-docx has no door to shades


def _keep_whole(row: Any) -> None:
    """Keep a row on one page."""
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no door to it
    properties.append(OxmlElement("w:cantSplit"))
