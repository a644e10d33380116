"""Is an unfinished sheet kept, and what no database could hold refused?"""

from __future__ import annotations

from typing import Any

import pytest
from tests.sheets.samples import TEAM

from hongbang.kernel.refusal import RuleBroken
from hongbang.sheets.rules.keeping import check_code, digest, kept, title_of


def deep() -> Any:
    value: Any = "x"
    for _level in range(3000):
        value = [value]
    return value


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ({}, "sheets.no_kind"),
        ({"kind": ["survey"]}, "sheets.no_kind"),
        ({"kind": "survey", "x": 0.5}, "sheets.not_plain"),
        ({"kind": "survey", "x": None}, "sheets.not_plain"),
        ({"kind": "survey", "x": [{"y": "\x00"}]}, "sheets.not_plain"),
        ({"kind": "survey", "x": "\ud800"}, "sheets.not_plain"),
        ({"kind": "survey", "x": {4: "y"}}, "sheets.not_plain"),
        ({"kind": "survey", "x": deep()}, "sheets.not_plain"),
        ({"kind": "survey", "x": "y" * 700_000}, "sheets.too_large"),
    ],
)
def test_what_cannot_be_kept_is_refused(content: dict[str, Any], code: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        kept(content)

    assert refused.value.code == code


def test_an_unfinished_sheet_is_kept() -> None:
    assert kept({"kind": "survey", "sections": [{}]}) == b'{"kind":"survey","sections":[{}]}'


def test_the_digest_does_not_depend_on_the_order_of_keys() -> None:
    assert digest(TEAM) == digest(dict(reversed(TEAM.items())))


@pytest.mark.parametrize("code", ["", "Team", "1team", "team-form", "t" * 41, "team\n"])
def test_an_odd_code_is_refused(code: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        check_code(code)

    assert refused.value.code == "sheets.code_odd"


def test_a_title_is_returned_as_far_as_there_is_one() -> None:
    assert title_of({"title": {"zh": 4}}, "zh") == ""
    assert title_of({"title": "表"}, "zh") == ""
