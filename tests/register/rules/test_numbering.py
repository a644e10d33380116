"""Does a number find its own mistakes?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongbang.register.rules.numbering import is_number, number

NUMBERS = st.builds(number, st.integers(1990, 2100), st.integers(1, 99), st.integers(1, 9999))


@given(NUMBERS, st.data())
def test_one_wrong_digit_is_always_found(told: str, data: st.DataObject) -> None:
    places = [place for place, sign in enumerate(told) if sign.isdigit()]
    place = data.draw(st.sampled_from(places))
    other = data.draw(st.sampled_from([one for one in "0123456789" if one != told[place]]))

    assert is_number(told)
    assert not is_number(told[:place] + other + told[place + 1 :])


@pytest.mark.parametrize("text", ["", "2016", "2016-01-0007", "2016-1-0007-5", "二〇一六"])
def test_another_shape_is_no_number(text: str) -> None:
    assert not is_number(text)
