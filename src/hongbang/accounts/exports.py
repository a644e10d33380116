"""How does the list of people leave as a table?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _

from hongbang.accounts import queries
from hongbang.accounts.queries import PeopleFilters
from hongbang.accounts.texts import ROLES
from hongbang.documents.exports import write_table
from hongbang.kernel.actor import Actor, Role
from hongbang.privacy.rules.masking import masked_contact


def people_xlsx(by: Actor, filters: PeopleFilters, day: date, note: str) -> BytesIO:
    """Write people and seats as filtered; contacts are masked, they are no directory."""
    columns = [
        (_("姓名"), 14),
        (_("单位"), 36),
        (_("席位"), 20),
        (_("从哪天"), 14),
        (_("到哪天"), 14),
        (_("停用"), 10),
        (_("联系方式"), 22),
        (_("验证器"), 10),
        (_("最近登录"), 20),
    ]
    found: Iterable[Any] = queries.people(by, filters, day).iterator(chunk_size=500)
    rows = (
        (
            seat.person.name,
            seat.organisation.name,
            str(ROLES[Role(seat.role)]),
            seat.starts_on,
            seat.ends_on,
            _("停用") if seat.suspended_at else "",
            masked_contact(seat.person.contact),
            _("有") if seat.has_factor else _("没有"),
            seat.last_seen,
        )
        for seat in found  # rows carry what was annotated
    )
    return write_table(_("人员与席位"), columns, rows, note)
