"""Who is told of a case?"""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse

from hongbang.accounts import queries as accounts
from hongbang.accounts.rules.roles import UNIT
from hongbang.kernel.actor import OFFICE
from hongbang.kernel.period import beijing_day
from hongbang.outbox import operations as outbox
from hongbang.oversight.models import Case
from hongbang.register.queries import Honour


def tell_unit(case: Case, code: str, at: datetime, until: str = "") -> None:
    """Tell everybody who works for the holder's unit, and lead them to the case."""
    outbox.post(
        code,
        to=accounts.recipients_in(UNIT, beijing_day(at), case.honour.unit.public_id),
        params={"name": case.honour.holder_name} | ({"until": until} if until else {}),
        link=reverse("oversight:case", args=[case.public_id]),
        at=at,
    )


def tell_office(case: Case, code: str, at: datetime) -> None:
    """Tell the office what a holder has written."""
    outbox.post(
        code,
        to=accounts.recipients_in(OFFICE, beijing_day(at)),
        params={"name": case.honour.holder_name},
        link=reverse("oversight:case", args=[case.public_id]),
        at=at,
    )


def tell_holder(honour: Honour, at: datetime) -> None:
    """Tell a unit that one of its honours has changed, and lead it to the register."""
    outbox.post(
        "oversight.changed",
        to=accounts.recipients_in(UNIT, beijing_day(at), honour.unit.public_id),
        params={"name": honour.holder_name},
        link=reverse("register:show", args=[honour.number]),
        at=at,
    )
