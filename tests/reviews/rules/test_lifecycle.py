"""Which moves does a round know, and which a score sheet?"""

from __future__ import annotations

import pytest

from hongbang.kernel.lifecycle import Lifecycle
from hongbang.kernel.refusal import IllegalMove
from hongbang.reviews.rules.lifecycle import COUNTED, OWED, ROUND, SHEET

LEADS = {
    ("open", "close"): "closed",
    ("closed", "reopen"): "open",
    ("assigned", "draft"): "drafted",
    ("drafted", "draft"): "drafted",
    ("drafted", "sign"): "signed",
    ("signed", "unlock"): "drafted",
    ("assigned", "recuse"): "recused",
    ("drafted", "recuse"): "recused",
    ("signed", "recuse"): "recused",
}
EVERY = [(one, state, move) for one in (ROUND, SHEET) for state in one.states for move in one.moves]


@pytest.mark.parametrize(("one", "state", "move"), EVERY)
def test_each_move_leads_where_it_should_or_nowhere(one: Lifecycle, state: str, move: str) -> None:
    if (state, move) in LEADS:
        assert one.after(state, move) == LEADS[state, move]
        return
    with pytest.raises(IllegalMove) as refused:
        one.after(state, move)
    assert refused.value.code == f"{one.name}.no_such_move"


def test_only_signed_sheets_count_and_others_are_owed_but_for_the_recused() -> None:
    assert {*COUNTED, *OWED, "recused"} == set(SHEET.states)
    assert not set(COUNTED) & set(OWED)
