"""Does a PDF act by itself? Looked at as bytes first, then as objects.

Names are compared after their `#61` escapes are undone (ISO 32000-1 section 7.3.5), also in
object streams, where they are packed (section 7.5.7).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    TextStringObject,
)

from hongbang.files.rules.kinds import has_archive_behind
from hongbang.kernel.refusal import RuleBroken

ACTIVE = frozenset(
    {
        *("/JavaScript", "/JS", "/Launch", "/EmbeddedFile", "/EmbeddedFiles", "/RichMedia"),
        *("/XFA", "/FileAttachment", "/GoToE", "/GoToR", "/ImportData", "/SubmitForm"),
        *("/Rendition", "/Movie", "/Sound", "/3D", "/RichMediaExecute"),
    }
)
NAMES_MAX = 4_000_000
TAIL_BYTES = 65_557
TRAILING_MAX = 64
INFLATED_MAX = 64 * 1024 * 1024
_SHORT = re.compile(rb"/(JS|XFA|3D)(?![A-Za-z0-9])")
_LONG = re.compile(
    rb"/(JavaScript|Launch|EmbeddedFiles?|RichMedia\w*|FileAttachment|GoToE|GoToR|ImportData"
    rb"|SubmitForm)(?![A-Za-z0-9])"
)
_STREAM = re.compile(rb"\bstream\r?\n")
_HEX_IN_NAME = re.compile(rb"#([0-9A-Fa-f]{2})")
FAULTS = (
    *(PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, ArithmeticError),
    *(RecursionError, zlib.error, NotImplementedError, OSError, AssertionError, StopIteration),
)


def check(name: str, whole: bytes) -> None:
    """Refuse a PDF that acts, hides, is locked or cannot be read.

    Refuses: `files.two_faced`, `files.active`, `files.locked`, `files.broken`, `files.packed`.
    """
    end = whole.rfind(b"%%EOF")
    if end < 0:
        raise RuleBroken("files.broken", {"name": name})
    behind = whole[end + 5 :].strip(b"\r\n\t \0")
    if len(behind) > TRAILING_MAX or has_archive_behind(whole[-TAIL_BYTES:], len(whole)):
        raise RuleBroken("files.two_faced", {"name": name})
    if _LONG.search(_unescaped(whole)) or _SHORT.search(_between_streams(whole)):
        raise RuleBroken("files.active", {"name": name})
    _check_packed(name, whole)
    _check_objects(name, whole)


def words(reader: PdfReader) -> Iterator[str]:
    """Yield what is written beside the pages: properties, bookmarks, notes, forms, links."""
    return (str(thing) for thing in _things(reader) if isinstance(thing, TextStringObject))


def is_drawn(page: PageObject) -> bool:
    """Say whether anything is drawn on a page."""
    contents = page.get_contents()
    return contents is not None and bool(contents.get_data().strip())


def has_unreadable(page: PageObject) -> bool:
    """Say whether a page shows pictures, or letters that do not tell which letters they are.

    Forms drawn on the page (ISO 32000-1 section 8.10) may hold either as well.
    """
    left, met = [page.get("/Resources")], set[int]()
    while left:
        resources = left.pop()
        if resources is None or id(resources.get_object()) in met:
            continue
        met.add(id(resources.get_object()))
        drawn = _each(resources, "/XObject")
        is_shown = any(one.get("/Subtype") == "/Image" for one in drawn)
        if is_shown or any(_is_dumb(font) for font in _each(resources, "/Font")):
            return True
        left += [one.get("/Resources") for one in drawn]
    return False


def _each(resources: Any, what: str) -> list[DictionaryObject]:
    named = resources.get_object().get(what, DictionaryObject()).get_object()
    found = (one.get_object() for one in named.values())
    return [one for one in found if isinstance(one, DictionaryObject)]


def _is_dumb(font: DictionaryObject) -> bool:
    """Say whether a font draws shapes by their number only (ISO 32000-1 section 9.10.2)."""
    if "/ToUnicode" in font:
        return False
    encoding = font.get("/Encoding")
    is_composite = font.get("/Subtype") == "/Type0"
    by_number = not isinstance(encoding, NameObject) or encoding.startswith("/Identity")
    return font.get("/Subtype") == "/Type3" or (is_composite and by_number)


def _check_packed(name: str, whole: bytes) -> None:
    """Look into every object stream that can be found, whether the file's own index says so."""
    inflated = 0
    for start in _STREAM.finditer(whole):
        before = _unescaped(whole[max(0, start.start() - 600) : start.start()])
        if b"/ObjStm" not in before:
            continue
        text = _inflated(whole, start.end())
        inflated += len(text)
        if inflated > INFLATED_MAX:
            raise RuleBroken("files.packed", {"name": name})
        plain = _unescaped(text)
        if _LONG.search(plain) or _SHORT.search(plain):
            raise RuleBroken("files.active", {"name": name})


