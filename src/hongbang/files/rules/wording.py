"""Which words does an XML part of a document hold, as a reader sees them?

ECMA-376 part 1: a paragraph, a shared string and a note in a cell are cut into runs wherever
the writing changes, so that one number may lie in several elements.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import IO
from urllib.parse import unquote
from xml.parsers import expat

from hongbang.files.rules.markup import BLOCK

LINE_MAX = 64 * 1024
TAIL = 40  # what may be the beginning of a number where a long line is cut
FIGURES_MAX = 40
DIGITS_MAX = 20
_POINTED = re.compile(r"\d[.eE]|\.\d")
_UNITS = frozenset({"p", "si", "is", "text"})
_WORDS = _UNITS | {"t", "delText", "instrText", "delInstrText", "tspan"}
_BREAKS = frozenset({"tab", "ptab", "br", "cr", "fldChar"})
_SPEAKING = frozenset(
    {
        *("Target", "instr", "descr", "title", "name", "alt", "string", "tooltip", "display"),
        *("prompt", "promptTitle", "error", "errorTitle", "v"),
    }
)


class _Listener:
    """Hears one part. `units` are the paragraphs it stands in, text boxes within one another."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self.tell = tell
        self.path: list[str] = []
        self.units: list[str] = []
        self.leaf = ""

    def parser(self) -> expat.XMLParserType:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.text
        return parser

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.tell_leaf()
        local = tag.rpartition(" ")[2]
        self.path.append(local)
        if local in _UNITS:
            self.units.append("")
        elif local in _BREAKS and self.units:
            self.units[-1] += "\n"
        for key, value in attributes.items():
            if key.rpartition(" ")[2] in _SPEAKING:
                self.tell(figure(unquote(value)))

    def end(self, _tag: str) -> None:
        self.tell_leaf()
        if self.path.pop() in _UNITS:
            self.tell(self.units.pop())

    def text(self, words: str) -> None:
        if self.units and self.path[-1] in _WORDS:
            self.units[-1] = self.cut(self.units[-1] + words)
        else:
            self.leaf = self.cut(self.leaf + words)

    def cut(self, line: str) -> str:
        """Tell a line that grows too long, and go on with its end."""
        if len(line) <= LINE_MAX:
            return line
        self.tell(line)
        return line[-TAIL:]

    def tell_leaf(self) -> None:
        """Tell what stood outside every paragraph: a cell's value, a property, a data item."""
        if self.leaf:
            is_value = self.path[-1] == "v"
            self.tell(figure(self.leaf) if is_value else self.leaf)
            self.leaf = ""


def figure(text: str) -> str:
    """Return a number as a reader sees it in a cell: whole ones in full, fractions not at all.

    A table may keep a long number as `1.38001380013E10`, and the digits of a fraction are no
    number of anybody's. What is no number is returned as it is.

    >>> figure("1.3800138000E10"), figure("0.13800138000"), figure("138-0013-8000")
    ('13800138000', '', '138-0013-8000')
    """
    if len(text) > FIGURES_MAX or not _POINTED.search(text):
        return text
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    is_whole = number.is_finite() and number.adjusted() < DIGITS_MAX and number == int(number)
    return str(int(number)) if is_whole else ""


def read(head: bytes, rest: IO[bytes], tell: Callable[[str], None]) -> None:
    """Read one part through, and tell its words line by line; raises what expat raises."""
    parser = _Listener(tell).parser()
    block = head
    while block:
        parser.Parse(block, False)  # noqa: FBT003 - expat's own signature
        block = rest.read(BLOCK)
    parser.Parse(b"", True)  # noqa: FBT003 - as above
