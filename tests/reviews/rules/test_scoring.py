"""What does a score sheet add up to?"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongbang.kernel.refusal import RuleBroken
from hongbang.reviews.rules.scoring import Score, final, score
from hongbang.sheets.rules.shape import Definition, Field, Section, Words

SAID = Words("题", "Question")


def of_points(key: str, points: int, **more: object) -> Field:
    return Field(key, "score", SAID, points=points, **more)  # type: ignore[arg-type]  # by name


SHEET = Definition(
    "scoring",
    SAID,
    sections=(
        Section(
            "results",
            SAID,
            fields=(of_points("index", 15), of_points("praise", 10, step=Decimal("0.25"))),
        ),
        Section(
            "extra",
            SAID,
            fields=(
                Field("has_extra", "yes_no", SAID),
                of_points("extra", 5, show_if="has_extra"),
                Field("remark", "long_text", SAID, required=True),
            ),
        ),
        Section("signing", SAID, fields=(Field("place", "text", SAID),)),
    ),
)
WHOLE = {"index": "12.5", "praise": "9.75", "has_extra": True, "extra": "5", "remark": "好"}


def test_a_sheet_adds_up_by_section_and_in_all() -> None:
    assert score(SHEET, WHOLE) == Score(
        Decimal("27.25"), 30, {"results": Decimal("22.25"), "extra": Decimal(5)}
    )
    assert final(SHEET, WHOLE) == score(SHEET, WHOLE)


def test_what_is_hidden_counts_neither_way() -> None:
    found = score(SHEET, {**WHOLE, "has_extra": False})

    assert (found.total, found.points, found.missing) == (Decimal("22.25"), 25, ())
    assert found.sections == {"results": Decimal("22.25")}


def test_a_draft_tells_what_is_missing() -> None:
    found = score(SHEET, {"index": "12.5", "praise": "much"})

    assert (found.total, found.missing) == (Decimal("12.5"), ("praise",))


def test_no_points_are_points() -> None:
    assert score(SHEET, {"index": "0", "praise": "0"}).total == 0
    assert score(SHEET, {"index": "0", "praise": "0"}).missing == ()


@pytest.mark.parametrize(
    ("change", "place", "fault"),
    [
        ({"index": "15.5"}, "index", "sheets.points_over"),
        ({"index": "-1"}, "index", "sheets.points_over"),
        ({"index": "12.3"}, "index", "sheets.points_step"),
        ({"index": 12}, "index", "sheets.no_number"),
        ({"index": ""}, "index", "sheets.required"),
        ({"remark": " "}, "remark", "sheets.required"),
        ({"stray": "1"}, "stray", "sheets.answer_unknown"),
    ],
)
def test_final_refuses_what_is_not_whole(change: dict[str, object], place: str, fault: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        final(SHEET, {**WHOLE, **change})

    assert refused.value.code == "reviews.sheet_unfinished"
    assert refused.value.params["place"] == place
    assert str(refused.value.params["fault"]).startswith(fault.rsplit("_", 1)[0])


def test_final_refuses_what_is_no_sheet_of_answers() -> None:
    with pytest.raises(RuleBroken, match=r"reviews\.sheet_unfinished"):
        final(SHEET, ["12.5"])


def test_final_refuses_a_sheet_without_points() -> None:
    empty = Definition("scoring", SAID, sections=SHEET.sections[2:])

    with pytest.raises(RuleBroken, match=r"reviews\.nothing_to_score"):
        final(empty, {"place": "上海"})


@given(st.lists(st.integers(0, 400), min_size=1, max_size=30))
def test_nothing_is_lost_in_adding_up(quarters: list[int]) -> None:
    fields = tuple(of_points(f"q{at}", 100, step=Decimal("0.25")) for at in range(len(quarters)))
    sheet = Definition("scoring", SAID, sections=(Section("all", SAID, fields=fields),))
    answers = {f"q{at}": f"{Decimal(value) / 4:f}" for at, value in enumerate(quarters)}

    assert Fraction(final(sheet, answers).total) == Fraction(sum(quarters), 4)
