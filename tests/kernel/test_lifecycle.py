"""Does a table of moves answer every question about it?"""

from __future__ import annotations

from itertools import product

import pytest

from hongbang.kernel.lifecycle import Lifecycle
from hongbang.kernel.refusal import IllegalMove

DOOR = Lifecycle(
    "door",
    "shut",
    {
        ("shut", "open"): "open",
        ("open", "close"): "shut",
        ("open", "break"): "broken",
        ("lost", "find"): "open",
    },
)


def test_states_and_moves_are_listed_once_in_order() -> None:
    assert DOOR.states == ("shut", "open", "broken", "lost")
    assert DOOR.moves == ("open", "close", "break", "find")


@pytest.mark.parametrize(("state", "move"), list(product(DOOR.states, DOOR.moves)))
def test_after_leads_where_the_table_says_and_refuses_the_rest(state: str, move: str) -> None:
    if (state, move) in DOOR.table:
        assert DOOR.after(state, move) == DOOR.table[state, move]
        assert move in DOOR.moves_from(state)
    else:
        with pytest.raises(IllegalMove) as refused:
            DOOR.after(state, move)
        assert refused.value.code == "door.no_such_move"
        assert refused.value.params == {"state": state, "move": move}
        assert refused.value.__cause__ is None
        assert move not in DOOR.moves_from(state)


def test_reachable_leaves_out_what_no_walk_finds() -> None:
    assert DOOR.reachable() == frozenset({"shut", "open", "broken"})


def test_diagram_draws_every_move_and_every_end() -> None:
    assert DOOR.diagram().splitlines() == [
        "stateDiagram-v2",
        "    [*] --> shut",
        "    shut --> open: open",
        "    open --> shut: close",
        "    open --> broken: break",
        "    lost --> open: find",
        "    broken --> [*]",
    ]
