"""With which strokes is every DOCX written: a line, a run of words, a rule, a table's widths?

The faces are named as the standard has them (仿宋_GB2312, 方正小标宋简体); a machine without them
takes its own.
"""

from __future__ import annotations

import math
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor

from hongbang.documents.rules import paper as measures

FANGSONG, SONG, HEI, KAI = "仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312"
LATIN = "Times New Roman"
RED = RGBColor.from_string(measures.RED.removeprefix("#").upper())
PITCH = Pt(measures.pitch_pt())
INDENT = Mm(float(2 * measures.ADVANCE))
CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT


def write_line(
    document: Any,
    words: str,
    face: str,
    size: float,
    *,
    align: WD_ALIGN_PARAGRAPH | None = None,
    indent: Length | None = None,
    first: Length | None = None,
    right: Length | int | None = None,
    before: Length | None = None,
    red: bool = False,
    bold: bool = False,
    exact: bool = True,
    keep: bool = False,
) -> Any:
    """Write one paragraph on the grid of lines."""
    line = document.add_paragraph()
    shape = line.paragraph_format
    shape.space_before, shape.space_after = before or Pt(0), Pt(0)
    if exact and size <= measures.SIZE_3_PT:
        shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, PITCH
    shape.alignment, shape.left_indent, shape.first_line_indent = align, indent, first
    shape.right_indent, shape.keep_with_next = right, keep
    write_run(line, words, face, size, red=red, bold=bold)
    return line


def write_field(line: Any, field: str, face: str, size: float) -> None:
    """Write what Word counts itself, such as PAGE."""
    run = write_run(line, "", face, size)
    for kind, words in (("begin", ""), ("", f" {field} "), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.set(qn("xml:space"), "preserve")
            part.text = words
        run._r.append(part)  # noqa: SLF001 - python-docx has no door to fields


def write_run(
    line: Any, words: str, face: str, size: float, *, red: bool = False, bold: bool = False
) -> Any:
    """Write words of one face and size at the end of a paragraph."""
    run = line.add_run(words)
    run.font.name, run.font.size, run.font.bold = LATIN, Pt(size), bold
    run.font.color.rgb = RED if red else RGBColor(0, 0, 0)
    properties = run._r.get_or_add_rPr()  # noqa: SLF001 - as above
    properties.rFonts.set(qn("w:eastAsia"), face)
    if size == measures.SIZE_3_PT:  # closer by a little, so that 28 fill a line
        closer = OxmlElement("w:spacing")
        closer.set(qn("w:val"), str(math.floor(measures.tracking_pt() * 20)))
        properties.append(closer)
    return run


def draw_border(line: Any, side: str, kind: str, size: int, colour: str = "000000") -> None:
    """Draw a rule at one side of a paragraph; `size` in eighths of a point."""
    properties = line._p.get_or_add_pPr()  # noqa: SLF001 - python-docx has no door to borders
    borders = properties.find(qn("w:pBdr"))
    if borders is None:
        borders = OxmlElement("w:pBdr")
        properties.append(borders)
    edge = OxmlElement(f"w:{side}")
    for name, value in (("val", kind), ("sz", str(size)), ("space", "4"), ("color", colour)):
        edge.set(qn(f"w:{name}"), value)
    borders.append(edge)
