"""Who may not judge whom, and is the reason named?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongbang.reviews.rules.conflicts import (
    DECLARED,
    SAME_ORGAN,
    SAME_ORGANISATION,
    Conflict,
    Expert,
    File,
    barred,
    conflicts,
)

FILE = File(
    "A-1",
    organisations=frozenset({"line-9", "metro"}),
    organs=frozenset({"union-05"}),
    people=frozenset({"P-1"}),
)


@pytest.mark.parametrize(
    ("expert", "found"),
    [
        (Expert("e"), ()),
        (Expert("e", organisations=frozenset({"bus"})), ()),
        (
            Expert("e", organisations=frozenset({"line-9", "metro"})),
            (Conflict(SAME_ORGANISATION, "line-9"), Conflict(SAME_ORGANISATION, "metro")),
        ),
        (Expert("e", organs=frozenset({"union-05"})), (Conflict(SAME_ORGAN, "union-05"),)),
        (Expert("e", organs=frozenset({"metro"})), ()),
        (Expert("e", organisations=frozenset({"union-05"})), ()),
        (Expert("e", declared=frozenset({"A-1"})), (Conflict(DECLARED, "A-1"),)),
        (Expert("e", declared=frozenset({"metro"})), (Conflict(DECLARED, "metro"),)),
        (Expert("e", declared=frozenset({"P-1"})), (Conflict(DECLARED, "P-1"),)),
        (Expert("e", declared=frozenset({"A-2"})), ()),
    ],
)
def test_each_reason_is_named(expert: Expert, found: tuple[Conflict, ...]) -> None:
    assert conflicts(expert, FILE) == found


def test_all_reasons_are_named_at_once() -> None:
    expert = Expert("e", frozenset({"metro"}), frozenset({"union-05"}), frozenset({"A-1", "metro"}))

    assert [one.code for one in conflicts(expert, FILE)] == [
        SAME_ORGANISATION,
        SAME_ORGAN,
        DECLARED,
        DECLARED,
    ]


def test_the_table_holds_barred_pairs_only() -> None:
    near, far = Expert("near", declared=frozenset({"A-1"})), Expert("far")

    assert barred([near, far], [FILE, File("A-2")]) == {
        ("A-1", "near"): (Conflict(DECLARED, "A-1"),)
    }
    assert barred(iter([near]), iter([FILE, File("A-2")])).keys() == {("A-1", "near")}


names = st.frozensets(st.sampled_from("abcd"))


@given(names, names, names, names, names, names)
def test_a_pair_is_barred_exactly_where_they_share_something(
    works: frozenset[str],
    speaks: frozenset[str],
    declared: frozenset[str],
    owners: frozenset[str],
    organs: frozenset[str],
    named: frozenset[str],
) -> None:
    expert, file = Expert("e", works, speaks, declared), File("f", owners, organs, named)

    shares = works & owners or speaks & organs or declared & (owners | named | {"f"})

    assert bool(conflicts(expert, file)) == bool(shares)
