"""Which survey sheet do tests ask, and how is it counted?"""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from tests.programmes import sample
from tests.sheets.samples import options, question, words

from hongbang.sheets.rules.definition import read
from hongbang.sheets.rules.shape import Definition
from hongbang.surveys.rules.counting import counting_of

CHAPTER: dict[str, Any] = sample.chapters()["survey"]
FIVE = {
    "very_satisfied": "非常满意",
    "satisfied": "满意",
    "fairly": "基本满意",
    "dissatisfied": "不满意",
    "very_dissatisfied": "非常不满意",
}


def definition() -> Definition:
    """Return the sheet as rules take it."""
    return read(sheet())


def sheet() -> dict[str, Any]:
    """Return a survey sheet: words, figures, recommending, and one question under a condition."""
    five = options(**FIVE)
    fields = [
        question("manners", "scale", "文明用语", options=five, required=True),
        question("speed", "scale", "办理效率", options=five, not_applicable=words("未遇到")),
        question("overall", "scale", "总体满意度", low=1, high=10, required=True),
        question("recommend", "scale", "愿意推荐吗", low=0, high=10),
        question("has_complained", "yes_no", "有过投诉"),
        question(
            "complaint_result", "scale", "处理得满意吗", options=five, show_if="has_complained"
        ),
        question("was_pressed", "yes_no", "有人要求我填满意"),
        question("more", "long_text", "还想说的", max=200),
    ]
    section = {"key": "service", "title": words("今天的服务"), "fields": fields}
    return {"kind": "survey", "title": words("顾客评价", "Survey"), "sections": [section]}


COUNTING = counting_of(CHAPTER, definition())
TOP = {"manners": "very_satisfied", "speed": "very_satisfied", "overall": "10", "recommend": "10"}
BOTTOM = {"manners": "very_dissatisfied", "speed": "very_dissatisfied", "overall": "1"}
ANSWER = st.fixed_dictionaries(
    {"manners": st.sampled_from(sorted(FIVE)), "overall": st.integers(1, 10).map(str)},
    optional={
        "speed": st.sampled_from((*sorted(FIVE), "na")),
        "recommend": st.integers(0, 10).map(str),
        "was_pressed": st.booleans(),
    },
)
MANY = st.lists(ANSWER, max_size=30)
