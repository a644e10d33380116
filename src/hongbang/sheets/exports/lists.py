"""How does the list of sheets leave?"""

from __future__ import annotations

from io import BytesIO

from django.utils.translation import gettext as _

from hongbang.documents.exports import write_table
from hongbang.kernel.actor import Actor
from hongbang.sheets import queries
from hongbang.sheets.texts import KINDS, STATES


def list_xlsx(by: Actor, filters: queries.Filters, note: str) -> BytesIO:
    """Write the list as filtered; `note` says who asked for it, when and how filtered."""
    columns = [
        (_("代号"), 24),
        (_("版次"), 8),
        (_("种类"), 10),
        (_("标题（中文）"), 36),
        (_("标题（英文）"), 36),
        (_("状态"), 10),
        (_("发布时间"), 20),
        (_("最近改动"), 20),
    ]
    kinds = dict(KINDS)
    rows = (
        (
            sheet.code,
            sheet.number,
            str(kinds[sheet.kind]),
            sheet.title,
            sheet.title_en,
            str(STATES[sheet.state]),
            sheet.published_at,
            sheet.changed_at,
        )
        for sheet in queries.worklist(by, filters).iterator(chunk_size=500)
    )
    return write_table(_("表单"), columns, rows, note)
