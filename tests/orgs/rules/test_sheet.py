"""Does a workbook's plan add, change and keep the right rows, and name every fault?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongbang.orgs.rules.sheet import CHOICES, COLUMNS, Body, Plan, Row, plan
from hongbang.orgs.texts import AREA_KINDS, CHANNELS, NATURES, STANDS
from hongbang.orgs.texts import COLUMNS as HEADS

AREAS = [("district", "黄浦区"), ("district", "浦东新区"), ("group", "示范集团")]
GOOD = "9131000063159284XQ"
EMPTY = dict.fromkeys(COLUMNS, "")


def body(code: str, above: str = "", *, is_open: bool = True, **cells: str) -> Body:
    """Return a registered body."""
    stand = "open" if is_open else "closed"
    return Body(code, {**EMPTY, **cells, "code": code, "stand": stand}, is_open, above)


HOST = body("H", kind="host", name="上海市总工会", channel="union")
ORGAN = body(
    "O",
    "H",
    kind="organ",
    name="黄浦区总工会",
    channel="union",
    area_kind="district",
    area="黄浦区",
    parent="上海市总工会",
)
UNIT = body(
    "U",
    "O",
    kind="unit",
    name="示范百货",
    uscc=GOOD,
    area_kind="district",
    area="黄浦区",
    parent="黄浦区总工会",
)
CLOSED = body(
    "C",
    "O",
    is_open=False,
    kind="unit",
    name="旧店",
    area_kind="district",
    area="黄浦区",
    parent="黄浦区总工会",
)
KNOWN = [HOST, ORGAN, UNIT, CLOSED]
NEW_UNIT = {"kind": "unit", "name": "示范书店", "area": "黄浦区", "parent": "黄浦区总工会"}
NEW_ORGAN = {"kind": "organ", "name": "浦东新区总工会", "channel": "union", "area": "浦东新区"}


def planned(*rows: dict[str, str], known: list[Body] | None = None) -> Plan:
    numbered = [Row(line, cells) for line, cells in enumerate(rows, 3)]
    return plan(numbered, KNOWN if known is None else known, AREAS)


def verbs(found: Plan) -> list[str]:
    return [step.verb for step in found.steps]


def faults(found: Plan) -> list[tuple[int, str, str]]:
    return [(fault.line, fault.column, fault.code) for fault in found.faults]


def changed(one: Body, **cells: str) -> dict[str, str]:
    return {**one.cells, **cells}


def test_what_is_as_it_was_is_kept() -> None:
    found = planned(*(dict(one.cells) for one in KNOWN))

    assert verbs(found) == ["keep"] * 4
    assert (found.faults, found.areas) == ((), ())


def test_new_rows_are_added_and_find_their_parents_in_the_workbook_too() -> None:
    below = {**NEW_UNIT, "name": "浦东书店", "area": "浦东新区", "parent": "浦东新区总工会"}

    found = planned(below, NEW_ORGAN, NEW_UNIT)

    assert verbs(found) == ["add", "add", "add"]
    assert found.faults == ()
    assert [(step.parent_line, step.parent_body) for step in found.steps] == [
        (4, ""),
        (0, ""),
        (0, "O"),
    ]
    assert found.steps[0].cells["area_kind"] == "district"


@pytest.mark.parametrize(
    "cells",
    [
        {"code": "U", "kind": "unit", "name": "示范百货", "telephone": "021-5555-0110"},
        {"kind": "unit", "name": "示范百货", "telephone": "021-5555-0110"},
        {"kind": "unit", "name": "新名字", "uscc": "9131000063159284xq"},
        {"code": "U", "kind": "unit", "name": "示范百货", "area": "浦东新区"},
    ],
)
def test_a_row_finds_its_body_by_code_credit_code_or_name(cells: dict[str, str]) -> None:
    found = planned(cells)

    assert (verbs(found), found.faults, found.steps[0].body) == (["change"], (), "U")
    assert found.steps[0].cells["parent"] == "黄浦区总工会"


def test_a_column_that_is_not_there_leaves_what_is_kept_and_an_empty_cell_empties_it() -> None:
    assert planned({"kind": "unit", "name": "示范百货"}).steps[0].cells["uscc"] == GOOD
    emptied = planned({"kind": "unit", "name": "示范百货", "uscc": ""})
    assert (emptied.steps[0].verb, emptied.steps[0].cells["uscc"]) == ("change", "")


def test_an_area_that_is_no_district_comes_with_its_organ() -> None:
    row = {"kind": "organ", "channel": "quality", "area_kind": "group"}

    found = planned(
        {**row, "name": "甲质协", "area": "示范集团"},
        {**row, "name": "乙质协", "area": "模范集团"},
        {**row, "name": "丙质协", "area": "模范集团"},
    )

    assert (found.areas, found.faults) == ((("group", "模范集团"),), ())


def test_an_area_named_once_needs_no_kind() -> None:
    row = {"kind": "organ", "channel": "quality", "name": "甲质协", "area": "示范集团"}

    assert planned(row).steps[0].cells["area_kind"] == "group"


def test_a_renamed_parent_is_found_by_either_name() -> None:
    renamed = changed(ORGAN, name="黄浦区工会")

    old = planned(renamed, NEW_UNIT)
    new = planned(renamed, {**NEW_UNIT, "parent": "黄浦区工会"})

    for found in (old, new):
        assert found.faults == ()
        assert found.steps[1].parent_body == "O"


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ({"code": "X"}, ("code", "orgs.sheet_code")),
        ({"name": ""}, ("name", "orgs.no_name")),
        ({"name": "店" * 101}, ("name", "orgs.sheet_long")),
        ({"name": "上海市总工会", "kind": "unit"}, ("kind", "orgs.sheet_kind")),
        ({"kind": "host", "area": "", "parent": ""}, ("kind", "orgs.sheet_kind_new")),
        ({"kind": "店", "area": "", "parent": ""}, ("kind", "orgs.sheet_kind_new")),
        ({"stand": "closed"}, ("stand", "orgs.sheet_stand")),
        ({"nature": "club"}, ("nature", "orgs.sheet_choice")),
        ({"channel": "club"}, ("channel", "orgs.sheet_choice")),
        ({"area_kind": "galaxy"}, ("area_kind", "orgs.sheet_choice")),
        ({"postcode": "2000"}, ("postcode", "orgs.sheet_postcode")),
        ({"email": "nobody"}, ("email", "orgs.sheet_email")),
        ({"uscc": "91310115MA1H8R7C6D"}, ("uscc", "orgs.uscc_unexplained")),
        ({"uscc": "1" * 41}, ("uscc", "orgs.sheet_long")),
        ({"name": "店 13800138000"}, ("name", "orgs.personal_number")),
        ({"area": "黄埔区"}, ("area", "orgs.sheet_district")),
        ({"area": ""}, ("parent", "orgs.unit_place")),
        ({"parent": ""}, ("parent", "orgs.unit_place")),
        ({"parent": "没有这家"}, ("parent", "orgs.sheet_parent")),
        ({"parent": "上海市总工会"}, ("parent", "orgs.parent_kind")),
        ({"area_kind": "group", "area": "示范集团"}, ("area", "orgs.unit_district")),
        ({"channel": "union"}, ("area", "orgs.no_place")),
        ({**NEW_ORGAN, "channel": ""}, ("channel", "orgs.organ_place")),
        (
            {**NEW_ORGAN, "channel": "women", "parent": "黄浦区总工会"},
            ("parent", "orgs.parent_channel"),
        ),
        (
            {**NEW_ORGAN, "channel": "women", "area": "示范集团", "parent": ""},
            ("channel", "orgs.no_such_organ"),
        ),
    ],
)
def test_a_fault_is_named_by_row_column_and_reason(
    cells: dict[str, str], fault: tuple[str, str]
) -> None:
    found = planned(NEW_UNIT, {**NEW_UNIT, "name": "另一家", **cells})

    assert (4, *fault) in faults(found)
    assert {line for line, _column, _code in faults(found)} == {4}


def test_what_two_rows_would_both_have_is_refused() -> None:
    found = planned(NEW_UNIT, NEW_UNIT, {**NEW_UNIT, "name": "三", "uscc": GOOD})

    assert faults(found) == [(4, "name", "orgs.sheet_twice")]
    assert found.faults[0].params == {"row": 3}
    twice = planned(*({"code": "U", "kind": "unit", "name": name, "uscc": ""} for name in "甲乙"))
    assert faults(twice) == [(4, "name", "orgs.sheet_twice")]


def test_a_name_or_code_of_another_body_is_refused() -> None:
    named = planned({"code": "U", "kind": "unit", "name": "黄浦区总工会"})
    second = body("V", "O", kind="unit", name="别家", area="黄浦区", area_kind="district")
    coded = planned(
        {"code": "V", "kind": "unit", "name": "别家", "uscc": GOOD, "parent": "黄浦区总工会"},
        known=[*KNOWN, second],
    )

    assert faults(named) == [(3, "name", "orgs.name_taken")]
    assert faults(coded) == [(3, "uscc", "orgs.uscc_taken")]
    assert coded.faults[0].params == {"name": "示范百货"}


def test_a_name_that_another_row_gives_up_can_be_taken() -> None:
    found = planned(changed(UNIT, name="示范商城"), {**NEW_UNIT, "name": "示范百货"})

    assert found.faults == ()


def test_a_closed_body_is_kept_as_it_is_or_refused() -> None:
    assert faults(planned(changed(CLOSED, telephone="1"))) == [(3, "stand", "orgs.closed")]
    assert planned(NEW_UNIT | {"name": "旧店"}).faults == ()


def test_an_organ_keeps_its_channel_while_its_organs_keep_theirs() -> None:
    child = body(
        "K",
        "O",
        kind="organ",
        name="街道总工会",
        channel="union",
        area_kind="district",
        area="黄浦区",
        parent="黄浦区总工会",
    )
    moved = changed(ORGAN, channel="quality", parent="")

    assert faults(planned(moved, known=[*KNOWN, child])) == [
        (3, "channel", "orgs.children_channel")
    ]
    both = planned(moved, changed(child, channel="quality"), known=[*KNOWN, child])
    assert both.faults == ()


def test_rows_that_stand_below_each_other_are_refused() -> None:
    found = planned(
        {**NEW_ORGAN, "name": "甲", "parent": "乙"}, {**NEW_ORGAN, "name": "乙", "parent": "甲"}
    )

    assert faults(found) == [(3, "parent", "orgs.circle"), (4, "parent", "orgs.circle")]


def test_a_body_does_not_come_below_its_own_branch() -> None:
    child = body(
        "K",
        "O",
        kind="organ",
        name="街道总工会",
        channel="union",
        area_kind="district",
        area="黄浦区",
        parent="黄浦区总工会",
    )

    found = planned(changed(ORGAN, parent="街道总工会"), known=[*KNOWN, child])

    assert faults(found) == [(3, "parent", "orgs.circle")]


def test_more_than_eight_levels_are_refused() -> None:
    rows = [{**NEW_ORGAN, "name": "第0级", "parent": "黄浦区总工会"}]
    rows += [{**NEW_ORGAN, "name": f"第{n}级", "parent": f"第{n - 1}级"} for n in range(1, 8)]

    found = planned(*rows)

    assert {code for _line, _column, code in faults(found)} == {"orgs.too_deep"}
    assert [line for line, _column, _code in faults(found)] == [9, 10]


def test_the_words_of_the_columns_and_choices_are_known() -> None:
    assert [*HEADS] == [*COLUMNS]
    for name, labels in (
        ("channel", CHANNELS),
        ("area_kind", AREA_KINDS),
        ("nature", NATURES),
        ("stand", STANDS),
    ):
        assert [value for value, _label in labels] == [str(one) for one in CHOICES[name]]


CELLS = st.fixed_dictionaries(
    {"kind": st.sampled_from(["unit", "organ", "host", ""]), "name": st.sampled_from("甲乙丙丁")},
    optional={
        "code": st.sampled_from(["", "O", "U", "C", "Z"]),
        "channel": st.sampled_from(["", "union", "women", "club"]),
        "area": st.sampled_from(["", "黄浦区", "示范集团", "别处"]),
        "area_kind": st.sampled_from(["", "district", "group", "galaxy"]),
        "parent": st.sampled_from(["", "甲", "乙", "黄浦区总工会", "上海市总工会", "旧店"]),
        "uscc": st.sampled_from(["", GOOD, "1"]),
        "stand": st.sampled_from(["", "open", "closed"]),
    },
)


@given(st.lists(CELLS, max_size=6))
def test_any_workbook_gets_a_plan_that_names_each_row_once(rows: list[dict[str, str]]) -> None:
    found = planned(*rows)

    assert [step.line for step in found.steps] == [*range(3, 3 + len(rows))]
    assert all(
        fault.column in COLUMNS and 3 <= fault.line < 3 + len(rows) for fault in found.faults
    )
    assert sum(found.count(verb) for verb in ("add", "change", "keep")) == len(rows)
