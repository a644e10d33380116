"""Does a table leave as CSV line by line, harmless and whole?"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import UTC, date, datetime

from hongbang.documents.exports import Cell, write_csv


def test_csv_holds_every_cell_as_text_and_none_that_runs() -> None:
    rows: list[list[Cell]] = [
        ["0012345", 42, None, "=1+1"],
        [date(2026, 11, 10), datetime(2026, 11, 10, 16, 30, tzinfo=UTC), 'a"b,c', "一\n＝二"],
    ]

    told = b"".join(write_csv(["甲", "乙", "丙", "丁"], rows)).decode("utf-8-sig")

    assert list(csv.reader(told.splitlines(keepends=True))) == [
        ["甲", "乙", "丙", "丁"],
        ["0012345", "42", "", "'=1+1"],
        ["2026-11-10", "2026-11-11 00:30:00", 'a"b,c', "一\n'＝二"],
    ]


def test_csv_begins_with_its_mark_and_asks_for_rows_one_by_one() -> None:
    asked = []

    def rows() -> Iterator[list[Cell]]:
        for n in range(3):
            asked.append(n)
            yield [n]

    lines = write_csv(["n"], rows())

    assert next(lines) == b"\xef\xbb\xbf"
    assert next(lines) == b"n\r\n"
    assert asked == []
    assert next(lines) == b"0\r\n"
    assert asked == [0]
