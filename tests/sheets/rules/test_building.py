"""Does one part change, and the rest of the source stay as it was?"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from tests.sheets.samples import TEAM

from hongbang.kernel.refusal import RuleBroken
from hongbang.sheets.rules import building


def test_a_part_is_a_copy() -> None:
    building.part_at(TEAM, "sections.0")["key"] = "spoiled"

    assert building.part_at(TEAM, "sections.0")["key"] == "team"
    assert building.part_at(TEAM, "") == TEAM


def test_the_source_is_never_touched() -> None:
    before = deepcopy(TEAM)

    building.placed(TEAM, "sections.0", {"key": "x"})
    building.added(TEAM, "sections.0.fields", {"key": "x"})
    building.moved(TEAM, "sections.0", 1)
    building.removed(TEAM, "checks.0")

    assert before == TEAM


def test_a_changed_head_keeps_what_is_below() -> None:
    changed = building.placed(TEAM, "", {"kind": "application", "title": {"zh": "新"}})

    assert changed["sections"] == TEAM["sections"]
    assert changed["title"] == {"zh": "新"}
    assert "help" not in changed


def test_a_list_that_is_none_begins_anew() -> None:
    assert building.added({"sections": "x"}, "sections", {"key": "a"}) == {
        "sections": [{"key": "a"}]
    }


@pytest.mark.parametrize(("by", "order"), [(-9, [3, 1, 2]), (-1, [1, 3, 2]), (9, [1, 2, 3])])
def test_a_part_moves_as_far_as_the_list_goes(by: int, order: list[int]) -> None:
    assert building.moved({"checks": [1, 2, 3]}, "checks.2", by) == {"checks": order}


def test_a_part_is_found_where_it_stands_now() -> None:
    assert building.found(TEAM, "sections.0", "team") == "sections.0"
    assert building.found(TEAM, "sections.0", "words") == "sections.2"
    assert building.found({"checks": [4, {"key": "c"}]}, "checks.9", "c") == "checks.1"


NOWHERE: list[Any] = [
    lambda: building.part_at(TEAM, "sections"),
    lambda: building.part_at(TEAM, "sections.9"),
    lambda: building.part_at(TEAM, "sections.0.fields.0.columns.0"),
    lambda: building.part_at({"sections": 4}, "sections.0"),
    lambda: building.part_at(TEAM, "title"),
    lambda: building.part_at(TEAM, "sections.0.title"),
    lambda: building.placed(TEAM, "sections", {}),
    lambda: building.added(TEAM, "sections.0", {}),
    lambda: building.added(TEAM, "colours", {}),
    lambda: building.added({"sections": [4]}, "sections.0.fields", {}),
    lambda: building.moved(TEAM, "sections", 1),
    lambda: building.moved(TEAM, "sections.9", 1),
    lambda: building.removed(TEAM, "sections.0.key"),
    lambda: building.list_at(TEAM, "sections.0"),
    lambda: building.found(TEAM, "sections.0", "nobody"),
    lambda: building.found(TEAM, "sections", "team"),
]


@pytest.mark.parametrize("act", NOWHERE)
def test_what_is_not_there_is_refused(act: Any) -> None:
    with pytest.raises(RuleBroken) as refused:
        act()

    assert refused.value.code == "sheets.not_there"
