"""Are the changes of a correction told completely?"""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hongbang.notices.rules.changes import LONG, Piece, changes

LINES = st.lists(st.text("一二三四五 ab", min_size=1, max_size=12), max_size=6)


@given(LINES)
def test_changes_of_equal_texts_are_none(lines: list[str]) -> None:
    assert changes(lines, lines) == []


@given(LINES, LINES)
def test_changes_hold_every_line_that_went_or_came(before: list[str], after: list[str]) -> None:
    told = changes(before, after)

    was = ["".join(piece.text for piece in line if piece.kind != "new") for line in told]
    now = ["".join(piece.text for piece in line if piece.kind != "gone") for line in told]
    assert all(line in before for line in was if line)
    assert all(line in after for line in now if line)
    assert set(after) - set(before) <= set(now)
    assert set(before) - set(after) <= set(was)


def test_changes_of_a_very_long_line_are_told_whole() -> None:
    old, new = "一" * (LONG + 1), "一" * LONG

    assert changes([old], [new]) == [[Piece("gone", old), Piece("new", new)]]
    assert changes([new], [new[1:]]) == [[Piece("same", new[1:]), Piece("gone", "一")]]


def test_changes_where_lines_were_added_are_told_line_by_line() -> None:
    assert changes(["一"], ["二", "三"]) == [
        [Piece("gone", "一")],
        [Piece("new", "二")],
        [Piece("new", "三")],
    ]
