"""Which typed content do papers, tables and certificates hold? Frozen words, no layout."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; indented by two characters."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A head of level 1 (一、) to 4 (（1）); its number stands in the text (GB/T 9704, 7.3.3)."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a list, with its sign or number."""

    text: str
    mark: str = "·"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table within a text: heads, rows, and how wide columns are to one another."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()
    title: str = ""


Block = Paragraph | Heading | Item | Grid


@dataclass(frozen=True, slots=True)
class Paper:
    """A formal paper (公文), as GB/T 9704-2012 names its parts.

    `issuers` are the bodies that issue it, the leading one first; they sign in this order.
    `head` is the red head; empty for a paper without one, such as a list for internal use.
    """

    title: str
    blocks: tuple[Block, ...]
    issuers: tuple[str, ...]
    dated: date
    head: str = ""
    number: str = ""
    addressee: str = ""
    attachments: tuple[str, ...] = ()
    note: str = ""
    copies_to: str = ""
    printed_by: str = ""
    with_seals: bool = True


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter (信函格式, GB/T 9704 section 10.1): one body writes to one addressee."""

    sender: str
    number: str
    title: str
    addressee: str
    blocks: tuple[Block, ...]
    dated: date
    attachments: tuple[str, ...] = ()
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table on its own pages: what it lists, for whom and when it was made."""

    title: str
    grid: Grid
    note: str = ""
    is_landscape: bool = True


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate of an honour, co-issued by its hosts (look.md section 8)."""

    unit: str
    team: str
    honour: str
    edition: str
    place: str  # 第〇五八号
    number: str
    hosts: tuple[str, ...]
    dated: date
    valid_until: date
    verify_at: str
    is_team: bool = True
    seals: tuple[str, ...] = field(default=("（印章）",) * 4)
    proof: str = ""  # the digest of the list it was conferred with


@dataclass(frozen=True, slots=True)
class Box:
    """One box of a form: printed words, or room to write in.

    `span` counts columns of twelve; `lines` is the room left to write in; `foot` stands at the
    bottom right, where somebody signs and seals.
    """

    words: str = ""
    span: int = 12
    is_label: bool = False
    lines: int = 1
    foot: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a form under its own head; the boxes of each row span twelve columns.

    Raises `ValueError` for a row of another width.
    """

    title: str
    rows: tuple[tuple[Box, ...], ...]

    def __post_init__(self) -> None:
        for row in self.rows:
            if sum(box.span for box in row) != COLUMNS:
                message = f"a row of a form spans {COLUMNS} columns: {row}"
                raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Form:
    """A blank form to print, fill in and seal: annex mark, title, what to know first, parts."""

    title: str
    parts: tuple[Part, ...]
    mark: str = ""  # 附件3
    subtitle: str = ""
    notes: tuple[str, ...] = ()


COLUMNS = 12
Content = Paper | Letter | Sheet | Certificate | Form
