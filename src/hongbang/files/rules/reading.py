"""Which personal numbers stand in a file, and was all of it read?

Asked of what `inspecting.inspect` has let in, in the same process apart: domain.md section 8.2
lets no identity number and no mobile number out, in a text or in what is attached to it. What
stands in pictures is not read, and is said to be `unread`.
"""

from __future__ import annotations

import re
import zipfile
from itertools import combinations
from typing import BinaryIO
from xml.parsers import expat

from pypdf import PageObject, PdfReader

from hongbang.files.rules import archives, pdfs, wording
from hongbang.kernel.privacy import personal_numbers

ID_NUMBER, MOBILE, UNREAD = "id_number", "mobile", "unread"
NUMBERS = (ID_NUMBER, MOBILE)
CODES = (*NUMBERS, UNREAD)
STANDS = tuple(" ".join(some) for count in range(4) for some in combinations(CODES, count))
PAGES_MAX = 1000
SHORTEST = 11
WRAPPED = 18  # letters at the end and the beginning of a line that may be one number
_ROUNDED = re.compile(r"\d{6}(18|19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d000")
_GUID = re.compile(r"\b[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\b")


class Spent(BaseException):
    """The time for reading is over; raised from outside, wherever the reading stands."""


class _Found:
    """Gathers what has been found so far, line by line."""

    def __init__(self) -> None:
        self.codes: set[str] = set()

    def line(self, text: str) -> None:
        if len(text) < SHORTEST:
            return
        if _ROUNDED.fullmatch(text):  # a table keeps fifteen digits of a number, then noughts
            self.codes.add(ID_NUMBER)
        if personal_numbers(text):
            self.codes |= {*personal_numbers(_GUID.sub(" ", text))}

    def wrapped(self, before: str, after: str) -> None:
        """Look across the end of a line; a mobile number has no check that would tell chance."""
        joined = before.rstrip()[-WRAPPED:] + after.lstrip()[:WRAPPED]
        if ID_NUMBER in personal_numbers(joined):
            self.codes.add(ID_NUMBER)

    def unread(self) -> None:
        self.codes.add(UNREAD)

    def stand(self) -> str:
        return " ".join(code for code in CODES if code in self.codes)


_CUT = (
    *(Spent, MemoryError, *pdfs.FAULTS, *archives.FAULTS),
    *(expat.ExpatError, LookupError),
)


def read(kind: str, content: BinaryIO) -> str:
    """Return what stands in a file: codes out of `CODES`, in their order, with blanks between.

    Worked example: a photo is not read.

    >>> from io import BytesIO
    >>> read("jpg", BytesIO(b""))
    'unread'

    Refuses nothing: whatever breaks or takes too long leaves the rest `unread`.
    """
    found = _Found()
    content.seek(0)
    try:
        if kind == "pdf":
            _read_pdf(content, found)
        elif kind in archives.MAIN_PART:
            _read_parts(content, found)
        else:
            found.unread()
    except _CUT:
        found.unread()
    return found.stand()


def numbers_in(stand: str) -> tuple[str, ...]:
    """Return the numbers that were found, without what was not read.

    >>> numbers_in("id_number unread"), numbers_in("")
    (('id_number',), ())
    """
    return tuple(code for code in stand.split() if code in NUMBERS)


def _read_parts(content: BinaryIO, found: _Found) -> None:
    """Read every XML part of a document or a table, and say where a picture stands in it."""
    with zipfile.ZipFile(content) as archive:
        for member in archive.infolist():
            with archive.open(member) as part:
                head = part.read(archives.BLOCK)
                if archives.is_markup(member.filename, head):
                    wording.read(head, part, found.line)
                elif head and "/media/" in member.filename:
                    found.unread()


def _read_pdf(content: BinaryIO, found: _Found) -> None:
    reader = PdfReader(content, strict=False)
    for place, page in enumerate(reader.pages):
        if place >= PAGES_MAX:
            found.unread()
            break
        try:
            _read_page(page, found)
        except pdfs.FAULTS:  # the other pages can still be read
            found.unread()
    for words in pdfs.words(reader):
        found.line(words)


def _read_page(page: PageObject, found: _Found) -> None:
    before, is_blank = "", True
    for line in page.extract_text().splitlines():
        found.line(line)
        found.wrapped(before, line)
        before, is_blank = line, is_blank and not line.strip()
    if pdfs.has_unreadable(page) or (is_blank and pdfs.is_drawn(page)):
        found.unread()
