"""Which part of a file is asked for? (RFC 9110 section 14)"""

from __future__ import annotations

import re
from dataclasses import dataclass

_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a file; `is_whole` where all of it is meant."""

    start: int
    length: int
    is_whole: bool = True


def part_of(size: int, header: str) -> Part | None:
    """Return the part a Range header asks for, nothing where it lies outside.

    What is malformed, or asks for several parts, is answered with the whole.

    >>> part_of(10, "bytes=2-4"), part_of(10, "bytes=-3"), part_of(10, "bytes=20-") is None
    (Part(start=2, length=3, is_whole=False), Part(start=7, length=3, is_whole=False), True)
    >>> part_of(10, "bytes=0-1,4-5") == part_of(10, "") == Part(0, 10)
    True
    """
    asked = _RANGE.fullmatch(header.strip())
    if asked is None or asked[1] == asked[2] == "":
        return Part(0, size)
    if not asked[1]:
        length = min(int(asked[2]), size)
        return Part(size - length, length, is_whole=False) if length else None
    start = int(asked[1])
    last = min(int(asked[2]), size - 1) if asked[2] else size - 1
    if asked[2] and int(asked[2]) < start:
        return Part(0, size)
    return Part(start, last - start + 1, is_whole=False) if start < size else None
