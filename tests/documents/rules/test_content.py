"""Does typed content refuse what could not be set?"""

from __future__ import annotations

import pytest

from hongbang.documents.rules.content import COLUMNS, Box, Part


def test_a_row_of_a_form_spans_all_columns() -> None:
    whole = Part("", ((Box("甲", 2, is_label=True), Box("", COLUMNS - 2)),))

    assert sum(box.span for box in whole.rows[0]) == COLUMNS
    with pytest.raises(ValueError, match="spans 12 columns"):
        Part("", ((Box("甲", 2), Box("", 9)),))
