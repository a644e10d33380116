"""How is a table written as XLSX or CSV? The one writer of tables in the house."""

from __future__ import annotations

import csv
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from io import BytesIO, StringIO

import xlsxwriter

from hongbang.documents.rules.cells import harmless
from hongbang.kernel.period import BEIJING

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Cell = str | int | date | datetime | None


def write_table(
    title: str, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[Cell]], note: str = ""
) -> BytesIO:
    """Write one sheet: a note on who asked for what, a head, then the rows.

    `columns` are (name, width in characters). Text stays text, identifiers included:
    no formula, no link is ever written.
    """
    out = BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    sheet = book.add_worksheet(title[:31])
    head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#F3EEE3", "text_wrap": True})
    text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    for place, (_, width) in enumerate(columns):
        sheet.set_column(place, place, width)
    sheet.write_string(0, 0, harmless(note))
    for place, (name, _) in enumerate(columns):
        sheet.write_string(1, place, name, head)
    sheet.freeze_panes(2, 0)
    for line, row in enumerate(rows, start=2):
        for place, cell in enumerate(row):
            if isinstance(cell, int) and not isinstance(cell, bool):
                sheet.write_number(line, place, cell)
            else:
                sheet.write_string(line, place, _as_text(cell), text)
    book.close()
    out.seek(0)
    return out


def _as_text(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case datetime():
            return cell.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M:%S")
        case date():
            return cell.isoformat()
        case _:
            return harmless(str(cell))


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """Give a table as CSV line by line, for programs: UTF-8 with its mark, so that Excel reads it.

    Every cell is made harmless as in a sheet; nothing is gathered in memory.
    """
    yield BOM_UTF8
    yield _csv_line(columns)
    for row in rows:
        yield _csv_line(row)


def _csv_line(row: Sequence[Cell]) -> bytes:
    out = StringIO()
    csv.writer(out).writerow(
        cell if isinstance(cell, int) and not isinstance(cell, bool) else _as_text(cell)
        for cell in row
    )
    return out.getvalue().encode()
