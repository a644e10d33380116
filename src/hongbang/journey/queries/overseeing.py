"""What does this seat owe to visits, and to cases against honours?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from hongbang.accounts.rules.roles import UNIT
from hongbang.journey.rules.desk import Card
from hongbang.kernel.actor import Actor, Role
from hongbang.oversight import access
from hongbang.oversight import queries as oversight

MOST = 20


def cards(by: Actor, today: date) -> Iterator[Card]:
    """Yield what is owed to honours that are watched over."""
    if by.role is Role.INSPECTOR:
        yield from _inspector(by)
    elif by.role in UNIT:
        yield from _unit(by, today)
    elif access.may("assign", by).ok:
        yield from _office(by)
        if access.may("decide", by).ok:
            yield from _head(by, today)


def _inspector(by: Actor) -> Iterator[Card]:
    for visit in oversight.owed(by)[:MOST]:
        yield Card(
            _("暗访“%(name)s”") % {"name": visit.honour.holder_name},
            _("不要事先通知；当场在手机上记，会自动保存。"),
            reverse("oversight:visit", args=[visit.public_id]),
            _("去记录"),
            due_on=visit.due_on,
        )


def _unit(by: Actor, today: date) -> Iterator[Card]:
    for case in oversight.to_state(by, today)[:MOST]:
        yield Card(
            _("对“%(name)s”的称号拟作处理") % {"name": case.honour.holder_name},
            _("决定以前可以陈述申辩，过期不再收。"),
            reverse("oversight:case", args=[case.public_id]),
            _("去陈述"),
            due_on=case.hears_until,
        )
    for case in oversight.to_mend(by)[:MOST]:
        yield Card(
            _("整改并报告“%(name)s”的情况") % {"name": case.honour.holder_name},
            _("报告以后由活动办公室核对，认可了称号就恢复。"),
            reverse("oversight:case", args=[case.public_id]),
            _("去报告"),
            due_on=case.mending.due_on,
        )


def _office(by: Actor) -> Iterator[Card]:
    found: dict[str, int] = {}
    for visit in oversight.to_assign(by):
        found[visit.draw.public_id] = found.get(visit.draw.public_id, 0) + 1
    for draw, count in found.items():
        yield Card(
            _("指派暗访"),
            _("抽出来的暗访还有 %(n)s 次没有指派检查员。") % {"n": count},
            reverse("oversight:draw", args=[draw]),
            _("去指派"),
        )


def _head(by: Actor, today: date) -> Iterator[Card]:
    for visit in oversight.to_confirm(by)[:MOST]:
        yield Card(
            _("认定“%(name)s”的暗访结果") % {"name": visit.honour.holder_name},
            _("检查员已提交记录。"),
            reverse("oversight:visit", args=[visit.public_id]),
            _("去认定"),
        )
    for case in oversight.to_decide(by, today)[:MOST]:
        yield Card(
            _("决定怎样处理“%(name)s”的称号") % {"name": case.honour.holder_name},
            _("单位已陈述申辩。") if case.stated_at else _("陈述申辩的期限已过，没有收到。"),
            reverse("oversight:case", args=[case.public_id]),
            _("去决定"),
        )
    for case in oversight.mending_due(by, today)[:MOST]:
        yield Card(
            _("核对“%(name)s”的整改") % {"name": case.honour.holder_name},
            _("单位已报告整改。")
            if case.mending.state == "reported"
            else _("整改到期，单位没有报告。"),
            reverse("oversight:case", args=[case.public_id]),
            _("去看"),
            due_on=case.mending.due_on,
        )
