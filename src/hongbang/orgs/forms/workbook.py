"""How does an uploaded workbook become rows of plain text? In a limited way: values only."""

from __future__ import annotations

import unicodedata
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from python_calamine import CalamineError, CalamineWorkbook

from hongbang.documents.rules.cells import harmless
from hongbang.files.rules.incoming import Held, Incoming
from hongbang.kernel.refusal import RuleBroken
from hongbang.orgs.rules.commands import UploadSheet
from hongbang.orgs.rules.sheet import COLUMNS, NEEDED, ROWS_MAX
from hongbang.orgs.texts import AREA_KINDS, CHANNELS, KINDS, NATURES, STANDS
from hongbang.orgs.texts import COLUMNS as HEADS

BYTES_MAX = 5 * 2**20
UNPACKED_MAX = 64 * 2**20
COLUMNS_MAX = 60
CELL_MAX = 1000
HEAD_WITHIN = 5  # a note may stand above the head, as in our own tables
CHOICES = {
    "kind": KINDS,
    "channel": CHANNELS,
    "area_kind": AREA_KINDS,
    "nature": NATURES,
    "stand": STANDS,
}


class UploadForm(forms.Form):
    """A workbook to look at."""

    file = forms.FileField(
        label=_("表格"),
        help_text=_("XLSX，最多 5000 行、5 MB。先给您看要改什么，点头以后才写入。"),
        error_messages={
            "required": _("还没选文件。"),
            "empty": _("这是空文件，没有收下。请打开看看内容，另存后再传。"),
        },
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )
    key = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def incoming(self) -> Incoming:
        """Return the upload, to be read in blocks."""
        upload: UploadedFile = self.cleaned_data["file"]
        return Incoming(upload.name or "", upload.size or 0, upload.chunks())

    def command(self, held: Held) -> UploadSheet:
        """Read the workbook; refuses with `RuleBroken` what is no table of bodies."""
        rows, heads = read(held)
        return UploadSheet(
            name=held.name,
            sha256=held.sha256,
            rows=rows,
            heads=heads,
            key=self.cleaned_data["key"],
        )


Rows = tuple[tuple[int, dict[str, str]], ...]
Heads = dict[str, tuple[str, str]]


def read(held: Held) -> tuple[Rows, Heads]:
    """Return the rows of the first sheet as text, and where each column stands.

    Refuses: `orgs.sheet_not_xlsx`, `orgs.sheet_large`, `orgs.sheet_unreadable`,
    `orgs.sheet_heads`, `orgs.sheet_head_unknown`, `orgs.sheet_empty`.
    """
    cells = _cells(held)
    at, columns = _head(cells)
    heads = {name: (letter(place), _text(cells[at][place])) for place, name in columns.items()}
    rows = [
        (line, {name: _cell(name, row, place) for place, name in columns.items()})
        for line, row in enumerate(cells[at + 1 :], at + 2)
    ]
    kept = tuple((line, row) for line, row in rows if any(row.values()))
    if not kept:
        raise RuleBroken("orgs.sheet_empty")
    if len(kept) > ROWS_MAX:
        raise RuleBroken("orgs.sheet_large")
    return kept, heads


def letter(place: int) -> str:
    """Name a column as spreadsheets do.

    >>> letter(0), letter(25), letter(26)
    ('A', 'Z', 'AA')
    """
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _cells(held: Held) -> list[list[Any]]:
    if held.kind != "xlsx":
        raise RuleBroken("orgs.sheet_not_xlsx")
    if held.size > BYTES_MAX or _unpacked(held.place) > UNPACKED_MAX:
        raise RuleBroken("orgs.sheet_large")
    try:
        sheet = CalamineWorkbook.from_path(held.place).get_sheet_by_index(0)
    except (CalamineError, OSError, IndexError):
        raise RuleBroken("orgs.sheet_unreadable") from None
    if sheet.total_height > ROWS_MAX + HEAD_WITHIN or sheet.total_width > COLUMNS_MAX:
        raise RuleBroken("orgs.sheet_large")
    return sheet.to_python(skip_empty_area=False)


def _unpacked(place: str) -> int:
    with zipfile.ZipFile(place) as packed:
        return sum(member.file_size for member in packed.infolist())


def _head(cells: Sequence[Sequence[Any]]) -> tuple[int, dict[int, str]]:
    """Find the head, and which column holds what; headings may be in any of our languages."""
    known = _spellings({name: [label] for name, label in HEADS.items()})
    best: tuple[int, dict[int, str]] = (0, {})
    for at, row in enumerate(cells[:HEAD_WITHIN]):
        found = {
            place: known[folded]
            for place, cell in enumerate(row)
            if (folded := _fold(cell)) in known
        }
        if len(found) > len(best[1]):
            best = (at, found)
    at, columns = best
    missing = [name for name in NEEDED if name not in columns.values()]
    if missing:
        names = "、".join(str(HEADS[name]) for name in missing)
        raise RuleBroken("orgs.sheet_heads", {"names": names})
    _refuse_strange(cells[at], columns)
    return best


def _refuse_strange(row: Sequence[Any], columns: dict[int, str]) -> None:
    """Refuse headings that we do not know, or that stand twice: their cells would be lost."""
    strange = [
        _text(cell) for place, cell in enumerate(row) if _text(cell) and place not in columns
    ]
    names = [*columns.values()]
    strange += [str(HEADS[name]) for name in COLUMNS if names.count(name) > 1]
    if strange:
        raise RuleBroken("orgs.sheet_head_unknown", {"names": "、".join(strange)[:200]})


def _cell(name: str, row: Sequence[Any], place: int) -> str:
    text = _text(row[place]) if place < len(row) else ""
    text = text[:CELL_MAX]
    if name not in CHOICES or not text:
        return text
    labels = {value: [value, label] for value, label in CHOICES[name]}
    return _spellings(labels).get(_fold(text), text)


def _spellings(labels: dict[str, list[Any]]) -> dict[str, str]:
    """Return every way in which our languages write these labels."""
    found: dict[str, str] = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            found |= {_fold(label): value for value, said in labels.items() for label in said}
    return found


def _fold(cell: Any) -> str:
    return unicodedata.normalize("NFKC", _text(cell)).casefold().replace(" ", "")


def _text(cell: Any) -> str:
    """Write a cell's value as it is read; our own guard against formulas is taken off again."""
    match cell:
        case None | "":
            return ""
        case bool():
            return "1" if cell else "0"
        case float() if cell.is_integer():
            return str(int(cell))
        case datetime() | date():
            return cell.isoformat()[:10]
    text = "".join(sign for sign in str(cell) if sign == "\n" or unicodedata.category(sign) != "Cc")
    lines: Iterable[str] = text.strip().split("\n")
    return " ".join(
        line[1:] if line.startswith("'") and harmless(line[1:]) == line else line for line in lines
    )
