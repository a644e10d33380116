"""Does a notice go through its states as the table says, and no other way?"""

from __future__ import annotations

from itertools import product

import pytest

from hongbang.kernel.refusal import IllegalMove
from hongbang.notices.rules.lifecycle import NOTICE

LEGAL = {
    ("draft", "publish"): "published",
    ("draft", "discard"): "discarded",
    ("published", "correct"): "corrected",
    ("corrected", "correct"): "corrected",
    ("published", "withdraw"): "withdrawn",
    ("corrected", "withdraw"): "withdrawn",
}


@pytest.mark.parametrize(("state", "move"), list(product(NOTICE.states, NOTICE.moves)))
def test_after_follows_the_table(state: str, move: str) -> None:
    if (state, move) in LEGAL:
        assert NOTICE.after(state, move) == LEGAL[state, move]
    else:
        with pytest.raises(IllegalMove) as refused:
            NOTICE.after(state, move)
        assert refused.value.code == "notices.no_such_move"
