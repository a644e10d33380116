"""Does clean HTML hold only what a notice may hold, and does Markdown carry it there and back?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.security.oracle import faults
from tests.security.payloads import PAYLOADS

from hongbang.kernel.richtext import clean, from_markdown, paragraphs, to_markdown

WORDS = st.text("一二三质量服务 ab1.#-+*_[]()<>&|`~=!\\:/“”《》，。", min_size=1, max_size=16)
LINES = WORDS.map(str.strip).filter(bool)


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def blocks(tag: str) -> st.SearchStrategy[str]:
    return LINES.map(lambda line: f"<{tag}>{escaped(line)}</{tag}>")


ITEMS = st.lists(blocks("li"), min_size=1, max_size=3).map("".join)
DOCUMENTS = st.lists(
    st.one_of(
        blocks("p"),
        blocks("h2"),
        blocks("h3"),
        ITEMS.map(lambda items: f"<ol>{items}</ol>"),
        ITEMS.map(lambda items: f"<ul>{items}</ul>"),
        blocks("p").map(lambda line: f"<blockquote>{line}</blockquote>"),
    ),
    min_size=1,
    max_size=4,
).map("".join)


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize(
    "around", ["{}", "<p>{}</p>", "<p title='{}'>一</p>", "<a href='{}'>一</a>"]
)
def test_clean_takes_every_attack_away(payload: str, around: str) -> None:
    cleaned = clean(around.format(payload) if "{{" not in payload else payload)

    assert faults(cleaned) == []


@pytest.mark.parametrize("payload", PAYLOADS)
def test_from_markdown_takes_every_attack_away(payload: str) -> None:
    assert faults(from_markdown(payload)) == []
    assert (
        faults(from_markdown(f"## {payload}\n\n- {payload}\n\n> {payload}\n\n| {payload} |\n|-|"))
        == []
    )


@given(
    st.lists(st.sampled_from([*PAYLOADS, "<p>", "</p>", "<li>", "<blockquote>", "一", "'", '"']))
)
def test_clean_of_any_tangle_has_no_fault_and_says_the_same_when_cleaned_again(
    parts: list[str],
) -> None:
    once = clean("".join(parts))

    assert faults(once) == []
    assert paragraphs(clean(once)) == paragraphs(once)


@given(DOCUMENTS)
def test_clean_twice_is_clean_once(html: str) -> None:
    once = clean(html)

    assert clean(once) == once


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        (
            "<h1>一</h1><h4>二</h4><b>三</b><i>四</i>",
            "<h2>一</h2><h3>二</h3><strong>三</strong><em>四</em>",
        ),
        ("<div>一</div>", "<p>一</p>"),
        ("<p class=x id=y dir=rtl>一</p>", "<p>一</p>"),
        ("<p> </p><p>&nbsp;</p><p><br></p><blockquote><p></p></blockquote>", ""),
        ("<p>一</p>\n\n<p>二</p>\n", "<p>一</p><p>二</p>"),
        ("<p>\u3000\u3000一</p>", "<p>\u3000\u3000一</p>"),
        (
            '<a href="https://a.example/?x=1&amp;y=2" target=_blank>一</a>',
            '<a href="https://a.example/?x=1&amp;y=2" rel="noopener noreferrer">一</a>',
        ),
        ('<a href="/notices/">一</a>', '<a href="/notices/" rel="noopener noreferrer">一</a>'),
        ("<td colspan=2 onclick=x>一</td>", "一"),
        (
            "<table><tbody><tr><td colspan=2 bgcolor=red>一</td></tr></tbody></table>",
            '<table><tbody><tr><td colspan="2">一</td></tr></tbody></table>',
        ),
        ("1 < 2 & 3", "1 &lt; 2 &amp; 3"),
    ],
)
def test_clean_keeps_what_a_notice_may_hold(pasted: str, kept: str) -> None:
    assert clean(pasted) == kept


@given(DOCUMENTS)
def test_markdown_carries_a_text_there_and_back(html: str) -> None:
    kept = clean(html)

    back = from_markdown(to_markdown(kept))

    def words(html: str) -> list[list[str]]:  # how many blanks stand between them shows nowhere
        return [line.split() for line in paragraphs(html)]

    assert words(back) == words(kept)


@pytest.mark.parametrize(
    "html",
    [
        "<h2>一、对象</h2><p>窗口单位</p>",
        "<p>1. 目的</p>",
        "<p># 号</p><p>- 条</p><p>+ 条</p><p>&gt; 引</p>",
        "<p>[x](http://a.example)</p>",
        "<p>a&lt;b&gt;c &amp; d &amp;lt; `e` *f* _g_ ~h~ \\i</p>",
        "<p>一<br>二</p>",
        "<ul><li>一</li><li>二<ul><li>三</li></ul></li></ul>",
        "<ol><li>一</li><li>二</li></ol>",
        "<table><thead><tr><th>甲</th></tr></thead><tbody><tr><td>乙|丙</td></tr></tbody></table>",
        "<blockquote><p>引</p></blockquote>",
        "<p><strong>粗</strong><em>斜</em></p>",
        '<p><a href="https://a.example/?x=1&amp;y=2" rel="noopener noreferrer">链</a></p>',
    ],
)
def test_markdown_carries_markup_there_and_back(html: str) -> None:
    assert from_markdown(to_markdown(html)) == html


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("", []),
        (
            "<h2>一</h2><p>二<br>三</p><ul><li>四</li><li>五</li></ul>",
            ["一", "二", "三", "四", "五"],
        ),
        ("<p>1 &lt; 2 &amp;&amp; 3&nbsp;&gt; 2 &amp;lt;</p>", ["1 < 2 && 3 > 2 &lt;"]),
        ("<table><tbody><tr><td>一</td><td>二</td></tr></tbody></table>", ["一", "二"]),
        ("<blockquote><p>引</p></blockquote>", ["引"]),
    ],
)
def test_paragraphs_are_the_lines_a_reader_sees(html: str, lines: list[str]) -> None:
    assert paragraphs(html) == lines
