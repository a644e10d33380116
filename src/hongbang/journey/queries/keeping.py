"""What does this seat owe to the house itself: messages, people, bodies, papers, the ledger?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from hongbang.accounts import access as account_access
from hongbang.accounts import queries as accounts
from hongbang.accounts.queries import RegistrationFilters
from hongbang.audit import queries as audit
from hongbang.documents import queries as documents
from hongbang.journey.rules.desk import Card
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.period import beijing_day
from hongbang.orgs import access as org_access
from hongbang.orgs import queries as orgs
from hongbang.outbox import queries as outbox

ERASED_WITHIN = 15  # days
ANCHOR_EVERY = timedelta(hours=1)
WORTH_A_LOOK = 5  # failures from one place within a quarter of an hour


def people(by: Actor, at: datetime) -> Iterator[Card]:
    """Yield what is owed to those who ask."""
    yield from _messages(by)
    yield from _registrations(by)
    yield from _guard(by, at)


def cards(by: Actor, at: datetime) -> Iterator[Card]:
    """Yield what is owed to the house."""
    yield from _letters(by)
    yield from _papers(by, at)
    yield from _bodies(by, at)
    yield from _ledger(by, at)


def _messages(by: Actor) -> Iterator[Card]:
    unread = outbox.unread_count(by)
    if unread:
        yield Card(
            _("看 %(n)s 条新消息") % {"n": unread},
            _("别人办的事，告诉您知道。"),
            reverse("outbox:inbox"),
            _("去看"),
            is_aside=True,
        )


def _registrations(by: Actor) -> Iterator[Card]:
    if by.is_office or not account_access.may("see_registrations", by).ok:
        return  # the office reads along; the organ answers
    for one in accounts.registrations(by, RegistrationFilters())[:20]:
        yield Card(
            _("答复“%(unit)s”的登记") % {"unit": one.unit_name},
            _("%(name)s申请。核对代码、名称和归属。") % {"name": one.applicant},
            reverse("accounts:registration", args=[one.public_id]),
            _("去核对"),
            due_on=one.due_on,
        )


def _guard(by: Actor, at: datetime) -> Iterator[Card]:
    if not account_access.may("guard", by).ok:
        return
    for person in accounts.asking_to_leave()[:20]:
        asked = person.erasure_asked_at or at
        yield Card(
            _("办%(name)s的注销") % {"name": person.name},
            _("本人要求删除个人信息。先请负责人移交席位。"),
            reverse("accounts:guarded_person", args=[person.public_id]),
            _("去办"),
            due_on=beijing_day(asked) + timedelta(days=ERASED_WITHIN),
            since=beijing_day(asked),
        )
    besieged = [lock for lock in accounts.locks(by, at) if lock.failures >= WORTH_A_LOOK]
    if besieged:
        yield Card(
            _("看看 %(n)s 处连着登录失败") % {"n": len(besieged)},
            _("最近一刻钟。可能是忘了密码，也可能有人在试。"),
            reverse("accounts:locks"),
            _("去看"),
        )


def _letters(by: Actor) -> Iterator[Card]:
    stuck = outbox.needs_a_look(by)
    if stuck:
        yield Card(
            _("看 %(n)s 封没有发出或去向不明的信") % {"n": stuck},
            _("它们不会自己再发，要您决定重发还是放弃。"),
            reverse("outbox:deliveries"),
            _("去看"),
        )


def _papers(by: Actor, at: datetime) -> Iterator[Card]:
    for batch in documents.on_desk(by, at)[:5]:
        told = {
            "requested": _("排队中，轮到就做。"),
            "running": _("正在做：%(done)s / %(total)s。") % vars(batch),
            "finished": _("做好了，可以下载。"),
        }
        yield Card(
            _("取文件“%(title)s”") % {"title": batch.title},  # named in its asker's language
            told.get(batch.state, _("没有做成，点开看原因。")),
            reverse("documents:batch", args=[batch.public_id]),
            _("去看"),
        )


def _bodies(by: Actor, at: datetime) -> Iterator[Card]:
    if by.is_office:
        seated = accounts.seats_of_role(Role.ORGAN_CLERK, beijing_day(at)).values("organisation")
        empty = orgs.organs().exclude(pk__in=seated).count()
        if empty:
            yield Card(
                _("给 %(n)s 家推荐单位安排经办人") % {"n": empty},
                _("没有经办人，就没有人核实单位、提出推荐意见。"),
                reverse("orgs:list") + "?kind=organ",
                _("看名单"),
            )
    for asked in orgs.failed_imports(by, at)[:5]:
        yield Card(
            _("“%(name)s”没有导入，改好再传") % {"name": asked.sheet.name},
            _("一行也没有写入。"),
            reverse("orgs:sheet", args=[asked.sheet.public_id]),
            _("看原因"),
            since=beijing_day(asked.requested_at),
        )
    unit = org_access.home(by) if by.role in org_access.UNIT else None
    if unit and unit.kind == "unit" and not unit.closed_at and not orgs.teams(unit).exists():
        yield Card(
            pgettext("button", "登记班组"),
            _("申报班组称号时从这里选；还没有班组。"),
            reverse("orgs:show", args=[unit.public_id]) + "#teams",
            _("去登记"),
        )


def _ledger(by: Actor, at: datetime) -> Iterator[Card]:
    if by.role is not Role.AUDITOR:
        return
    last = audit.last_anchor()
    if last is None or at - last.moment > 2 * ANCHOR_EVERY:
        yield Card(
            _("账本两小时没有锚定"),
            _("锚写在数据库之外，用来发现截尾和重写。请让系统管理员看看后台进程是否在跑。"),
            reverse("audit:entries"),
            _("看账本"),
        )
