"""What does a return say, and what does it lack?"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests.activity import samples
from tests.activity.stories import TYPED

from hongbang.activity.rules import filling
from hongbang.activity.rules.commands import Fill
from hongbang.activity.rules.filling import Line
from hongbang.activity.rules.summing import Sum
from hongbang.kernel.refusal import RuleBroken

pytestmark = pytest.mark.once
SHEET = samples.definition()
SUMS = {
    "units_taking_part": Sum(Decimal(2), 3),
    "people_taking_part": Sum(Decimal(70), 3),
    "women_taking_part": Sum(Decimal(45), 3),
    "training_sessions": Sum(Decimal(3), 3),
    "training_people": Sum(Decimal(110), 3),
    "training_hours": Sum(Decimal("7.5"), 3),
    "volunteer_hours": Sum(),
}


def lines(typed: filling.Typed) -> tuple[Line, ...]:
    return filling.lines(SHEET, SUMS, typed)


def codes(typed: filling.Typed, *, final: bool = True) -> list[tuple[str, str]]:
    return [(one.place, one.code) for one in filling.findings(SHEET, lines(typed), final=final)]


def test_a_return_is_records_and_what_the_organ_adds() -> None:
    found = {one.key: (one.total, one.records) for one in lines(TYPED)}

    assert found == {
        "units_taking_part": ("2", 3),
        "people_taking_part": ("70", 3),
        "women_taking_part": ("45", 3),
        "training_sessions": ("5", 3),
        "training_people": ("110", 3),
        "training_hours": ("7.5", 3),
        "volunteer_hours": ("0", 0),
        "surveys_sent": ("100", 0),
        "surveys_valid": ("90", 0),
        "survey_mean": ("86.5", 0),
    }
    assert codes(TYPED) == []


def test_what_was_kept_is_read_again_and_digested_alike() -> None:
    said = lines(TYPED)
    again = filling.from_plain([one.plain() for one in said])

    digests = [filling.digest("E", "O", {"code": "r"}, one) for one in (said, again)]
    other = filling.digest("E", "O", {"code": "r"}, lines({}))

    assert again == said
    assert digests[0] == digests[1] != other


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({"surveys_valid": {}}, [("surveys_valid", "sheets.required")]),
        ({"training_sessions": {"added": "2"}}, [("training_sessions", "activity.no_note")]),
        ({"training_sessions": {"added": "0"}}, []),
        (
            {"training_sessions": {"added": "-4", "note": "记重"}},
            [("training_sessions", "sheets.number_under")],
        ),
        (
            {"training_sessions": {"added": "两场", "note": "没记"}},
            [("training_sessions", "sheets.no_number")],
        ),
        (
            {"training_people": {"added": "0.5", "note": "半个"}},
            [("training_people", "sheets.no_whole_number")],
        ),
        (
            {"women_taking_part": {"added": "26", "note": "没记在系统里"}},
            [("women_taking_part", "sheets.check")],
        ),
        ({"surveys_valid": {"added": "101"}}, [("surveys_valid", "sheets.check")]),
        (
            {"training_sessions": {"added": "1", "note": "问 13800138000"}},
            [("training_sessions", "activity.note_names")],
        ),
    ],
)
def test_what_a_return_lacks_is_found(
    typed: dict[str, dict[str, str]], expected: list[tuple[str, str]]
) -> None:
    assert codes({**TYPED, **typed}) == expected


def test_a_draft_is_not_asked_for_what_is_missing() -> None:
    assert codes({"training_sessions": {"added": "2"}}, final=False) == []
    assert codes({"surveys_sent": {"added": "1"}, "surveys_valid": {"added": "2"}}, final=False)


def test_a_return_with_faults_is_not_signed() -> None:
    found = filling.findings(SHEET, lines({}), final=True)

    with pytest.raises(RuleBroken) as refused:
        filling.check_sound(found)

    assert (refused.value.code, refused.value.params) == ("activity.unfinished", {"count": 1})
    filling.check_sound(())


def test_one_person_signs_once() -> None:
    with pytest.raises(RuleBroken) as refused:
        filling.check_second("P1", "P1")

    assert refused.value.code == "activity.same_person"


def test_late_is_the_day_after() -> None:
    due = date(2026, 11, 16)

    assert [filling.is_late(date(2026, 11, day), due) for day in (15, 16, 17)] == [
        False,
        False,
        True,
    ]


def test_what_adds_up_has_no_ceiling() -> None:
    adds = {one.key: filling.adds(one) for one in filling.figures(SHEET)}

    assert [key for key, one in adds.items() if not one] == ["survey_mean"]


def test_what_was_left_empty_is_not_kept() -> None:
    typed = {"a": {"added": " 3 ", "note": ""}, "b": {"added": " ", "note": ""}}

    assert Fill(typed, 1).plain() == {"a": {"added": "3"}}
