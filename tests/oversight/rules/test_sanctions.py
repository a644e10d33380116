"""Do sanctions need what they must, and are visits drawn and written fairly?"""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongbang.kernel.refusal import RuleBroken
from hongbang.oversight.rules import draw, sanctions, visiting
from hongbang.oversight.rules.draw import Lot

pytestmark = pytest.mark.once
DAY = date(2026, 11, 10)


@given(st.lists(st.integers(1, 5), min_size=2, max_size=12), st.data())
def test_who_is_drawn_hangs_on_nobody_else(weights: list[int], data: st.DataObject) -> None:
    lots = [Lot(f"H-{place}", weight) for place, weight in enumerate(weights)]
    order = draw.drawn("seed", lots, len(lots))
    without = data.draw(st.sampled_from(order))
    rest = [lot for lot in lots if lot.number != without]

    assert draw.drawn("seed", rest, len(rest)) == tuple(one for one in order if one != without)
    assert draw.drawn("seed", reversed(lots), len(lots)) == order


def test_more_lots_are_drawn_more_often_in_proportion() -> None:
    lots = [Lot("light", 1), Lot("heavy", 4)]
    first = Counter(draw.drawn(f"seed{place}", lots, 1)[0] for place in range(2000))

    assert 0.77 < first["heavy"] / 2000 < 0.83


def test_a_kept_draw_is_drawn_again() -> None:
    lots = [Lot("H-1", 1), Lot("H-2", 3)]
    kept = draw.content("2026", "seed", "公开的开奖", 1, lots)

    assert draw.replayed(kept) == draw.drawn("seed", lots, 1)
    assert draw.digest(kept) != draw.digest(kept | {"size": 2})


def test_a_statement_counts_until_its_last_day() -> None:
    sanctions.check_in_time(DAY, DAY)
    sanctions.check_hearing(False, DAY, date(2026, 11, 11))
    sanctions.check_hearing(False, None, DAY)

    for until in (None, date(2026, 11, 9)):
        with pytest.raises(RuleBroken) as refused:
            sanctions.check_in_time(until, DAY)
        assert refused.value.code == "oversight.hearing_over"
    with pytest.raises(RuleBroken):
        sanctions.check_hearing(False, DAY, DAY)


def test_a_public_sanction_that_ends_nothing_suspends() -> None:
    assert sanctions.offered([{"grade": 2, "is_public": True}]) == ("suspend",)


def test_a_visit_is_due_after_today() -> None:
    assert visiting.check_due(date(2026, 11, 11), DAY) == date(2026, 11, 11)
    with pytest.raises(RuleBroken):
        visiting.check_due(DAY, DAY)
