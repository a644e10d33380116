"""Are the changes of a correction told completely?"""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hongbang.notices.rules.changes import changes

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
