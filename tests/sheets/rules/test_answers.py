"""Is each answer judged right: asked for, kept to its kind, and true beside the others?"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sheets.generators import answers_to, definitions, json_values, patiently
from tests.sheets.samples import (
    SCORES,
    SURVEY,
    TEAM,
    must,
    options,
    question,
    sheet,
    team,
    whole,
    words,
)

from hongbang.sheets.rules.answers import Finding, characters, check, computed, places_of
from hongbang.sheets.rules.definition import Option, Words, read
from hongbang.sheets.rules.reading import Reading, written

FACTS = {"edition_starts_on": date(2016, 10, 17)}
LISTS = {"districts": [Option("310101", Words("黄浦", "Huangpu"))]}


def found(plain: dict[str, Any], answers: Any, *, final: bool = True) -> list[tuple[str, str, str]]:
    findings = check(read(plain), answers, facts=FACTS, lists=LISTS, final=final)
    return [(one.place, one.code.removeprefix("sheets."), one.severity) for one in findings]


def test_right_answers_have_no_findings() -> None:
    assert found(TEAM, whole()) == []


def test_an_empty_draft_is_asked_for_nothing() -> None:
    assert found(TEAM, {}, final=False) == []


def test_at_submission_what_is_required_and_shown_is_asked_for() -> None:
    assert found(TEAM, {}) == [
        ("team_name", "required", "block"),
        ("founded_on", "required", "block"),
        ("on_time", "required", "block"),
        ("summary", "required", "block"),
        ("was_punished", "required", "block"),
        ("pledge", "required", "block"),
    ]


WRONG = [
    ({"team_name": "红" * 61}, "team_name", "text_over"),
    ({"team_name": "红" + " " * 400}, "team_name", "answer_odd"),
    ({"team_name": 4}, "team_name", "answer_odd"),
    ({"team_name": "红\n旗"}, "team_name", "one_line"),
    ({"mobile": "12345678901"}, "mobile", "no_mobile"),
    ({"channel": "church"}, "channel", "no_such_choice"),
    ({"channel": ["union"]}, "channel", "no_such_choice"),
    ({"district": "310199"}, "district", "no_such_choice"),
    ({"works": "a"}, "works", "answer_odd"),
    ({"works": ["a", 1]}, "works", "answer_odd"),
    ({"works": ["a", "z"]}, "works", "no_such_choice"),
    ({"works": ["a", "a"]}, "works", "no_such_choice"),
    ({"works": ["a", "b", "c"]}, "works", "choices_over"),
    ({"founded_on": "2016-11"}, "founded_on", "day_after"),
    ({"founded_on": "2016"}, "founded_on", "no_month"),
    ({"headcount": "2"}, "headcount", "number_under"),
    ({"headcount": "20.5"}, "headcount", "no_whole_number"),
    ({"headcount": "twenty"}, "headcount", "no_number"),
    ({"headcount": 20}, "headcount", "no_number"),
    ({"avg_age": "36.55"}, "avg_age", "too_many_places"),
    ({"avg_age": "70"}, "avg_age", "number_over"),
    ({"female_share": "40"}, "female_share", "answer_odd"),
    ({"on_time": "95%"}, "on_time", "answer_odd"),
    ({"on_time": {"numerator": "1", "value": "2"}}, "on_time", "answer_odd"),
    ({"on_time": {"numerator": "1"}}, "on_time.denominator", "part_missing"),
    ({"on_time": whole()["on_time"] | {"numerator": "301"}}, "on_time.numerator", "ratio_over"),
    ({"on_time": whole()["on_time"] | {"numerator": "-1"}}, "on_time.numerator", "no_number"),
    (
        {"on_time": whole()["on_time"] | {"denominator": "0"}},
        "on_time.denominator",
        "ratio_of_nothing",
    ),
    ({"on_time": whole()["on_time"] | {"to": "2014-12"}}, "on_time.to", "ratio_backwards"),
    ({"on_time": whole()["on_time"] | {"to": "soon"}}, "on_time.to", "no_month"),
    ({"on_time": whole()["on_time"] | {"source": "账" * 101}}, "on_time.source", "text_over"),
    ({"education": {"level": "m"}}, "education", "answer_odd"),
    ({"education": ["m"]}, "education.0", "answer_odd"),
    ({"education": [{"colour": "m"}]}, "education.0", "answer_odd"),
    ({"education": [{"level": "m"}]}, "education.0.people", "required"),
    ({"education": [{"people": "x"}]}, "education.0.people", "no_number"),
    ({"education": [{"people": "4"}] * 5}, "education", "rows_over"),
    ({"education": [{"people": "20", "women": "21"}]}, "education.0.women", "check"),
    ({"education": [{"people": "19"}]}, "education", "check"),
    ({"photo": "x.jpg"}, "photo", "answer_odd"),
    ({"photo": ["x.jpg"]}, "photo.0", "answer_odd"),
    ({"photo": [{"kind": "exe", "size": "1", "caption": "照"}]}, "photo.0", "file_kind"),
    ({"photo": [{"kind": "jpg", "size": "9999999", "caption": "照"}]}, "photo.0", "file_large"),
    ({"photo": [{"kind": "jpg", "caption": "照"}]}, "photo.0", "file_large"),
    ({"photo": [{"kind": "jpg", "size": "9"}]}, "photo.0.caption", "no_caption"),
    ({"photo": [{"kind": "jpg", "size": "9", "caption": "照"}] * 2}, "photo", "files_over"),
    ({"summary": "太短"}, "summary", "text_under"),
    ({"was_punished": "no"}, "was_punished", "answer_odd"),
    ({"was_punished": True}, "punishment", "required"),
    ({"pledge": False}, "pledge", "must_agree"),
    ({"opinion": "同意"}, "opinion", "answer_odd"),
    ({"opinion": whole()["opinion"] | {"signed_on": "昨天"}}, "opinion.signed_on", "no_date"),
    ({"opinion": whole()["opinion"] | {"signer": ""}}, "opinion.signer", "part_missing"),
    ({"opinion": whole()["opinion"] | {"text": "好" * 201}}, "opinion.text", "text_over"),
    ({"opinion": whole()["opinion"] | {"sealed": False}}, "opinion.sealed", "no_seal"),
    ({"female_count": "21"}, "female_count", "check"),
    ({"unheard_of": "x"}, "unheard_of", "answer_unknown"),
]


@pytest.mark.parametrize(("changed", "place", "code"), WRONG)
def test_a_wrong_answer_is_found_at_its_place(
    changed: dict[str, Any], place: str, code: str
) -> None:
    assert (place, code, "block") in found(TEAM, whole() | changed)


def test_answers_that_are_no_table_are_one_finding() -> None:
    assert found(TEAM, ["x"]) == [("", "answer_odd", "block")]


PATTERNS = [
    ("name", "欧阳·阿卜杜拉", "甲1"),
    ("mobile", "13812345678", "1381234567"),
    ("phone", "021-55550100*4103", "5555"),
    ("phone", "12345", "110-1"),
    ("email", "a@b.example", "a@b"),
    ("postcode", "200001", "20000"),
    ("postcode", "200001", "２０００００"),
]


@pytest.mark.parametrize(("pattern", "right", "wrong"), PATTERNS)
def test_a_pattern_takes_and_refuses(pattern: str, right: str, wrong: str) -> None:
    plain = sheet(question("a", "text", pattern=pattern))

    assert found(plain, {"a": right}) == []
    assert found(plain, {"a": wrong}) == [("a", f"no_{pattern}", "block")]


@pytest.mark.parametrize(
    ("code", "why"),
    [("91310115MA1H8R7C6D", "uscc_meant"), ("9131", "uscc_length"), ("你" * 18, "uscc_sign")],
)
def test_a_failing_credit_code_is_a_warning(code: str, why: str) -> None:
    warned = found(sheet(question("a", "text", pattern="uscc")), {"a": code})

    assert warned in ([("a", why, "warn")], [("a", "uscc_check", "warn")])


def test_a_sound_credit_code_and_half_a_ratio_are_no_findings_in_a_draft() -> None:
    answers = {"uscc": "9131000063159284XQ", "on_time": {"numerator": "3"}}

    assert found(TEAM, answers, final=False) == []


VALUES = [
    (question("a", "text"), " 红旗 ", "红旗"),
    (question("a", "text"), " ", None),
    (question("a", "text"), 4, None),
    (question("a", "scale", high=10), "7", Fraction(7)),
    (question("a", "scale", high=10), "na", None),
    (question("a", "scale", options=options(v5="好")), "v5", "v5"),
    (question("a", "choices", options=options(x="甲")), ["x", 4], frozenset({"x"})),
    (question("a", "choices", options=options(x="甲")), [], None),
    (question("a", "choices", options=options(x="甲")), "x", None),
    (question("a", "yes_no"), True, True),
    (question("a", "yes_no"), "yes", None),
    (question("a", "date"), "2016-11-10", date(2016, 11, 10)),
    (question("a", "date"), "2016-11", None),
    (question("a", "month"), "2016-11", date(2016, 11, 1)),
    (question("a", "ratio", numerator=words("子"), denominator=words("母")), "95", None),
    (question("a", "file"), [{"name": "x"}], None),
]


@pytest.mark.parametrize(("field", "raw", "value"), VALUES)
def test_each_kind_has_its_value(field: dict[str, Any], raw: Any, value: Any) -> None:
    assert Reading(read(sheet(field)), {"a": raw}).value("a") == value


def test_a_hidden_answer_is_neither_asked_nor_checked_nor_counted() -> None:
    plain = sheet(
        question("more", "yes_no"),
        question("n", "whole", show_if="more", required=True),
        question("t", "table", show_if="more", columns=[question("c", "whole")]),
        question("twice", "computed", formula="n * 2"),
        checks=[must("few", "n < 3"), must("rows", "count(t) == 0")],
    )
    kept = {"n": "x", "t": [{"c": "1"}]}

    assert found(plain, {"more": False, **kept}) == []
    assert found(plain, {"more": True, **kept}) == [
        ("n", "no_number", "block"),
        ("checks.rows", "check", "block"),
    ]


def test_a_hidden_section_hides_its_questions() -> None:
    plain = sheet(question("a", "whole"))
    plain["sections"].append(
        {
            "key": "more",
            "title": words("更多"),
            "show_if": "a > 1",
            "fields": [question("b", "whole", required=True)],
        }
    )
    first, second = read(plain).sections

    assert found(plain, {"a": "1"}) == []
    assert found(plain, {"a": "2"}) == [("b", "required", "block")]
    assert Reading(read(plain), {"a": "1"}).is_section_shown(first)
    assert not Reading(read(plain), {"a": "1"}).is_section_shown(second)


def test_a_check_of_what_is_not_answered_does_not_fire() -> None:
    answers = whole()
    del answers["headcount"]

    assert found(TEAM, answers) == []


def test_a_warning_warns() -> None:
    assert found(TEAM, whole() | {"founded_on": "2016-05"}) == [("checks.young", "check", "warn")]


def test_a_check_says_its_words_in_both_languages() -> None:
    [finding] = check(read(TEAM), whole() | {"female_count": "21"}, facts=FACTS, final=False)

    assert finding == Finding(
        "female_count",
        "sheets.check",
        {"zh": "women_in_total不对", "en": "women_in_total不对 in English"},
    )
    assert places_of([finding]) == {"female_count"}


SCALES = [
    ({"q1": "v5"}, []),
    ({"q1": "v1"}, [("q1", "no_such_choice", "block")]),
    ({"q1": "v5", "q2": "0", "q3": "na"}, []),
    ({"q1": "v5", "q2": "11"}, [("q2", "no_such_choice", "block")]),
    ({"q1": "v5", "q2": "na"}, [("q2", "no_such_choice", "block")]),
    ({"q1": "v5", "q3": "0"}, [("q3", "no_such_choice", "block")]),
    ({"q1": ["v5"]}, [("q1", "no_such_choice", "block")]),
]


@pytest.mark.parametrize(("answers", "expected"), SCALES)
def test_a_scale_takes_its_words_or_figures(answers: Any, expected: Any) -> None:
    assert found(SURVEY, answers) == expected


POINTS = [
    ("59.5", []),
    ("60.5", [("results", "points_over", "block")]),
    ("-0.5", [("results", "points_over", "block")]),
    ("59.4", [("results", "points_between", "block")]),
    ("good", [("results", "no_number", "block")]),
]


@pytest.mark.parametrize(("points", "expected"), POINTS)
def test_a_score_keeps_to_its_points_and_step(points: str, expected: Any) -> None:
    assert found(SCORES, {"results": points}) == expected


def test_limits_from_below_wait_for_submission() -> None:
    plain = sheet(
        question("a", "long_text", min=5),
        question("b", "choices", options=options(x="甲", y="乙"), min=2),
        question("t", "table", columns=[question("c", "whole")], min_rows=2),
        question("d", "date", earliest="2016-01-01"),
    )
    answers = {"a": "短", "b": ["x"], "t": [{"c": "1"}], "d": "2016-05-01"}

    assert found(plain, answers, final=False) == []
    assert found(plain, answers) == [
        ("a", "text_under", "block"),
        ("b", "choices_under", "block"),
        ("t", "rows_under", "block"),
    ]
    assert found(plain, {"d": "2015-05-01"}, final=False) == [("d", "day_before", "block")]
    assert found(plain, {"d": "2015-05"}, final=False) == [("d", "no_date", "block")]


def test_a_named_list_that_was_not_given_is_not_checked() -> None:
    plain = sheet(question("a", "choice", options_from="organs"))

    assert check(read(plain), {"a": "any"}, final=True) == ()


def test_a_ratio_is_held_to_its_bounds_in_per_cent() -> None:
    bounded = team()
    bounded["sections"][1]["fields"][0]["least"] = 96

    assert found(bounded, whole()) == [("on_time", "number_under", "block")]


def test_what_is_worked_out_is_exact_then_rounded_half_up() -> None:
    definition, answers = read(TEAM), whole()

    assert computed(definition, answers) == {"female_share": "40.0", "on_time": "95.67"}
    assert Reading(definition, answers).value("on_time") == Fraction(287, 3)
    assert computed(definition, {}) == {}
    assert computed(read(SCORES), {"results": "50.5", "skill": "30"}) == {"total": "80.5"}


def test_a_row_check_may_ask_the_sheet_and_other_tables() -> None:
    plain = sheet(
        question("most", "whole"),
        question(
            "t",
            "table",
            columns=[question("c", "whole"), question("d", "whole")],
            checks=[
                must("limit", "c <= most"),
                must("share", "c * 2 <= sum(t.c) or count(t) == 1"),
                must("pair", "not answered(d) or answered(c)"),
                must("whole", "answered(most)"),
            ],
        ),
    )

    assert found(plain, {"most": "3", "t": [{"c": "4"}]}) == [("t.0.c", "check", "block")]
    assert found(plain, {"most": "9", "t": [{"c": "4"}, {"c": "1"}]}) == [
        ("t.0.c", "check", "block")
    ]
    assert found(plain, {"most": "9", "t": [{"d": "4"}]}) == [("t.0.c", "check", "block")]


def test_answered_knows_computed_and_unknown_names() -> None:
    reading = Reading(read(SCORES), {"results": "1", "skill": "1"})

    assert reading.is_answered("total")
    assert reading.is_answered("results")
    assert not reading.is_answered("nothing")
    assert reading.value("nothing") is None
    assert reading.holds("1 +") is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [(True, True), ("x", "x"), (frozenset({"b", "a"}), "a, b"), (date(2016, 1, 2), "2016-01-02")],
)
def test_any_value_can_be_written(value: Any, expected: Any) -> None:
    assert written(value, 2) == expected
    assert written(None, 2) == ""


def test_characters_are_the_rule_of_texts() -> None:
    assert characters("红 榜") == 2


@patiently
@given(st.data())
def test_check_never_raises_on_drawn_answers(data: st.DataObject) -> None:
    plain = data.draw(definitions())
    answers = data.draw(answers_to(plain))

    for final in (False, True):
        found = check(read(plain), answers, facts=FACTS, lists=LISTS, final=final)
        assert all(one.severity in {"block", "warn"} for one in found)
    assert isinstance(computed(read(plain), answers, FACTS), dict)


@patiently
@given(st.dictionaries(st.sampled_from([*whole(), "photo", "works"]), json_values))
def test_check_never_raises_on_any_json(answers: Any) -> None:
    check(read(TEAM), answers, facts=FACTS, lists=LISTS, final=True)


def test_check_never_raises_on_deep_json() -> None:
    deep: Any = "x"
    for _level in range(5000):
        deep = [{"a": deep}]

    assert found(TEAM, {"team_name": deep}, final=False) == [("team_name", "answer_odd", "block")]
