"""Is every difference between two sheets told, and nothing else?"""

from __future__ import annotations

from typing import Any

from hypothesis import given
from tests.sheets.generators import definitions, patiently
from tests.sheets.samples import must, options, question, sheet, team, words

from hongbang.sheets.rules.changes import changes
from hongbang.sheets.rules.definition import read


def told(before: dict[str, Any], after: dict[str, Any]) -> list[tuple[str, ...]]:
    return [
        (one.of, one.place, one.what, one.key, one.before.zh, one.after.zh)
        for one in changes(read(before), read(after))
    ]


@patiently
@given(definitions())
def test_nothing_differs_from_itself(source: dict[str, Any]) -> None:
    assert changes(read(source), read(source)) == ()


def test_every_kind_of_difference_is_told() -> None:
    before, after = team(), team(title=words("班组表"))
    first, second, _third = after["sections"]
    removed = first["fields"].pop(1)
    first["fields"][0]["max"] = 80
    second["fields"].append(first["fields"].pop())
    second["fields"].append(question("new_one", "whole", "新题"))
    second["fields"][1]["columns"].pop()
    second["fields"][1]["checks"] = []
    after["checks"][0]["test"] = "female_count < headcount"
    after["checks"].pop()

    assert told(before, after) == [
        ("sheet", "", "changed", "title", "班组申报表", "班组表"),
        ("field", removed["key"], "removed", "", "", ""),
        ("field", "team_name", "changed", "max", "60", "80"),
        ("column", "education.women", "removed", "", "", ""),
        ("check", "education.women", "removed", "", "", ""),
        ("field", "female_share", "moved", "", "", ""),
        ("field", "new_one", "added", "", "", ""),
        ("check", "young", "removed", "", "", ""),
        (
            *("check", "women_in_total", "changed", "test"),
            *("female_count <= headcount", "female_count < headcount"),
        ),
    ]


def test_parts_that_change_places_are_moved() -> None:
    a, b, c = (question(key, "whole") for key in "abc")

    assert told(sheet(a, b, c), sheet(b, c, a)) == [("field", "a", "moved", "", "", "")]


def test_options_and_anchors_are_told_in_words() -> None:
    before = sheet(question("a", "choice", options=options(x="甲")), kind="survey")
    after = sheet(question("a", "choice", options=options(x="乙")), kind="return")

    assert told(before, after) == [
        ("sheet", "", "changed", "kind", "survey", "return"),
        ("field", "a", "changed", "options", "x 甲", "x 乙"),
    ]


def test_sections_and_checks_come_and_go() -> None:
    before, after = sheet(question("a", "whole")), sheet(question("a", "whole"))
    before["sections"].append({"key": "old", "title": words("旧")})
    after["sections"].insert(0, {"key": "new", "title": words("新")})
    after["checks"] = [must("x", "a > 1")]

    assert told(before, after) == [
        ("section", "old", "removed", "", "", ""),
        ("section", "new", "added", "", "", ""),
        ("check", "x", "added", "", "", ""),
    ]


def test_a_column_and_a_section_can_move() -> None:
    columns = [question("c", "whole"), question("d", "whole")]
    before = sheet(question("t", "table", columns=columns))
    after = sheet(question("t", "table", columns=columns[::-1]))
    before["sections"].append({"key": "z", "title": words("末")})
    after["sections"].insert(0, {"key": "z", "title": words("末")})

    assert told(before, after) == [
        ("section", "z", "moved", "", "", ""),
        ("column", "t.d", "moved", "", "", ""),
    ]
