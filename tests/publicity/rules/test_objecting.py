"""Which objections are taken, and do receipts lead to one only?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongbang.kernel.refusal import RuleBroken
from hongbang.publicity.rules.objecting import (
    LENGTH,
    LETTERS,
    check_reason,
    receipt,
    receipt_digest,
    statement,
)

FINE = ("赵一", "021-55550100", "所填培训时数与公司公告不符。")


@pytest.mark.parametrize(
    ("place", "text", "code"),
    [
        (0, " ", "publicity.no_name"),
        (0, "赵", "publicity.no_name"),
        (0, "长" * 61, "publicity.no_name"),
        (1, "  12 ", "publicity.no_contact"),
        (1, "1" * 121, "publicity.no_contact"),
        (2, "不实", "publicity.no_grounds"),
        (2, "字" * 2001, "publicity.no_grounds"),
    ],
)
def test_what_is_not_signed_or_says_nothing_is_refused(place: int, text: str, code: str) -> None:
    statement(*FINE)
    typed = [*FINE]
    typed[place] = text

    with pytest.raises(RuleBroken) as refused:
        statement(*typed)

    assert refused.value.code == code


@pytest.mark.parametrize("text", ["", " 不是 ", "字" * 1001])
def test_an_answer_needs_its_reason(text: str) -> None:
    assert check_reason("  核对了公告。 ") == "核对了公告。"

    with pytest.raises(RuleBroken) as refused:
        check_reason(text)

    assert refused.value.code == "publicity.no_reason"


@given(st.text(min_size=32, max_size=64), st.text(min_size=32, max_size=64))
def test_a_form_has_its_own_receipt(one: str, other: str) -> None:
    drawn = receipt(one)

    assert len(drawn) == LENGTH
    assert set(drawn) <= set(LETTERS)
    assert (receipt(other) == drawn) is (one == other)
    assert receipt_digest(f" {drawn[:4].lower()}-{drawn[4:]} ") == receipt_digest(drawn)
