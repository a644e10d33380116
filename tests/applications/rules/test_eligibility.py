"""Is each condition judged exactly, and never when nothing speaks for it?"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sheets.samples import options, question, sheet, words

from hongbang.applications.rules import eligibility
from hongbang.applications.rules.eligibility import Judged, judge
from hongbang.applications.rules.indicators import SPOKEN_FOR, expression_for
from hongbang.kernel.refusal import RuleBroken
from hongbang.sheets.rules.definition import read
from hongbang.sheets.rules.reading import Reading

FORM = read(
    sheet(
        question("rate", "ratio", numerator=words("子"), denominator=words("母")),
        question("index", "decimal"),
        question("level", "choice", options=options(none="无", top="厂长")),
        question("works", "choices", options=options(a="甲", b="乙", c="丙")),
        question("lawful", "yes_no"),
        question("unit_years", "whole"),
        question("is_regulated", "yes_no"),
        question("licences", "file", show_if="is_regulated"),
        question("honours", "table", columns=[question("title", "text")]),
        question("story", "long_text"),
        question("doubled", "computed", formula="index * 2"),
    )
)
FILE = [{"file": "F", "name": "证.pdf", "kind": "pdf", "size": "9"}]


def ratio(above: object, below: object, **more: str) -> dict[str, str]:
    return {"numerator": str(above), "denominator": str(below), **more}


def judged(
    indicator: str, operator: str, answers: dict[str, Any], *, final: bool = False, **more: Any
) -> Judged:
    known, told = more.pop("known", None), more.pop("told", None)
    row = {"id": "E1", "applies": ["team"], "kind": "hard", **more}
    row |= {"indicator": indicator, "operator": operator}
    [found] = judge([row], "team", Reading(FORM, answers), known=known, told=told, final=final)
    return found


@pytest.mark.parametrize(
    ("indicator", "operator", "more", "answers", "verdict", "code"),
    [
        ("index", ">=", {"value": "80"}, {"index": "80"}, "met", "number"),
        ("index", ">=", {"value": "80"}, {"index": "79.99"}, "not_met", "number"),
        ("index", ">", {"value": "80"}, {"index": "80"}, "not_met", "number"),
        ("index", "<=", {"value": "80"}, {"index": "80"}, "met", "number"),
        ("index", "!=", {"value": "80"}, {"index": "80.1"}, "met", "number"),
        ("index", "=", {"value": "0"}, {"index": "0"}, "met", "number"),
        ("index", ">", {"value": "80"}, {}, "unknown", "missing"),
        ("index", ">", {"value": "80"}, {"index": "many"}, "unknown", "missing"),
        ("doubled", "=", {"value": "9"}, {"index": "4.5"}, "met", "number"),
        ("rate", ">", {"value": "95"}, {"rate": ratio(96, 100)}, "met", "number"),
        ("rate", ">", {"value": "95"}, {"rate": ratio(95, 100)}, "not_met", "cases_short"),
        ("rate", "<", {"value": "3"}, {"rate": ratio(3, 100)}, "not_met", "cases_over"),
        ("rate", "<=", {"value": "3"}, {"rate": ratio(4, 100)}, "not_met", "cases_over"),
        ("rate", "=", {"value": "3"}, {"rate": ratio(4, 100)}, "not_met", "number"),
        ("rate", "<", {"value": "0"}, {"rate": ratio(4, 100)}, "not_met", "number"),
        ("rate", ">", {"value": "50"}, {"rate": ratio("1.5", "100")}, "not_met", "number"),
        ("rate", ">", {"value": "50"}, {"rate": ratio(1, 0)}, "unknown", "missing"),
        ("level", "in", {"among": ["none"]}, {"level": "none"}, "met", "among"),
        ("level", "in", {"among": ["none"]}, {"level": "top"}, "not_met", "among"),
        ("level", "not_in", {"among": ["top"]}, {"level": "top"}, "not_met", "among"),
        ("level", "not_in", {"among": ["top"]}, {}, "unknown", "missing"),
        ("works", "in", {"among": ["a", "b"]}, {"works": ["a", "b"]}, "met", "among"),
        ("works", "in", {"among": ["a", "b"]}, {"works": ["a", "c"]}, "not_met", "among"),
        ("works", "not_in", {"among": ["c"]}, {"works": ["a", "c"]}, "not_met", "among"),
        ("lawful", "declared", {}, {"lawful": True}, "met", "said_so"),
        ("lawful", "is_true", {}, {"lawful": False}, "not_met", "said_so"),
        ("lawful", "declared", {}, {}, "unknown", "missing"),
        ("story", "described", {}, {"story": "一件事"}, "met", "there"),
        ("story", "described", {}, {"story": "　"}, "unknown", "missing"),
        ("licences", "present", {}, {"is_regulated": True, "licences": FILE}, "met", "there"),
        ("licences", "present", {}, {"licences": FILE}, "unknown", "missing"),
        ("lawful", "present", {}, {"lawful": False}, "not_met", "there"),
        ("years_in_operation", ">=", {"value": "3"}, {"unit_years": "3"}, "met", "number"),
        ("years_in_operation", ">=", {"value": "3"}, {}, "unknown", "missing"),
        ("earlier_honours", ">=", {"value": "1"}, {}, "not_met", "number"),
        ("earlier_honours", ">=", {"value": "1"}, {"honours": [{"title": "奖"}]}, "met", "number"),
        ("licence_where_regulated", "present", {}, {"is_regulated": False}, "met", "there"),
        ("licence_where_regulated", "present", {}, {"is_regulated": True}, "not_met", "there"),
        ("licence_where_regulated", "present", {}, {}, "unknown", "missing"),
        ("years_of_team", ">=", {"value": "1"}, {}, "unknown", "elsewhere"),
        ("holds_same_honour", "=", {"value": "0"}, {}, "unknown", "elsewhere"),
        ("contest_rank", "present", {}, {}, "unknown", "elsewhere"),
    ],
)
def test_a_condition_is_judged(
    indicator: str,
    operator: str,
    more: dict[str, Any],
    answers: dict[str, Any],
    verdict: str,
    code: str,
) -> None:
    found = judged(indicator, operator, answers, **more)

    assert (found.verdict, found.code) == (verdict, code)


def test_what_is_missing_when_it_must_be_final_is_not_met() -> None:
    answered = judged("index", ">", {}, value="80", final=True)
    elsewhere = judged("holds_same_honour", "=", {}, value="0", final=True)

    assert (answered.verdict, answered.code) == ("not_met", "missing")
    assert (elsewhere.verdict, elsewhere.code) == ("unknown", "elsewhere")


@pytest.mark.parametrize(("count", "verdict"), [(0, "met"), (1, "not_met")])
def test_another_room_answers_first(count: int, verdict: str) -> None:
    known = {"holds_same_honour": Fraction(count), "index": Fraction(1)}
    told = {"holds_same_honour": ("held", {"number": "2026-01-0001-8"})}

    assert judged("holds_same_honour", "=", {}, value="0", known=known).verdict == verdict
    plainly = judged("holds_same_honour", "=", {}, value="0", known=known, told=told)
    assert (plainly.verdict, plainly.code) == (verdict, "held")
    assert plainly.params == {"number": "2026-01-0001-8"}
    assert judged("index", "=", {"index": "2"}, value="1", known=known).verdict == "met"


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        ("2025-10", "2026-09", "number"),
        ("2025-11", "2026-09", "window_short"),
        ("2026-09", "2025-10", "number"),  # the form itself says that this is backwards
        ("", "", "number"),
    ],
)
def test_a_rate_over_too_short_a_time_is_not_judged(first: str, last: str, code: str) -> None:
    answers = {"rate": ratio(99, 100, **{"from": first, "to": last})}

    found = judged("rate", ">", answers, value="95", window_months=12)

    assert found.code == code
    assert found.params.get("covered", "11") == "11"


def test_the_words_of_why_have_what_they_need() -> None:
    found = judged("rate", ">", {"rate": ratio(61, 63)}, value="98", unit="%")

    assert dict(found.params) == {
        "now": "96.83",
        "sign": ">",
        "wanted": "98",
        "unit": "%",
        "short": "1",
    }
    assert found.plain() == {
        "condition": "E1",
        "kind": "hard",
        "verdict": "not_met",
        "code": "cases_short",
        "params": dict(found.params),
    }


@given(st.integers(1, 500), st.data(), st.sampled_from([">", ">=", "<", "<="]), st.integers(0, 100))
def test_with_the_cases_that_are_missing_it_would_be_met(
    below: int, data: Any, sign: str, bound: int
) -> None:
    above = data.draw(st.integers(0, below))
    found = judged("rate", sign, {"rate": ratio(above, below)}, value=str(bound))

    short = int(found.params.get("short", "0"))
    if short:
        mended = above + short if sign.startswith(">") else above - short
        almost = mended - 1 if sign.startswith(">") else mended + 1
        assert (
            judged("rate", sign, {"rate": ratio(mended, below)}, value=str(bound)).verdict == "met"
        )
        assert (
            judged("rate", sign, {"rate": ratio(almost, below)}, value=str(bound)).verdict != "met"
        )


def test_only_conditions_of_the_category_are_judged() -> None:
    rows = [
        {"id": key, "applies": [key], "indicator": "story", "operator": "present", "kind": "soft"}
        for key in ("team", "individual")
    ]

    assert [one.condition for one in judge(rows, "team", Reading(FORM, {}))] == ["team"]


@pytest.mark.parametrize(
    ("kind", "verdict", "stops"),
    [
        ("hard", "not_met", True),
        ("veto", "not_met", True),
        ("soft", "not_met", False),
        ("scored", "not_met", False),
        ("hard", "unknown", False),
        ("veto", "met", False),
    ],
)
def test_only_binding_conditions_that_are_not_met_stop(
    kind: str, verdict: str, stops: bool
) -> None:
    one = Judged("E1", kind, verdict, "number")

    if stops:
        with pytest.raises(RuleBroken) as refused:
            eligibility.check_eligible([one, one])
        assert refused.value.params == {"conditions": "E1、E1"}
    else:
        eligibility.check_eligible([one])


def test_verdicts_are_counted() -> None:
    found = [Judged("E", "hard", verdict, "number") for verdict in ("met", "unknown", "met")]

    assert eligibility.counts(found) == {"met": 2, "not_met": 0, "unknown": 1}


def test_every_expression_is_one_the_sheets_take() -> None:
    asked = {"unit_years", "team_years", "is_regulated", "licences", "innovation", "honours"}
    kinds = {"honours": "table", "licences": "file", "is_regulated": "yes_no"}
    columns = {"columns": [question("title", "text")]}
    form = read(
        sheet(
            *(
                question(key, kinds.get(key, "whole"), **(columns if key == "honours" else {}))
                for key in sorted(asked)
            )
        )
    )

    assert [one for one in SPOKEN_FOR if expression_for(one, form) is None] == []
    assert expression_for("no_such_indicator", form) is None
