"""How does the list of editions leave as a table?"""

from __future__ import annotations

from io import BytesIO

from django.utils.translation import gettext as _

from hongbang.documents.exports import write_table
from hongbang.kernel.actor import Actor
from hongbang.programmes import queries
from hongbang.programmes.texts import STATES


def directory_xlsx(by: Actor, filters: queries.Filters, note: str) -> BytesIO:
    """Write the editions as filtered; `note` says who asked for it, when and how filtered."""
    columns = [
        (_("代号"), 28),
        (_("评选项目"), 32),
        (_("年份"), 8),
        (_("名称"), 40),
        (_("状态"), 10),
        (_("公布时间"), 20),
        (_("最近改动"), 20),
    ]
    rows = (
        (
            edition.code,
            edition.programme.name,
            edition.year,
            edition.name,
            str(STATES[edition.state]),
            edition.published_at,
            edition.changed_at,
        )
        for edition in queries.directory(by, filters).iterator(chunk_size=500)
    )
    return write_table(_("评选年度"), columns, rows, note)
