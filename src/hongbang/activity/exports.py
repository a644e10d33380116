"""How do the figures of all organs leave the house, as a table?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO

from django.utils.translation import gettext as _

from hongbang.activity.queries import Place, Roll
from hongbang.activity.texts import STATES
from hongbang.documents.exports import Cell, write_table
from hongbang.sheets.texts import said


def roll_xlsx(roll: Roll, note: str) -> BytesIO:
    """Write one row for each organ, then the sum; `note` says who asked for it and when."""
    figures = roll.figures()
    columns = [(_("推荐单位"), 30), (_("状态"), 12), (_("报送"), 20), (_("迟报"), 8)]
    columns += [(_column(said(one.field.label), said(one.field.unit)), 14) for one in figures]
    keys = [one.key for one in figures]
    inside = roll.arrived
    total = [
        _("合计"),
        _("%(n)s／%(m)s 份") % {"n": inside.inside, "m": inside.whole},
        "",
        "",
        *(one.total for one in figures),
    ]
    return write_table(_("活动统计汇总"), columns, _rows(roll.places, keys, total), note)


def _column(label: str, unit: str) -> str:
    return f"{label}（{unit}）" if unit else label


def _rows(
    places: Sequence[Place], keys: Sequence[str], total: Sequence[Cell]
) -> Iterator[Sequence[Cell]]:
    for one in places:
        figures = one.figures
        state = str(STATES[one.state]) if one.state else _("没开始")
        sent = one.found.sent_at if one.found and one.is_in else None
        late = _("迟") if one.is_in and one.is_late else ""
        yield [one.organ.name, state, sent, late, *(_cell(figures.get(key, "")) for key in keys)]
    yield [_cell(one) for one in total]


def _cell(text: Cell) -> Cell:
    """Return whole numbers as numbers, so that a reader can add them."""
    return int(text) if isinstance(text, str) and text.isdecimal() and text.isascii() else text
