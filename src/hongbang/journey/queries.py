"""What does this seat owe today, and what does it wait for?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from hongbang.audit import queries as audit
from hongbang.journey.rules.desk import Card, Desk, Wait, lay_out
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.period import beijing_day
from hongbang.notices import access as notice_access
from hongbang.notices import queries as notices
from hongbang.notices.queries import Notice
from hongbang.outbox import queries as outbox

ANCHOR_EVERY = timedelta(hours=1)


def desk(by: Actor, at: datetime) -> Desk:
    """Gather the desk of the seat that acts."""
    cards = [*_messages(by), *_notices(by), *_letters(by), *_ledger(by, at)]
    return lay_out(cards, _waits(by), beijing_day(at))


def news(how_many: int = 4) -> list[Notice]:
    """Return what was published last, for the side of the desk."""
    return [*notices.public_list()[:how_many]]


def _messages(by: Actor) -> Iterator[Card]:
    unread = outbox.unread_count(by)
    if unread:
        yield Card(
            _("看 %(n)s 条新消息") % {"n": unread},
            _("别人办的事，告诉您知道。"),
            reverse("outbox:inbox"),
            _("去看"),
        )


def _notices(by: Actor) -> Iterator[Card]:
    if not notice_access.may("publish", by).ok:
        return
    for notice in notices.drafts(by)[:20]:
        yield Card(
            _("把《%(title)s》写完，公布") % {"title": notice.title},
            _("草稿，公众还看不到。"),
            reverse("notices:edit", args=[notice.public_id]),
            _("接着写"),
            since=_day(notice.changed_at),
        )
    for notice in notices.prepared_corrections(by)[:20]:
        yield Card(
            _("更正《%(title)s》") % {"title": notice.public_title},
            _("改动已存，公众看到的还是原文。"),
            reverse("notices:preview", args=[notice.public_id]),
            _("预览"),
            since=_day(notice.changed_at),
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


def _waits(by: Actor) -> Iterator[Wait]:
    """List what others have; the rooms to come add theirs here."""
    return iter(())


def _day(moment: datetime) -> date:
    return beijing_day(moment)
