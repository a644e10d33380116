"""Does rich text become the blocks of a paper, with no word lost?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongbang.documents.rules.blocks import blocks_of
from hongbang.documents.rules.content import Block, Grid, Heading, Item, Paragraph
from hongbang.kernel.richtext import clean, from_markdown

CASES: list[tuple[str, tuple[Block, ...]]] = [
    ("", ()),
    ("<p>一</p><p>二</p>", (Paragraph("一"), Paragraph("二"))),
    ("<p>一<br>二</p>", (Paragraph("一"), Paragraph("二"))),
    ("<h2>一、时间</h2><h3>（一）申报</h3>", (Heading("一、时间", 1), Heading("（一）申报", 2))),
    ("<ul><li>甲</li><li>乙</li></ul>", (Item("甲"), Item("乙"))),
    ("<ol><li>甲</li><li>乙</li></ol>", (Item("甲", "1."), Item("乙", "2."))),
    (
        "<ol><li>甲<ul><li>子</li></ul></li><li>乙</li></ol>",
        (Item("甲", "1."), Item("子"), Item("乙", "2.")),
    ),
    ("<blockquote><p>引</p></blockquote>", (Paragraph("引"),)),
    (
        (
            "<table><thead><tr><th>类</th><th>名额</th></tr></thead>"
            "<tbody><tr><td>班组</td><td><p>100</p></td></tr></tbody></table>"
        ),
        (Grid(("类", "名额"), (("班组", "100"),)),),
    ),
    (
        '<p>见<a href="https://a.example/x">网站</a>。</p>',
        (Paragraph("见网站（https://a.example/x）。"),),
    ),
    (
        '<p><a href="https://a.example">https://a.example</a></p>',
        (Paragraph("https://a.example"),),
    ),
    ("光秃秃的字", (Paragraph("光秃秃的字"),)),
    ("<p>甲 &amp; 乙 &lt;丙&gt;</p>", (Paragraph("甲 & 乙 <丙>"),)),
    ("</p></ul>", ()),
]


@pytest.mark.parametrize(("html", "blocks"), CASES)
def test_rich_text_becomes_blocks(html: str, blocks: tuple[Block, ...]) -> None:
    assert blocks_of(html) == blocks


@given(st.lists(st.text("甲乙丙abc", min_size=1), min_size=1, max_size=6))
def test_no_paragraph_is_lost(lines: list[str]) -> None:
    html = clean("".join(f"<p>{line}</p>" for line in lines))

    assert blocks_of(html) == tuple(Paragraph(line) for line in lines)


def test_what_the_editor_writes_as_markdown_is_read() -> None:
    html = from_markdown("## 一、时间\n\n十日截止。\n\n- 甲\n- 乙")

    assert blocks_of(html) == (
        Heading("一、时间", 1),
        Paragraph("十日截止。"),
        Item("甲"),
        Item("乙"),
    )
