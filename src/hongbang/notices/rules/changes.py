"""What did a correction change, paragraph by paragraph?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that stayed, went or came."""

    kind: str
    text: str


def changes(before: Sequence[str], after: Sequence[str]) -> list[list[Piece]]:
    """Return the paragraphs that differ, each as pieces `same`, `gone` or `new`.

    >>> changes(["申报截止 11月9日"], ["申报截止 11月10日"])
    [[Piece(kind='same', text='申报截止 11月'), Piece(kind='gone', text='9'), \
Piece(kind='new', text='10'), Piece(kind='same', text='日')]]
    """
    found: list[list[Piece]] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "replace" and b - a == d - c:
            pairs = zip(before[a:b], after[c:d], strict=True)
            found += [[*_pieces(old, new)] for old, new in pairs]
        elif tag != "equal":
            found += [[Piece("gone", line)] for line in before[a:b]]
            found += [[Piece("new", line)] for line in after[c:d]]
    return found


LONG = 1500  # signs; comparing sign by sign grows with the square


def _pieces(old: str, new: str) -> Iterator[Piece]:
    if max(len(old), len(new)) > LONG:
        yield from [Piece("gone", old), Piece("new", new)]
        return
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece("same", old[a:b])
            continue
        if b > a:
            yield Piece("gone", old[a:b])
        if d > c:
            yield Piece("new", new[c:d])
