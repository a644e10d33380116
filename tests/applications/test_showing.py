"""Does every kind of answer read in words, and only what was asked?"""

from __future__ import annotations

from typing import Any

import pytest
from tests.sheets.samples import options, question, sheet, words

from hongbang.applications.forms.showing import Answer, is_chinese, shown
from hongbang.sheets.rules.definition import read
from hongbang.sheets.rules.shape import Option, Words

FORM = read(
    sheet(
        question("name", "text", "名称"),
        question("people", "whole", "人数", unit=words("人", "people")),
        question("double", "computed", "两倍", formula="people * 2", unit=words("人", "people")),
        question("half", "computed", "一半", formula="score_given / 2"),
        question("score_given", "decimal", "得分"),
        question("ok", "yes_no", "是否"),
        question("works", "choices", "作品", options=options(a="甲", b="乙")),
        question("district", "choice", "所属区", options_from="districts"),
        question("rate", "scale", "量表", high=10, not_applicable=words("不适用", "N/A")),
        question(
            "share",
            "ratio",
            "比率",
            numerator=words("子", "above"),
            denominator=words("母", "below"),
        ),
        question("said", "opinion", "意见", signer=words("负责人", "Head")),
        question("files", "file", "证明"),
        question("rows", "table", "表", columns=[question("who", "text"), question("n", "whole")]),
        question("more", "long_text", "更多", show_if="ok"),
    )
)
LISTS = {"districts": [Option("hp", Words("黄浦区", "Huangpu"))]}


def answer(key: str, answers: dict[str, Any]) -> Answer:
    [part] = shown(FORM, answers, {}, LISTS)
    return next(one for one in part.answers if one.key == key)


@pytest.mark.parametrize(
    ("key", "raw", "told"),
    [
        ("name", "示范", "示范"),
        ("people", "11", "11 人"),
        ("ok", False, "否"),
        ("works", ["a", "b"], "甲、乙"),
        ("works", ["a", "gone"], "甲、gone"),
        ("district", "hp", "黄浦区"),
        ("rate", "na", "不适用"),
        ("rate", "7", "7"),
        ("share", {"numerator": "1"}, "—（子 1，母 —；— 到 —；出自 —）"),
        (
            "said",
            {"text": "同意", "signer": "顾", "signed_on": "2026-11-02", "sealed": True},
            "同意\n顾，2026-11-02，已盖章",
        ),
        ("said", {"signer": "顾"}, "顾"),
        ("name", 7, ""),
        ("rows", "no table", "no table"),
        ("name", "", ""),
    ],
)
def test_an_answer_reads_in_words(key: str, raw: object, told: str) -> None:
    found = answer(key, {key: raw})

    assert found.words == told
    assert found.is_given == bool(told)


def test_what_is_worked_out_has_its_unit_once_it_is_known() -> None:
    assert answer("double", {"people": "4"}).words == "8.00 人"
    assert answer("double", {}).words == ""
    assert answer("half", {"score_given": "3"}).words == "1.50"


def test_files_and_rows_are_given_as_they_are() -> None:
    files = [{"file": "F", "name": "证.pdf"}]

    assert answer("files", {"files": files}).files == files
    found = answer("rows", {"rows": [{"who": "甲", "n": "2"}, {"n": "3"}]})
    assert (found.heads, found.rows) == (["who", "n"], [["甲", "2"], ["", "3"]])
    assert found.is_given


def test_only_what_was_asked_is_shown() -> None:
    for is_ok in (True, False):
        [part] = shown(FORM, {"ok": is_ok, "more": "隐藏的"}, {}, LISTS)
        keys = [one.key for one in part.answers]
        assert ("more" in keys) is is_ok


def test_chinese_is_told_apart() -> None:
    assert (is_chinese("7 人"), is_chinese("7 people")) == (True, False)
    assert answer("name", {"name": "示范"}).is_chinese
