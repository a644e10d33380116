"""Is typed content kept and read again without loss?"""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongbang.documents.rules import content as kinds
from hongbang.documents.rules.content import Content
from hongbang.documents.rules.storing import from_plain, to_plain

words = st.text(max_size=12)
many = st.lists(words, max_size=4).map(tuple)
grids = st.builds(kinds.Grid, many, st.lists(many, max_size=3).map(tuple), st.just(()), words)
blocks = st.lists(
    st.one_of(
        st.builds(kinds.Paragraph, words),
        st.builds(kinds.Heading, words, st.integers(1, 4)),
        st.builds(kinds.Item, words, words),
        grids,
    ),
    max_size=4,
).map(tuple)
contents: st.SearchStrategy[Content] = st.one_of(
    st.builds(kinds.Paper, title=words, blocks=blocks, issuers=many, dated=st.dates()),
    st.builds(
        kinds.Letter,
        *(words, words, words, words, blocks, st.dates()),
    ),
    st.builds(kinds.Sheet, words, grids),
    st.builds(
        kinds.Certificate,
        *(words, words, words, words, words, words, many, st.dates(), st.dates(), words),
    ),
)


@given(contents)
def test_content_comes_back_as_it_was(content: Content) -> None:
    assert from_plain(json.loads(json.dumps(to_plain(content)))) == content


def test_a_kind_of_nobody_is_refused() -> None:
    with pytest.raises(KeyError):
        from_plain({"kind": "poster", "title": "x"})


def test_a_day_is_kept_as_a_day() -> None:
    paper = kinds.Paper("题", (), (), date(2016, 2, 29))

    assert to_plain(paper)["dated"] == {"day": "2016-02-29"}
