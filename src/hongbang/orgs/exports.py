"""How does the list of bodies leave as a table, and how does a blank one look?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from io import BytesIO

from django.utils.translation import gettext as _

from hongbang.documents.exports import write_table
from hongbang.kernel.actor import Actor
from hongbang.orgs import queries
from hongbang.orgs.rules.sheet import COLUMNS
from hongbang.orgs.texts import AREA_KINDS, CHANNELS, KINDS, NATURES, STANDS
from hongbang.orgs.texts import COLUMNS as HEADS

WIDE = {"name": 36, "name_en": 30, "parent": 30, "address": 30, "address_en": 24, "uscc": 22}
NAMES = {
    "kind": dict(KINDS),
    "channel": dict(CHANNELS),
    "area_kind": dict(AREA_KINDS),
    "nature": dict(NATURES),
    "stand": dict(STANDS),
}


def directory_xlsx(by: Actor, filters: queries.Filters, note: str) -> BytesIO:
    """Write the bodies as filtered, in the columns that the import reads."""
    bodies = queries.directory(by, filters).iterator(chunk_size=500)
    return _written((queries.as_row(body).cells for body in bodies), note)


def template_xlsx() -> BytesIO:
    """Write a workbook to fill in, with a note that says how."""
    note = _(
        "一行一个机构。新机构的编号和状态空着；改已有的，从名单导出再改。"
        "推荐单位写渠道和片区；申报单位写所在区，上级写推荐单位的全称。"
    )
    return _written([], note)


def _written(rows: Iterable[Mapping[str, str]], note: str) -> BytesIO:
    columns = [(str(HEADS[name]), WIDE.get(name, 14)) for name in COLUMNS]
    return write_table(_("机构"), columns, (_row(cells) for cells in rows), note)


def _row(cells: Mapping[str, str]) -> list[str]:
    """Write coded words in the reader's language."""
    return [str(NAMES.get(name, {}).get(cells[name], cells[name])) for name in COLUMNS]
