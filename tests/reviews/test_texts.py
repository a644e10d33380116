"""Is it said in words what decided a place, and why a reading fell away?"""

from __future__ import annotations

import pytest

from hongbang.reviews.rules import conflicts, standing
from hongbang.reviews.texts import CONFLICTS, DECIDED, aside, decided_by

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("criterion:results", "“顾客结果”的平均分"),
        ("criterion:gone", "“gone”的平均分"),
        ("reviews.by_score", "得分"),
        ("untrimmed_median", "全部评分的中位数"),
        ("anything", "anything"),
    ],
)
def test_what_decided_is_said(rule: str, words: str) -> None:
    assert decided_by(rule, {"results": "顾客结果"}) == words


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("与班组长是亲属", "与班组长是亲属"),
        (
            "reviews.same_organ reviews.same_organisation",
            "来自推荐这份材料的单位、与申报单位同属一个单位或集团",
        ),
        ("reviews.same_organ 亲属", "reviews.same_organ 亲属"),
        ("", ""),
    ],
)
def test_why_a_reading_fell_away_is_said(reason: str, words: str) -> None:
    assert aside(reason) == words


def test_every_code_of_the_rules_has_words() -> None:
    decided = {standing.BY_SCORE, standing.BY_LOT, standing.UNSCORED}
    found = {conflicts.SAME_ORGANISATION, conflicts.SAME_ORGAN, conflicts.DECLARED}

    assert decided <= DECIDED.keys()
    assert found <= CONFLICTS.keys()
