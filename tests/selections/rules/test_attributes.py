"""Is each attribute read where it stands, and left unknown where it does not?"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from hongbang.selections.rules.attributes import Known, attribute, attributes

DAY = date(2016, 12, 31)


def person(**answers: Any) -> Known:
    return Known("individual", answers, on=DAY)


def team(**answers: Any) -> Known:
    return Known("team", answers, on=DAY)


@pytest.mark.parametrize(
    ("name", "known", "value"),
    [
        ("any", Known("unit"), "yes"),
        ("women", person(sex="female"), "yes"),
        ("women", person(sex="male"), "no"),
        ("women", person(), "unknown"),
        ("women", team(female_count="0"), "no"),
        ("women", team(female_count=3), "yes"),
        ("women", team(female_count="three"), "unknown"),
        ("under35", person(birth_month="1981-01"), "yes"),
        ("under35", person(birth_month="1980-12"), "no"),
        ("under35", person(birth_month="soon"), "unknown"),
        ("under35", Known("individual", {"birth_month": "1981-01"}), "unknown"),
        ("under35", team(under35_count="4", headcount="8"), "yes"),
        ("under35", team(under35_count="3", headcount="8"), "no"),
        ("under35", team(under35_count="3"), "unknown"),
        ("under35", team(headcount="8"), "unknown"),
        ("non_public", Known("team", nature="private"), "yes"),
        ("non_public", Known("team", nature="state_held"), "no"),
        ("non_public", Known("team", nature="other"), "unknown"),
        ("non_public", Known("team"), "unknown"),
        ("front_line", person(front_line=True), "yes"),
        ("front_line", person(front_line=False), "no"),
        ("front_line", person(front_line={"odd": 1}), "unknown"),
        ("district", Known("team", district="黄浦区"), "黄浦区"),
        ("district", team(district="静安区"), "静安区"),
        ("industry", team(window_industry="retail"), "retail"),
        ("channel", Known("team", channel="union"), "union"),
        ("organ", Known("team", organ="ORG1"), "ORG1"),
        ("district.women", Known("individual", {"sex": "female"}, district="黄浦区"), "黄浦区"),
        ("district.women", Known("individual", {"sex": "male"}, district="黄浦区"), "no"),
        ("district.women", Known("individual", district="黄浦区"), "unknown"),
    ],
)
def test_where_an_attribute_is_read(name: str, known: Known, value: str) -> None:
    assert attribute(name, known) == value
    assert attributes([name], known) == {name: value}
