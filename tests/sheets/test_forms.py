"""Do answers survive the page: what is kept is shown, and what is shown is sent again?"""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.http import QueryDict
from django.template import engines
from tests.sheets.samples import SCORES, SURVEY, TEAM, options, question, sheet, whole, words

from hongbang.sheets import texts
from hongbang.sheets.forms import posted
from hongbang.sheets.forms.answering import AnswerForm
from hongbang.sheets.rules.answers import Finding, check
from hongbang.sheets.rules.definition import Option, Words, read

INPUT = re.compile(
    r"<input([^>]*)>|<textarea([^>]*)>\n([^<]*)</textarea>|<select([^>]*)>(.*?)</select>"
)
FILE = {"file": "CODE", "name": "照.jpg", "kind": "jpg", "size": "9", "caption": "正面"}


def drawn(form: AnswerForm) -> str:
    page = engines["django"].from_string("{% load sheets %}{% sheet form %}")  # type: ignore[attr-defined]  # Django's own engine
    return str(page.render({"form": form}))


def sent(html: str) -> QueryDict:
    """Read what a browser would send of a page."""
    data = QueryDict(mutable=True)
    for line, area, text, select, offered in INPUT.findall(html):
        name = re.search(r'name="([^"]+)"', line or area or select)
        if name is None or 'type="file"' in line:
            continue
        if select:
            chosen = re.search(r'value="([^"]*)" selected', offered)
            data.appendlist(name[1], unescape(chosen[1]) if chosen else "")
        elif area:
            data.appendlist(name[1], unescape(text))
        elif not re.search(r'type="(?:radio|checkbox)"', line) or " checked" in line:
            value = re.search(r'value="([^"]*)"', line)
            data.appendlist(name[1], unescape(value[1]) if value else "on")
    return data


EVERY = [
    (TEAM, whole() | {"photo": [FILE], "works": ["a", "c"], "punishment": "从前写的"}),
    (SURVEY, {"q1": "v4", "q2": "0", "q3": "na"}),
    (SCORES, {"results": "50.5", "skill": "30"}),
    (
        sheet(
            question("more", "yes_no"),
            question("r", "ratio", numerator=words("子"), denominator=words("母"), show_if="more"),
            question("c", "choices", options=options(x="甲", y="乙"), show_if="more"),
            question(
                "t",
                "table",
                columns=[question("ok", "yes_no"), question("long", "long_text")],
                show_if="more",
            ),
            question("list", "choice", options_from="districts"),
        ),
        {
            "more": False,
            "r": {"numerator": "1", "source": "账"},
            "c": ["x", "y"],
            "t": [{"ok": True, "long": "一\n二"}, {"ok": False}],
            "list": "d9",
        },
    ),
]


@pytest.mark.parametrize(("plain", "answers"), EVERY)
def test_what_is_shown_is_sent_again_unchanged(plain: Any, answers: dict[str, Any]) -> None:
    definition = read(plain)
    lists = {"districts": [Option(f"d{n}", Words("区", "District")) for n in range(12)]}

    html = drawn(AnswerForm(definition, answers, lists=lists))

    assert posted.answers(definition, sent(html)) == answers


def test_shown_when_it_holds_it_is_sent_again_too() -> None:
    plain, answers = EVERY[-1]
    definition = read(plain)

    html = drawn(AnswerForm(definition, answers | {"more": True}))

    assert posted.answers(definition, sent(html)) == answers | {"more": True}


def test_numbers_are_taken_as_people_type_them() -> None:
    assert posted.number(" ３,184，520 ") == "3184520"


@pytest.mark.parametrize("rows", ["x", "-1", "٣", ""])
def test_a_count_of_rows_that_is_none_counts_nothing(rows: str) -> None:
    assert posted.row_count(QueryDict(f"t.rows={rows}"), "t") == 0


def test_a_file_is_taken_out() -> None:
    definition = read(TEAM)
    data = sent(drawn(AnswerForm(definition, {"photo": [FILE]})))

    assert posted.answers(definition, data) == {"photo": [FILE]}
    data["photo.0.gone"] = "yes"
    assert posted.answers(definition, data) == {}


def test_findings_link_to_inputs_that_are_there() -> None:
    definition = read(TEAM)
    answers = whole() | {
        "on_time": {"numerator": "400", "denominator": "300"},
        "opinion": {"text": "好"},
        "education": [{"people": "x", "women": "3"}],
        "photo": [{**FILE, "caption": ""}],
        "was_punished": "odd",
    }
    form = AnswerForm(definition, answers, findings=check(definition, answers, final=True))

    html = drawn(form)

    linked = re.findall(r'<a href="#([^"]+)">', html)
    assert len(linked) >= 9
    assert [one for one in linked if f'id="{one}"' not in html] == []
    labels = [told.label for told in form.told]
    assert "及时率 · 及时办结" in labels
    assert "单位意见 · 签字人" in labels
    assert "学历结构 · 第 1 行 people" in labels


def test_a_table_that_is_full_takes_no_more_rows() -> None:
    plain = sheet(question("t", "table", columns=[question("c", "whole")], max_rows=2))
    form = AnswerForm(read(plain), {"t": [{"c": "1"}, {"c": "2"}]}, more_rows="t")

    html = drawn(form)

    assert "行数已到上限" in html
    assert 'name="t.2.c"' not in html


def test_typed_words_never_become_markup() -> None:
    plain = sheet(question("a", "long_text"), question("b", "text"), question("c", "whole"))
    html = drawn(AnswerForm(read(plain), dict.fromkeys("abc", '"><script>x()</script>')))

    assert "<script>x()" not in html


def test_every_code_of_the_rules_has_words() -> None:
    rules = Path(texts.__file__).parent / "rules"
    source = "".join(path.read_text(encoding="utf-8") for path in rules.glob("*.py"))
    found = {*re.findall(r'"(sheets\.[a-z_]+)"', source)} - texts.REFUSALS.keys()

    assert len(found) > 60
    assert found - texts.FAULTS.keys() - texts.FINDINGS.keys() == set()
    made = {"no_name", "no_mobile", "no_phone", "no_email", "no_postcode", "no_date", "no_month"}
    made |= {"uscc_length", "uscc_sign", "uscc_check", "uscc_meant"}
    assert {f"sheets.{code}" for code in made} <= texts.FINDINGS.keys()


def test_a_check_is_said_in_the_readers_language() -> None:
    finding = Finding("a", "sheets.check", {"zh": "错了", "en": "Wrong"})

    assert texts.finding_words(finding) == "错了"
