"""How does rich text become the blocks of a paper?"""

from __future__ import annotations

from html.parser import HTMLParser

from hongbang.documents.rules.content import Block, Grid, Heading, Item, Paragraph

_BREAKS = {"p", "li", "h2", "h3", "h4", "blockquote", "tr", "table", "ul", "ol"}
_LEVELS = {"h2": 1, "h3": 2, "h4": 3}


class _Reader(HTMLParser):
    """Walks clean rich text (kernel.richtext) and keeps what a paper can say."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.numbers: list[int] = []
        self.rows: list[list[str]] = []
        self.link = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.flush()
            return
        if tag in _BREAKS:
            self.flush()
        self.open.append(tag)
        if tag in {"ul", "ol"}:
            self.numbers.append(0)
        elif tag == "li":
            self.numbers[-1:] = [n + 1 for n in self.numbers[-1:]]
        elif tag == "tr":
            self.rows.append([])
        elif tag == "a":
            self.link = dict(attrs).get("href") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"} and self.rows:
            self.rows[-1].append(self.take())
        elif tag == "a":
            self.show_link()
        elif tag in _BREAKS:
            self.flush()
        if tag in {"ul", "ol"} and self.numbers:
            self.numbers.pop()
        if tag == "table" and self.rows:
            heads, *rows = self.rows
            self.blocks.append(Grid(tuple(heads), tuple(tuple(row) for row in rows)))
            self.rows = []
        if tag in self.open:
            self.open.reverse()
            self.open.remove(tag)
            self.open.reverse()

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def show_link(self) -> None:
        """Say on paper where a link leads, unless its words say so."""
        if self.link and self.link not in "".join(self.words):
            self.words.append(f"（{self.link}）")
        self.link = ""

    def take(self) -> str:
        """Take the words gathered so far."""
        words = " ".join("".join(self.words).split())
        self.words = []
        return words

    def flush(self) -> None:
        """End a block."""
        if {"td", "th"} & set(self.open):
            return
        words = self.take()
        if words:
            self.blocks.append(self.made(words))

    def made(self, words: str) -> Block:
        """Return the block that the open tags ask for."""
        level = next((_LEVELS[tag] for tag in self.open if tag in _LEVELS), 0)
        if level:
            return Heading(words, level)
        if "li" in self.open:
            lists = [tag for tag in self.open if tag in {"ul", "ol"}]
            is_numbered = lists[-1:] == ["ol"]
            return Item(words, f"{self.numbers[-1]}." if is_numbered else "·")
        return Paragraph(words)


def blocks_of(html: str) -> tuple[Block, ...]:
    """Return the blocks of clean rich text; links show their address, as paper cannot be clicked.

    >>> blocks_of("<h2>一、时间</h2><p>十日<strong>截止</strong>。</p><ol><li>甲</li></ol>")
    (Heading(text='一、时间', level=1), Paragraph(text='十日截止。'), Item(text='甲', mark='1.'))
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.flush()
    return tuple(reader.blocks)
