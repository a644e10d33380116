"""What does this seat owe to the statistics of activities?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from hongbang.activity import queries as activities
from hongbang.activity.queries import Owed
from hongbang.journey.queries.naming import named
from hongbang.journey.rules.desk import Card
from hongbang.kernel.actor import Actor
from hongbang.kernel.period import beijing_day


def cards(by: Actor, at: datetime) -> Iterator[Card]:
    """Yield the returns to fill in, to sign, to take in."""
    for one in activities.owed(by, beijing_day(at)):
        yield _owed(one)
    for arrived in activities.arrived(by):
        yield Card(
            _("收“%(edition)s”的 %(n)s 份活动统计表")
            % {"edition": named(arrived.edition), "n": arrived.waiting},
            _("%(m)s 份里到了 %(n)s 份。核对后收下，要改的退回。")
            % {"n": arrived.inside, "m": arrived.whole},
            reverse("activity:sum", args=[arrived.edition.code]),
            _("去收"),
        )


def _owed(one: Owed) -> Card:
    told = {"edition": named(one.edition)}
    page = reverse("activity:return", args=[one.edition.code, one.organ.public_id])
    if one.state == "prepared":
        return Card(
            _("签“%(edition)s”的活动统计表") % told,
            _("经办人已填好签字，您签了就报送。"),
            page,
            _("去签"),
            due_on=one.due_on,
        )
    is_back = one.state == "returned"
    return Card(
        (_("改好“%(edition)s”的活动统计表") if is_back else _("填“%(edition)s”的活动统计表"))
        % told,
        _("活动办公室退回，要改的写在里面。")
        if is_back
        else _("单位的活动记录已经加好，补上系统外的，签字。"),
        page,
        _("接着填"),
        due_on=one.due_on,
    )
