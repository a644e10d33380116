"""Do records and returns add up, whatever their order, and never twice?"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongbang.activity import queries
from hongbang.activity.rules import kinds, summing
from hongbang.activity.rules.summing import Deed, Sum, together

pytestmark = pytest.mark.once
BOOK = queries.book()


def deed(unit: str = "U1", kind: str = "training", people: int = 40, **changes: Any) -> Deed:
    plain: dict[str, Any] = {
        "teams": 3,
        "women": 25,
        "under35": 18,
        "hours": Decimal("2.5"),
        "helped": 0,
    }
    return Deed(unit=unit, kind=kind, people=people, **(plain | changes))


def test_records_add_up_by_hand() -> None:
    deeds = [
        deed(people=40),
        deed(people=30, hours=Decimal(1)),
        deed("U2", "community", 8, hours=Decimal(3), helped=200, women=8),
        deed("U2", "promotion", 4, hours=Decimal("0.5"), helped=50, women=1),
        deed("U2", "forgotten", 1, women=0),
    ]

    found = summing.sums(BOOK, deeds)

    assert {key: (str(one.value), one.count) for key, one in found.items() if one.count} == {
        "training_sessions": ("2", 2),
        "training_people": ("70", 2),
        "training_hours": ("3.5", 2),
        "community_events": ("1", 1),
        "promotion_events": ("1", 1),
        "volunteer_people": ("12", 2),
        "volunteer_hours": ("26.0", 2),
        "people_helped": ("250", 2),
        "units_taking_part": ("2", 5),
        "teams_taking_part": ("6", 5),
        "people_taking_part": ("48", 5),
        "women_taking_part": ("33", 5),
        "under35_taking_part": ("36", 5),
    }
    assert found["contest_people"] == Sum()


def test_nothing_recorded_is_nought_everywhere() -> None:
    assert set(summing.sums(BOOK, []).values()) == {Sum()}


DEEDS = st.lists(
    st.builds(
        deed,
        unit=st.sampled_from(["U1", "U2", "U3"]),
        kind=st.sampled_from([one.key for one in BOOK.kinds]),
        people=st.integers(0, 500),
    ),
    max_size=12,
)


@given(DEEDS, DEEDS)
def test_two_organs_add_up_to_their_records_together(one: list[Deed], two: list[Deed]) -> None:
    apart = summing.sums(BOOK, one), summing.sums(BOOK, two)
    whole = summing.sums(BOOK, [*reversed(two), *one])

    for key in BOOK.fed - {*BOOK.taking_part.values()}:
        assert whole[key].value == apart[0][key].value + apart[1][key].value
        assert whole[key].count == apart[0][key].count + apart[1][key].count


@given(DEEDS)
def test_heads_are_never_more_than_attendances(deeds: list[Deed]) -> None:
    found = summing.sums(BOOK, deeds)

    assert found["people_taking_part"].value <= sum(one.people for one in deeds)
    assert found["units_taking_part"].value == len({one.unit for one in deeds})


@pytest.mark.parametrize(
    ("key", "rows", "adds", "expected"),
    [
        ("training_people", [{"training_people": "10"}, {}, {"training_people": "5"}], True, "15"),
        ("training_people", [], True, ""),
        ("training_people", [{"training_people": "x"}], True, ""),
        ("ceiling", [{"ceiling": "80"}], False, ""),
        ("survey_mean", [{"survey_mean": "80"}], False, ""),
        (
            "survey_mean",
            [{"survey_mean": "80", "surveys_valid": "1"}, {"surveys_valid": "9"}],
            False,
            "80",
        ),
    ],
)
def test_a_figure_over_all_organs(
    key: str, rows: list[dict[str, str]], adds: bool, expected: str
) -> None:
    assert together(BOOK, key, rows, adds=adds, places=0) == expected


def test_a_measure_that_nobody_knows_stops_the_start() -> None:
    row = {"key": "k", "title": {"zh": "一", "en": "One"}, "feeds": {"fun": "fun"}}

    with pytest.raises(ValueError, match="fun"):
        kinds.read({"kinds": [row], "taking_part": {}, "means": {}})


def test_every_kind_is_named_in_both_languages_and_found_by_its_key() -> None:
    for one in BOOK.kinds:
        assert one.title.zh
        assert one.title.en
        assert BOOK.kind(one.key) == one
    assert BOOK.kind("party") is None
