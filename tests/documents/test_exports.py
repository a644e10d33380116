"""Does a table come out of a spreadsheet as the very text that went in?"""

from __future__ import annotations

import zipfile
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from hongbang.documents.exports import Cell, write_table
from hongbang.documents.rules.cells import harmless

COLUMNS = [("编号", 18), ("名称", 30)]
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"))


def reopened(out: BytesIO) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(out).get_sheet_by_index(0).to_python()


def test_a_table_begins_with_who_asked_and_a_head() -> None:
    out = write_table("通知公告", COLUMNS, [("1", "一")], "林知远 导出")

    book = CalamineWorkbook.from_filelike(out)
    assert book.sheet_names == ["通知公告"]
    assert book.get_sheet_by_index(0).to_python() == [
        ["林知远 导出", ""],
        ["编号", "名称"],
        ["1", "一"],
    ]


def test_every_kind_of_cell_keeps_its_meaning() -> None:
    cells: list[Cell] = [
        *("0012345", 42, None, "=1+1", True),
        *(date(2026, 11, 10), datetime(2026, 11, 10, 16, 30, tzinfo=UTC)),
    ]

    out = write_table("格", [(str(n), 9) for n in range(len(cells))], [cells])

    assert reopened(out)[-1] == [
        *("0012345", 42, "", "'=1+1", "True"),
        *("2026-11-10", "2026-11-11 00:30:00"),
    ]


def test_no_formula_and_no_link_is_ever_written() -> None:
    far = "http://evil.example"
    live = [f'=HYPERLINK("{far}")', far, "＝cmd|' /C calc'!A0", "12"]

    out = write_table("活", COLUMNS, [(text, text) for text in live], "=1+1")

    with zipfile.ZipFile(out) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        names = book.namelist()
    assert (sheet.count("<f>"), sheet.count("<hyperlink")) == (0, 0)
    assert [name for name in names if "_rels/sheet" in name or "vba" in name] == []
    out.seek(0)
    assert [row[0] for row in reopened(out)[2:]] == [harmless(text) for text in live]


@settings(deadline=None)  # a whole workbook each time
@given(st.lists(TEXT, min_size=1, max_size=5))
def test_text_goes_there_and_back(texts: list[str]) -> None:
    rows = [(text, "尾") for text in texts]

    back = reopened(write_table("往返", COLUMNS, rows, "注"))

    assert [row[0] for row in back[2:]] == [harmless(text) for text in texts]


def test_a_long_title_is_cut_to_what_a_sheet_may_be_called() -> None:
    book = CalamineWorkbook.from_filelike(write_table("长" * 40, COLUMNS, []))

    assert book.sheet_names == ["长" * 31]
