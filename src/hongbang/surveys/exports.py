"""How do surveys leave: the list as a table, invitations as slips with a QR code?"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from hongbang.documents.exports import write_table
from hongbang.kernel.actor import Actor
from hongbang.surveys import access, queries
from hongbang.surveys.queries import Survey
from hongbang.surveys.rules.showing import is_shown
from hongbang.surveys.texts import STATES

QUIET = 4  # modules of white around a code, as its norm asks


@dataclass(frozen=True, slots=True)
class Slip:
    """One invitation to be printed: its number on the page, its address, its code as one path."""

    number: int
    address: str
    size: int
    path: str


def slips(tokens: tuple[str, ...]) -> list[Slip]:
    """Draw the invitations that are given out now."""
    return [_slip(number, token) for number, token in enumerate(tokens, start=1)]


def _slip(number: int, token: str) -> Slip:
    address = settings.HONGBANG_BASE_URL + reverse("surveys:answer", args=[token])
    rows = [*segno.make(address, error="m", micro=False).matrix]
    return Slip(number, address, len(rows) + 2 * QUIET, "".join(_runs(rows)))


def _runs(rows: list[bytearray]) -> list[str]:
    """Write the dark modules as strokes, one for each run in a row."""
    found = []
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            length = 1
            while x + length < len(row) and row[x + length] == row[x]:
                length += 1
            if row[x]:
                found.append(f"M{x + QUIET} {y + QUIET}h{length}v1h-{length}z")
            x += length
    return found


def worklist_xlsx(by: Actor, filters: queries.Filters, note: str) -> BytesIO:
    """Write the list as filtered; `note` says who asked for it, when and how filtered."""
    columns = [
        (_("编号"), 18),
        (_("单位"), 36),
        (_("班组或人选"), 24),
        (_("年度"), 24),
        (_("状态"), 10),
        (_("开始"), 14),
        (_("结束"), 14),
        (_("请柬"), 10),
        (_("评价"), 10),
        (_("满意度指数"), 12),
        (_("满意率（%）"), 12),
    ]
    to_office = access.reads_all(by)
    rows = (
        (
            one.public_id,
            one.unit.name,
            one.of,
            one.edition.code,
            str(STATES[one.state]),
            one.starts_on,
            one.ends_on,
            one.issued,
            one.answered,
            *_figures(one, to_office=to_office),
        )
        for one in queries.exported(by, filters).iterator(chunk_size=500)
    )
    return write_table(_("顾客调查"), columns, rows, note)


def _figures(survey: Survey, *, to_office: bool) -> tuple[str, str]:
    """Return index and satisfied share where they may be shown."""
    found = queries.result_of(survey)
    if found is None or not is_shown(found.measured.valid, to_office=to_office):
        return "", ""
    return f"{found.measured.index}", f"{found.measured.share or ''}"
