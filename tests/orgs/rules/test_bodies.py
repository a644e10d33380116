"""Are words and places of bodies taken and refused as the rules say?"""

from __future__ import annotations

from datetime import date

import pytest

from hongbang.kernel.refusal import RuleBroken
from hongbang.orgs.rules import bodies
from hongbang.orgs.rules.bodies import Place
from hongbang.orgs.rules.commands import AddOrganisation, Words

WRONG = "91310115MA1H8R7C6D"
TODAY = date(2016, 11, 10)


def code_of(call: object, *args: object) -> str:
    assert callable(call)
    with pytest.raises(RuleBroken) as refused:
        call(*args)
    return refused.value.code


def test_words_are_kept_without_blanks_and_without_what_is_no_word() -> None:
    command = AddOrganisation(kind="unit", name=" 示范店 ", telephone=" 021-5555-0110 ")

    kept = bodies.checked_words(command)

    assert [*kept] == [*bodies.WORDS]
    assert (kept["name"], kept["telephone"]) == ("示范店", "021-5555-0110")


def test_a_failing_code_stands_with_a_reason_and_not_without() -> None:
    kept = bodies.checked_words(Words(name="店", uscc=WRONG, uscc_reason=" 证照上就是这样 "))

    assert (kept["uscc"], kept["uscc_reason"]) == (WRONG, "证照上就是这样")
    assert code_of(bodies.checked_words, Words(name="店", uscc=WRONG)) == "orgs.uscc_unexplained"
    too_long = Words(name="店", uscc=WRONG + "1", uscc_reason="证照上就是这样")
    assert code_of(bodies.checked_words, too_long) == "orgs.uscc_unexplained"


@pytest.mark.parametrize("code", ["", "9131000063159284XQ"])
def test_a_reason_without_need_is_dropped(code: str) -> None:
    kept = bodies.checked_words(Words(name="店", uscc=code, uscc_reason="不必要的理由"))

    assert kept["uscc_reason"] == ""


@pytest.mark.parametrize(
    ("name", "code"),
    [
        (" ", "orgs.no_name"),
        ("班组 13800138000", "orgs.personal_number"),
        ("11010519491231002X", "orgs.personal_number"),
    ],
)
def test_a_name_is_asked_for_and_holds_no_number_of_a_person(name: str, code: str) -> None:
    assert code_of(bodies.check_name, name) == code


@pytest.mark.parametrize(
    ("place", "code"),
    [
        (Place("office"), ""),
        (Place("leading_group"), ""),
        (Place("host", "union"), ""),
        (Place("host"), ""),
        (Place("office", "union"), "orgs.no_place"),
        (Place("host", area_kind="district"), "orgs.no_place"),
        (Place("host", parent_kind="host"), "orgs.no_place"),
        (Place("organ", "union", "district"), ""),
        (Place("organ", "union", "district", "host", "union"), ""),
        (Place("organ", "union", "district", "host"), ""),
        (Place("organ", "union", "district", "organ", "union"), ""),
        (Place("organ", "union", "district", "organ", "women"), "orgs.parent_channel"),
        (Place("organ", "union", "district", "unit"), "orgs.parent_kind"),
        (Place("organ", "women", "group"), "orgs.no_such_organ"),
        (Place("organ", "", "district"), "orgs.organ_place"),
        (Place("organ", "union"), "orgs.organ_place"),
        (Place("unit", "", "district", "organ", "union"), ""),
        (Place("unit", "", "", "organ"), "orgs.unit_place"),
        (Place("unit", "", "district"), "orgs.unit_place"),
        (Place("unit", "", "group", "organ"), "orgs.unit_district"),
        (Place("unit", "", "district", "host"), "orgs.parent_kind"),
        (Place("unit", "union", "district", "organ"), "orgs.no_place"),
    ],
)
def test_a_body_stands_where_such_bodies_stand(place: Place, code: str) -> None:
    if code:
        assert code_of(bodies.check_place, place) == code
    else:
        bodies.check_place(place)


def line(*letters: str) -> str:
    return "".join(f"{letter * 14}/" for letter in letters)


def test_a_line_has_no_circle_and_no_more_than_eight_bodies() -> None:
    bodies.check_line(line("B"), line(*"1234567"))

    assert code_of(bodies.check_line, line("B"), line("B", "C")) == "orgs.circle"
    assert code_of(bodies.check_line, line("B"), line("B")) == "orgs.circle"
    assert code_of(bodies.check_line, line("B"), line(*"12345678")) == "orgs.too_deep"
    assert code_of(bodies.check_line, line("B"), line(*"1234567"), 30) == "orgs.too_deep"


@pytest.mark.parametrize(
    ("one", "other", "code"),
    [
        (Place("host"), Place("host"), "orgs.merge_unlike"),
        (Place("unit"), Place("organ", "union"), "orgs.merge_unlike"),
        (Place("organ", "women"), Place("organ", "union"), "orgs.merge_unlike"),
    ],
)
def test_what_is_unlike_does_not_merge(one: Place, other: Place, code: str) -> None:
    assert code_of(bodies.check_merge, one, other, "A/", "B/") == code


def test_a_body_does_not_merge_into_itself_or_its_branch() -> None:
    unit = Place("unit")

    assert code_of(bodies.check_merge, unit, unit, "A/", "A/") == "orgs.merge_self"
    assert code_of(bodies.check_merge, unit, unit, "A/", "A/B/") == "orgs.merge_self"


def test_a_reason_says_something() -> None:
    assert code_of(bodies.check_reason, " 改 ") == "orgs.no_reason"


@pytest.mark.parametrize(
    ("on", "newest", "found"),
    [
        (None, date(2016, 1, 1), TODAY),
        (None, date(2016, 11, 11), date(2016, 11, 11)),
        (date(2016, 5, 1), date(2016, 5, 1), date(2016, 5, 1)),
        (TODAY, date(2016, 5, 1), TODAY),
    ],
)
def test_a_change_holds_from_a_day_after_the_one_before(
    on: date | None, newest: date, found: date
) -> None:
    assert bodies.check_day(on, newest, TODAY) == found


@pytest.mark.parametrize("on", [date(2016, 4, 30), date(2016, 11, 11)])
def test_no_other_day_is_taken(on: date) -> None:
    assert code_of(bodies.check_day, on, date(2016, 5, 1), TODAY) == "orgs.wrong_day"


@pytest.mark.parametrize(
    ("kind", "name", "code", "refusal"),
    [
        ("group", "示范集团", "", ""),
        ("group", "示范集团", "310101", "orgs.area_code"),
        ("group", "示范集团", "3", "orgs.area_code"),
        ("district", "示范区", "", "orgs.area_code"),
        ("district", "示范区", "31010a", "orgs.area_code"),
        ("district", "", "310101", "orgs.no_name"),
    ],
)
def test_a_district_has_its_code_and_nothing_else_has(
    kind: str, name: str, code: str, refusal: str
) -> None:
    if refusal:
        assert code_of(bodies.check_area, kind, name, code) == refusal
    else:
        bodies.check_area(kind, name, code)
