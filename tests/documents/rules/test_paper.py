"""Are the measures of a formal paper the standard's, and its words written as it says?"""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongbang.documents.rules import paper

TITLES = st.text(
    alphabet="关于开展二〇年度创建上海市“用户满意服务明星”（班组）活动、申报工作的通知abc 2016",
    min_size=1,
    max_size=80,
)


def test_twenty_two_lines_of_twenty_eight_characters_fill_the_type_area() -> None:
    assert paper.PITCH * 22 == 225
    assert paper.ADVANCE * 28 == 156
    assert Fraction(127, 360) == paper.POINT
    assert round(paper.pitch_pt() * 22, 6) == round(225 * 72 / 25.4, 6)
    assert round((16 + paper.tracking_pt()) * 28, 6) == round(156 * 72 / 25.4, 6)


@given(TITLES)
def test_a_title_is_broken_without_losing_a_sign(title: str) -> None:
    lines = paper.title_lines(title)

    assert "".join(lines) == title
    assert all(lines)


@given(TITLES)
def test_no_line_of_a_title_begins_with_a_closing_sign(title: str) -> None:
    rest = paper.title_lines(title)[1:]

    assert all(not line.startswith(("”", "）", "、")) for line in rest) or not set(title) - set(
        "”）、"
    )


def test_a_title_broken_by_hand_stays_so() -> None:
    assert paper.title_lines("上海市质量协会\n关于培训的通知") == [
        "上海市质量协会",
        "关于培训的通知",
    ]


def test_a_title_without_words_is_cut_in_the_middle() -> None:
    assert paper.title_lines("“" * 40) == ["“" * 20, "“" * 20]


@pytest.mark.parametrize(
    ("day", "plain", "formal"),
    [
        (date(2016, 11, 5), "2016年11月5日", "二〇一六年十一月五日"),
        (date(2026, 10, 10), "2026年10月10日", "二〇二六年十月十日"),
        (date(2030, 1, 31), "2030年1月31日", "二〇三〇年一月三十一日"),
        (date(2009, 12, 20), "2009年12月20日", "二〇〇九年十二月二十日"),
    ],
)
def test_days_are_written(day: date, plain: str, formal: str) -> None:
    assert (paper.day_words(day), paper.formal_day_words(day)) == (plain, formal)


@given(st.dates(date(1949, 1, 1), date(2099, 12, 30)))
def test_no_two_days_are_written_alike(day: date) -> None:
    after = day + timedelta(days=1)

    assert paper.formal_day_words(day) != paper.formal_day_words(after)
    assert "0" not in paper.formal_day_words(day)


@pytest.mark.parametrize(
    ("count", "rows"), [(0, []), (1, [1]), (2, [2]), (3, [3]), (4, [2, 2]), (5, [3, 2])]
)
def test_signatures_stand_at_most_three_in_a_row(count: int, rows: list[int]) -> None:
    names = [f"机关{n}" for n in range(count)]

    set_out = paper.seal_rows(names)

    assert [len(row) for row in set_out] == rows
    assert [name for row in set_out for name in row] == names


def test_attachments_are_numbered_when_there_are_several() -> None:
    assert paper.attachment_lines([]) == []
    assert paper.attachment_lines(["名单"]) == [("附件：", "名单")]
    assert paper.attachment_lines(["甲", "乙"]) == [("附件：", "1. 甲"), ("", "2. 乙")]
