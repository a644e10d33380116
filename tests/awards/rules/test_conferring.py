"""Are numbers given in order and once, and are paper and day what they should be?"""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongbang.awards.rules import conferring
from hongbang.awards.rules.conferring import check_day, check_fetched, check_paper, check_ready
from hongbang.kernel.refusal import RuleBroken
from hongbang.register.rules.lifecycle import HONOUR
from hongbang.register.rules.numbering import is_number

FIRST, TODAY = date(2026, 12, 15), date(2026, 12, 21)
AHEAD = date(2027, 3, 21)  # ninety days


@given(
    st.lists(st.integers(1, 5), max_size=40), st.dictionaries(st.integers(1, 5), st.just("0007"))
)
def test_numbers_are_ours_and_rise_within_a_category(
    categories: list[int], taken: dict[int, str]
) -> None:
    before = {one: f"2026-{one:02d}-{place}-0" for one, place in taken.items()}

    found = conferring.numbers(2026, categories, before)

    assert len({*found}) == len(found) == len(categories)
    assert all(is_number(one) for one in found)
    for category in set(categories):
        own = [one for one in found if one[5:7] == f"{category:02d}"]
        start = 8 if category in taken else 1
        assert [conferring.place_of(one) for one in own] == [*range(start, start + len(own))]


def test_a_number_that_is_none_names_no_place() -> None:
    with pytest.raises(RuleBroken) as refused:
        conferring.place_of("2016")

    assert refused.value.code == "register.number_wrong"


@pytest.mark.parametrize(
    ("on", "code", "params"),
    [
        (date(2026, 12, 14), "awards.day_early", {"first": "2026-12-15"}),
        (date(2027, 3, 22), "awards.day_late", {"last": "2027-03-21"}),
    ],
)
def test_another_day_is_refused(on: date, code: str, params: dict[str, str]) -> None:
    check_day(FIRST, FIRST, TODAY)
    check_day(AHEAD, FIRST, TODAY)

    with pytest.raises(RuleBroken) as refused:
        check_day(on, FIRST, TODAY)

    assert (refused.value.code, refused.value.params) == (code, params)


@pytest.mark.parametrize("text", ["", " 一号 ", "号" * 81])
def test_a_paper_needs_its_number(text: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        check_paper(text)

    assert refused.value.code == "awards.no_paper"
    assert check_paper(" 示范发〔2026〕7号 ") == "示范发〔2026〕7号"


def test_nobody_is_passed_over_unsaid() -> None:
    check_ready(3, 0, is_partial=False)
    check_ready(3, 2, is_partial=True)

    with pytest.raises(RuleBroken) as waiting:
        check_ready(3, 2, is_partial=False)
    with pytest.raises(RuleBroken) as nobody:
        check_ready(0, 2, is_partial=True)

    assert (waiting.value.code, waiting.value.params) == ("awards.some_wait", {"waiting": 2})
    assert nobody.value.code == "awards.nothing_new"


@pytest.mark.parametrize("state", HONOUR.states)
def test_only_what_may_be_shown_is_fetched(state: str) -> None:
    is_fine = state in {"valid", "warned", "rectifying"}

    if is_fine:
        check_fetched(state)
    else:
        with pytest.raises(RuleBroken):
            check_fetched(state)
    assert conferring.may_be_shown(state) is is_fine
