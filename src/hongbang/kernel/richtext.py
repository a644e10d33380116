"""Which markup may a notice carry, and how is it written without an editor?

The stored form is clean HTML of a few tags. Browsers without script edit it as Markdown.
"""

from __future__ import annotations

import re

import nh3
from markdown_it import MarkdownIt
from markdownify import ATX, MarkdownConverter

TAGS = {
    *("p", "h2", "h3", "ul", "ol", "li", "blockquote", "br", "strong", "em", "a"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
NESTED_AT_MOST = 4
_RENAMED = {"h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3", "b": "strong", "i": "em", "div": "p"}
_TO_RENAME = re.compile(rf"<(/?)({'|'.join(_RENAMED)})(?=[\s>/])", re.IGNORECASE)
_EMPTY = re.compile(r"<(p|h2|h3|li|blockquote)>(?:\s|&nbsp;|<br ?/?>)*</\1>")
_BLOCK = r"</?(?:p|h2|h3|ul|ol|li|blockquote|table|thead|tbody|tr|th|td)(?: [^>]*)?>"
_BLANKS = re.compile(rf"(?<![ \n])[ \n]+(?={_BLOCK})|({_BLOCK})[ \n]+|(<br>)\n+")
_BLOCK_END = re.compile(rf"{_BLOCK}|<br ?/?>")
_LINK = re.compile(r'<a href="([^"]*)"')
_STRONG = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")
_WRITER = MarkdownConverter(heading_style=ATX, bullets="-", escape_misc=True, autolinks=False)


def clean(html: str) -> str:
    """Return `html` with nothing left but the allowed tags and safe links.

    >>> clean('<h1 onclick="x()">一</h1><script>alert(1)</script><p>二 <b>三</b></p>')
    '<h2>一</h2><p>二 <strong>三</strong></p>'
    """
    renamed = _TO_RENAME.sub(lambda tag: f"<{tag[1]}{_RENAMED[tag[2].lower()]}", html)
    tidy = nh3.clean(
        renamed,
        tags=TAGS,
        attributes={"a": {"href"}, "th": {"colspan", "rowspan"}, "td": {"colspan", "rowspan"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener noreferrer",
    )
    for _ in range(NESTED_AT_MOST):  # what held only an empty block is empty itself
        tidy = _EMPTY.sub("", tidy)
    return _BLANKS.sub(r"\1\2", tidy).strip()


def from_markdown(text: str) -> str:
    """Turn what was typed without an editor into clean HTML.

    CommonMark does not close emphasis between 汉字 and Chinese punctuation, so bold is
    marked before it reads the text.

    >>> from_markdown("## 一、对象")
    '<h2>一、对象</h2>'
    >>> from_markdown("报名**截止：**明天")
    '<p>报名<strong>截止：</strong>明天</p>'
    """
    marked = _STRONG.sub("\ue000\\1\ue001", text.replace("\ue000", "").replace("\ue001", ""))
    html = _MARKDOWN.render(marked)
    return clean(html.replace("\ue000", "<strong>").replace("\ue001", "</strong>"))


def to_markdown(html: str) -> str:
    """Turn clean HTML into text that can be edited without an editor.

    >>> to_markdown("<h2>一、对象</h2><p>窗口单位</p>")
    '## 一、对象\\n\\n窗口单位'
    """
    return str(_WRITER.convert(html)).strip()


def paragraphs(html: str) -> list[str]:
    """Return the text of each paragraph without markup.

    >>> paragraphs("<p>一<strong>二</strong></p><p>三</p>")
    ['一二', '三']
    """
    lines = _BLOCK_END.sub("\n", html)
    bare = nh3.clean(lines, tags=set()).replace("&lt;", "<").replace("&gt;", ">")
    bare = bare.replace("&nbsp;", " ").replace("&amp;", "&")
    return [line.strip() for line in bare.split("\n") if line.strip()]


def links(html: str) -> list[str]:
    """Return where the links of clean HTML lead.

    >>> links('<p><a href="tel:021-5555-0100">电话</a></p>')
    ['tel:021-5555-0100']
    """
    return _LINK.findall(html)
