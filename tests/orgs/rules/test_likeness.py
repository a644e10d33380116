"""Are names that may be one body told from names that are not?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongbang.orgs.rules.likeness import are_near, core, is_within, sound

NEAR = [
    ("上海示范酒店管理有限公司", "上海示范酒店管理（集团）股份有限公司"),
    ("上海市示范酒店有限公司", "上海示范酒店有限责任公司"),
    ("上海锦江饭店有限公司", "上海金江饭店有限公司"),
    ("示 范 · 百 货", "示范百货"),
    ("上海ABC示范服务有限公司", "上海ＡＢＣ示范服务"),
    ("示范公共交通（集团）有限公司延安路分公司", "示范公共交通（集团）有限公司沿安路分公司"),
    ("示范", "师范"),
]
FAR = [
    ("黄浦区总工会", "杨浦区总工会"),
    ("上海市黄浦区妇女联合会", "上海市青浦区妇女联合会"),
    ("第一人民医院", "第七人民医院"),
    ("示范邮政支局1号营业厅", "示范邮政支局2号营业厅"),
    ("上海示范酒店", "上海示范饭店"),
    ("浦东新区示范医院", "静安区示范医院"),
    ("甲乙", "甲丙"),
]


@pytest.mark.parametrize(("one", "other"), NEAR)
def test_names_that_may_be_one_are_near(one: str, other: str) -> None:
    assert are_near(one, other)
    assert are_near(other, one)


@pytest.mark.parametrize(("one", "other"), FAR)
def test_names_of_two_bodies_are_far(one: str, other: str) -> None:
    assert not are_near(one, other)
    assert not are_near(other, one)


def test_the_form_is_taken_off_only_while_a_name_is_left() -> None:
    assert core("示范集团有限公司") == "示范集团"
    assert core("上海市示范服务中心") == "上海示范服务"
    assert core("有限公司") == "有限公司"


@given(st.text(max_size=40))
def test_a_name_is_near_itself(name: str) -> None:
    assert are_near(name, name)


@given(st.text("abc", max_size=8), st.text("abc", max_size=8), st.integers(0, 3))
def test_the_distance_is_the_known_one(one: str, other: str, limit: int) -> None:
    assert is_within(one, other, limit) is (_distance(one, other) <= limit)


def _distance(one: str, other: str) -> int:
    if not one or not other:
        return len(one) + len(other)
    if one[0] == other[0]:
        return _distance(one[1:], other[1:])
    steps = [(one[1:], other), (one, other[1:]), (one[1:], other[1:])]
    return 1 + min(_distance(*step) for step in steps)


def test_the_sound_has_no_tones_and_no_form() -> None:
    assert sound("上海市质量协会") == "shanghaizhiliangxiehui"
