"""How does the list of deliveries leave as a table?"""

from __future__ import annotations

from io import BytesIO

from django.utils.translation import gettext as _

from hongbang.documents.exports import write_table
from hongbang.kernel.actor import Actor
from hongbang.outbox import queries
from hongbang.outbox.texts import STATES, WAYS, label
from hongbang.privacy.rules.masking import masked_contact


def deliveries_xlsx(by: Actor, filters: queries.Filters, note: str) -> BytesIO:
    """Write the deliveries as filtered, addresses masked."""
    columns = [
        (_("编号"), 18),
        (_("信件"), 40),
        (_("方式"), 8),
        (_("地址"), 26),
        (_("状态"), 10),
        (_("试过"), 8),
        (_("对方的回答"), 40),
        (_("写成"), 20),
        (_("办完"), 20),
    ]
    rows = (
        (
            one.public_id,
            label(one.code),
            str(WAYS[one.way]),
            masked_contact(one.address),
            str(STATES[one.state]),
            one.tries,
            one.reason or one.answer,
            one.asked_at,
            one.ended_at,
        )
        for one in queries.deliveries(by, filters).iterator(chunk_size=500)
    )
    return write_table(_("发信情况"), columns, rows, note)
