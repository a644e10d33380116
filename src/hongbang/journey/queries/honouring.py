"""What does this seat owe to names before the public, to honours and their holders?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from hongbang.awards import queries as awards
from hongbang.journey.queries.naming import named
from hongbang.journey.rules.desk import Card
from hongbang.kernel.actor import Actor
from hongbang.kernel.period import beijing_day
from hongbang.publicity import access as publicity_access
from hongbang.publicity import queries as publicity


def cards(by: Actor, at: datetime) -> Iterator[Card]:
    """Yield what is owed once the hosts have approved."""
    yield from _publicity(by)
    yield from _awards(by, at)


def _publicity(by: Actor) -> Iterator[Card]:
    if not publicity_access.may("accept", by).ok:
        return
    for one in publicity.to_post(by):
        yield Card(
            _("公示“%(edition)s”的名单") % {"edition": named(one.edition)},
            _("主办单位全部审定了，%(n)s 个名字还没公示。") % {"n": len(one.new)},
            reverse("publicity:work"),
            _("去公示"),
        )
    for objection in publicity.waiting(by)[:20]:
        is_new = objection.state == "received"
        if not is_new and not publicity_access.may("rule", by).ok:
            continue
        yield Card(
            (_("答复对“%(name)s”的异议是否受理") if is_new else _("核实对“%(name)s”的异议，下结论"))
            % {"name": objection.name.application.subject_name},
            _("异议人只看得到答复和理由。"),
            reverse("publicity:objection", args=[objection.public_id]),
            _("去看"),
            due_on=objection.due_on,
        )


def _awards(by: Actor, at: datetime) -> Iterator[Card]:
    for one in awards.to_confer(by):
        yield Card(
            _("授予“%(edition)s”的称号") % {"edition": named(one.edition)},
            _("%(n)s 个名字公示通过，还没授予。") % {"n": len(one.names)},
            reverse("awards:confer", args=[one.edition.code]),
            _("看名单和编号"),
        )
    for award in awards.to_fetch(by, beijing_day(at))[:20]:
        yield Card(
            _("领取“%(name)s”的证书") % {"name": award.name},
            _("称号已授予，登入荣誉册。证书还没有人领。"),
            reverse("awards:mine"),
            _("去领取"),
            since=award.batch.first_on,
        )
