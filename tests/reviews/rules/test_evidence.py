"""Can an assignment and a standing be worked out again from what is kept?"""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongbang.kernel.refusal import RuleBroken
from hongbang.reviews.rules import evidence, keeping, reasons
from hongbang.reviews.rules.conflicts import Conflict
from hongbang.reviews.rules.evidence import Inputs
from hongbang.reviews.rules.standing import Marks, Method, standing

INPUTS = Inputs(
    ("A-2", "A-1"),
    ("y", "x", "z"),
    2,
    "2016",
    {("A-1", "z"): (Conflict("reviews.declared", "A-1"),)},
    (("A-1", "y"),),
)


def test_inputs_are_written_in_one_order() -> None:
    assert INPUTS.plain() == {
        "files": ["A-1", "A-2"],
        "experts": ["x", "y", "z"],
        "readings": 2,
        "seed": "2016",
        "barred": [["A-1", "z", ["reviews.declared"]]],
        "kept": [["A-1", "y"]],
    }
    turned = Inputs(("A-1", "A-2"), ("z", "y", "x"), 2, "2016", INPUTS.barred, INPUTS.kept)
    assert turned.digest == INPUTS.digest


def test_an_outcome_names_pairs_loads_and_shortfalls() -> None:
    short = Inputs(("A-1",), ("x",), 2, "s", {})

    assert evidence.outcome(short.assigned()) == {
        "pairs": [["A-1", "x"]],
        "loads": {"x": 1},
        "shortfalls": [["A-1", 1, 0]],
        "bound": [],
    }


def test_a_standing_is_written_with_its_marks() -> None:
    files = {"A-1": [("E-02", Marks(Decimal("90.50"), {"b": Decimal(1), "a": Decimal("2.0")}))]}
    places = standing({"A-1": [files["A-1"][0][1]], "A-2": []}, Method("s"))

    assert evidence.marks_plain(files) == {
        "A-1": {"E-02": {"total": "90.5", "sections": {"a": "2", "b": "1"}}}
    }
    assert evidence.places_plain(places)[0]["score"] == "90.50"
    assert evidence.places_plain(places)[1] == {
        "file": "A-2",
        "place": 2,
        "readings": 0,
        "mean": None,
        "score": None,
        "decided_by": "reviews.too_few_readings",
        "tied": 1,
    }


@given(st.decimals(min_value=0, max_value=10**6, places=6))
def test_points_read_back_as_they_were(points: Decimal) -> None:
    assert Decimal(evidence.plain(points)) == points
    assert evidence.plain(points) == evidence.plain(points.quantize(Decimal("0.000001")))


def test_reasons_and_opinions_have_their_measure() -> None:
    assert reasons.check_reason(" 与班组长是亲属 ") == "与班组长是亲属"
    assert reasons.check_opinion("字" * reasons.OPINION_MOST)
    for text in ("", "亲", "长" * 501):
        with pytest.raises(RuleBroken, match=r"reviews\.no_reason"):
            reasons.check_reason(text)
    with pytest.raises(RuleBroken, match=r"reviews\.opinion_long"):
        reasons.check_opinion("字" * 1001)


def test_marks_are_kept_as_plain_text_of_some_size() -> None:
    assert keeping.as_text({"b": "1", "a": True}) == '{"a":true,"b":"1"}'
    with pytest.raises(RuleBroken, match=r"reviews\.not_plain"):
        keeping.as_text({"a": 1.5})
    with pytest.raises(RuleBroken, match=r"reviews\.too_large"):
        keeping.as_text({"a": "长" * 60_000})
