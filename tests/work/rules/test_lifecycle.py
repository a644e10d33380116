"""Is a share of work told in whole percent?"""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hongbang.work.rules.lifecycle import share


@given(total=st.integers(1, 10**6), data=st.data())
def test_a_share_reaches_a_hundred_only_at_the_end(total: int, data: st.DataObject) -> None:
    done = data.draw(st.integers(0, total))

    assert 0 <= share(done, total) <= 100
    assert (share(done, total) == 100) == (done == total)
