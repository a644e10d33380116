"""Is nothing that a spreadsheet could run left as it was (reliability S07)?"""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongbang.documents.rules.cells import harmless

LEAD_INS = {
    "equals": "=1+1",
    "plus": "+1+1",
    "minus": "-1+1",
    "at": "@SUM(1)",
    "bar": "|cmd",
    "percent": "%0A=1",
    "full-width equals": "＝1+1",
    "full-width plus": "＋1",
    "full-width at": "＠SUM(1)",
    "small equals": "﹦1",
    "after a blank": "  =1+1",
    "after a no-break space": "\u00a0=1+1",
    "after an ideographic space": "\u3000=1+1",
    "after a tab": "\t=1+1",
    "after a NUL": "\x00=1+1",
    "after a vertical tab": "\x0b=1+1",
}


@pytest.mark.parametrize("what", LEAD_INS)
def test_a_live_text_gets_an_apostrophe(what: str) -> None:
    text = LEAD_INS[what]

    shown = harmless(text)

    assert shown.startswith("'")
    assert shown[1:] == text.replace("\x00", "").replace("\x0b", "")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("what", LEAD_INS)
def test_a_live_second_line_gets_one_too(what: str, end: str) -> None:
    lines = harmless(f"满意{end}{LEAD_INS[what]}{end}满意").split("\n")

    assert (lines[0], lines[1][0], lines[2]) == ("满意", "'", "满意")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "满意",
        "a=b",
        "100%",
        "3-5 月",
        "a@b.example",
        "〔2026〕3号",
        "'=1",
        "一\n二",
    ],
)
def test_an_ordinary_text_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text


@given(st.text(max_size=40))
def test_no_line_is_live_and_none_is_touched_twice(text: str) -> None:
    once = harmless(text)

    starts = [unicodedata.normalize("NFKC", line).strip()[:1] for line in once.split("\n")]
    assert [start for start in starts if start and start in "=+-@|%"] == []
    assert harmless(once) == once
