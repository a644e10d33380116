"""Do equal values have equal bytes, and are values refused that have none?"""

from __future__ import annotations

import hashlib
import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongbang.kernel.canon import canonical_json, sha256_hex

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)


@given(VALUES)
def test_canonical_json_is_read_back_whole(value: object) -> None:
    assert json.loads(canonical_json(value)) == value


@given(st.dictionaries(TEXT, st.integers(), max_size=6))
def test_canonical_json_does_not_see_the_order_of_keys(value: dict[str, int]) -> None:
    backwards = dict(reversed(value.items()))

    assert canonical_json(backwards) == canonical_json(value)


def test_canonical_json_writes_these_very_bytes() -> None:
    value = {"二": [1, True, None, "“榜”"], "a": {"z": -1, "b": ()}}

    assert canonical_json(value) == '{"a":{"b":[],"z":-1},"二":[1,true,null,"“榜”"]}'.encode()


@pytest.mark.parametrize(
    "value",
    [1.0, float("nan"), Decimal("1"), date(2026, 11, 10), b"x", {1}, [1, [2.5]], {"a": {"b": 0.1}}],
)
def test_canonical_json_refuses_what_two_languages_write_differently(value: object) -> None:
    with pytest.raises(TypeError, match="canonical JSON cannot hold"):
        canonical_json(value)


@pytest.mark.parametrize("value", [{1: "a"}, {"a": {None: 1}}, [{True: 1}]])
def test_canonical_json_refuses_a_key_that_is_no_text(value: object) -> None:
    with pytest.raises(TypeError, match="a key of canonical JSON must be text"):
        canonical_json(value)


@given(st.binary())
def test_sha256_hex_is_the_standard_digest(data: bytes) -> None:
    assert sha256_hex(data) == hashlib.sha256(data).hexdigest()