def _inflated(whole: bytes, start: int) -> bytes:
    end = whole.find(b"endstream", start)
    raw = whole[start : end if end >= 0 else len(whole)]
    opening = zlib.decompressobj()
    try:
        return opening.decompress(raw, INFLATED_MAX + 1)
    except zlib.error:
        return raw  # not packed, or packed in a way that the reader below undoes


def _check_objects(name: str, whole: bytes) -> None:
    """Walk every object from the trailer, through object streams, and judge its names."""
    try:
        code = _judged(PdfReader(BytesIO(whole), strict=False))
    except MemoryError:
        code = "files.packed"
    except FAULTS:
        code = "files.broken"
    if code:
        raise RuleBroken(code, {"name": name})


def _judged(reader: PdfReader) -> str:
    """Return why a PDF must stay out, or nothing."""
    if reader.is_encrypted:
        return "files.locked"
    if len(reader.pages) == 0:
        return "files.broken"
    for count, found in enumerate(_names(reader)):
        if found in ACTIVE:
            return "files.active"
        if count > NAMES_MAX:
            return "files.packed"
    return ""


def _names(reader: PdfReader) -> Iterator[str]:
    """Yield every key, and every name that stands as an action or a kind."""
    for thing in _things(reader):
        if isinstance(thing, DictionaryObject):
            yield from _names_of(thing)


def _things(reader: PdfReader) -> Iterator[Any]:
    """Yield every object and what stands directly in it.

    References are not followed, since every object is visited by its number: so there is no loop.
    """
    numbers = {(number, turn) for turn, table in reader.xref.items() for number in table}
    numbers |= {(number, 0) for number in reader.xref_objStm}
    left: list[Any] = [reader.trailer, *(_object(reader, *one) for one in sorted(numbers))]
    while left:
        thing = left.pop()
        yield thing
        if isinstance(thing, DictionaryObject):
            left += [thing.raw_get(key) for key in thing]
        elif isinstance(thing, ArrayObject):
            left += list.__iter__(thing)


def _names_of(thing: DictionaryObject) -> Iterator[str]:
    yield from (str(key) for key in thing)
    kinds = (thing.raw_get(key) for key in ("/S", "/Subtype", "/Type") if key in thing)
    yield from (str(kind) for kind in kinds if isinstance(kind, NameObject))


def _object(reader: PdfReader, number: int, turn: int) -> Any:
    """Return one object by its number, wherever it is packed; nothing where the index is wrong."""
    try:
        return IndirectObject(number, turn, reader).get_object()
    except PyPdfError:
        return None


def _between_streams(whole: bytes) -> bytes:
    parts, at = [], 0
    while start := _STREAM.search(whole, at):
        end = whole.find(b"endstream", start.end())
        if end < 0:
            break
        parts.append(whole[at : start.start()])
        at = end
    return _unescaped(b" ".join([*parts, whole[at:]]))


def _unescaped(text: bytes) -> bytes:
    return _HEX_IN_NAME.sub(lambda hit: bytes([int(hit[1], 16)]), text)
