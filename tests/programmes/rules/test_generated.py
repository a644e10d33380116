from __future__ import annotations

import tomllib
from typing import Any

import tomli_w
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.programmes import sample
from tests.programmes.generators import some_chapter

from hongbang.programmes.rules.catalogue import CHAPTERS
from hongbang.programmes.rules.changes import changes
from hongbang.programmes.rules.chapters import chapter_faults, faults
from hongbang.programmes.rules.checking import tidy
from hongbang.programmes.rules.cloning import cloned
from hongbang.programmes.rules.opening import checklist

GENEROUS = settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
    deadline=None,
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=8,
)


@GENEROUS
@given(some_chapter())
def test_a_chapter_survives_its_file(made: tuple[str, dict[str, Any]]) -> None:
    _name, content = made

    read = tomllib.loads(tomli_w.dumps(content, multiline_strings=True), parse_float=str)

    assert tidy(read) == content


@GENEROUS
@given(some_chapter())
def test_what_is_sound_can_be_compared_cloned_and_listed(
    made: tuple[str, dict[str, Any]],
) -> None:
    name, content = made
    chapters = sample.chapters() | {name: content}

    assert changes(chapters, chapters) == ()
    assert set(cloned(chapters, 2027, {})) == {one for one in chapters if chapters[one]}
    assert len(checklist(chapters, sample.SHEETS)) == 11


@GENEROUS
@given(st.sampled_from(sorted(CHAPTERS)), st.data())
def test_no_plain_data_brings_the_check_to_fall(name: str, data: st.DataObject) -> None:
    shape = CHAPTERS[name]
    keys = [part.key for part in shape.parts]
    inner = [one.key for part in shape.tables for one in part.parts]
    row = st.dictionaries(st.sampled_from(inner or keys), JSON, max_size=4)
    content = data.draw(
        st.dictionaries(st.sampled_from(keys), JSON | st.lists(row, max_size=2), max_size=4)
    )

    chapter_faults(name, content)
    faults(sample.chapters() | {name: content}, sample.SHEETS)
    faults(tidy(sample.chapters() | {name: content}), sample.SHEETS)
