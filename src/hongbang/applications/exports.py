"""How does the list of applications leave: as a table, as it was filtered."""

from __future__ import annotations

from io import BytesIO

from django.utils.translation import gettext as _

from hongbang.applications import queries
from hongbang.applications.texts import STATES
from hongbang.documents.exports import write_table
from hongbang.kernel.actor import Actor


def list_xlsx(by: Actor, filters: queries.Filters, note: str) -> BytesIO:
    """Write the list as filtered; `note` says who asked for it, when and how filtered."""
    columns = [
        (_("编号"), 18),
        (_("申报对象"), 28),
        (_("单位"), 36),
        (_("类别"), 30),
        (_("年度"), 8),
        (_("状态"), 12),
        (_("现在在谁手里"), 36),
        (_("最近送出"), 20),
        (_("送出次数"), 10),
    ]
    rows = (
        (
            one.public_id,
            one.subject_name,
            one.unit.name,
            one.category.name,
            one.category.edition.year,
            str(STATES[one.state]),
            one.holder.name,
            one.submitted_at,
            one.revision,
        )
        for one in queries.listed(by, filters).iterator(chunk_size=500)
    )
    return write_table(_("申报"), columns, rows, note)
