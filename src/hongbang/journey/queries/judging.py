"""What does this seat owe to review, selection and approval?"""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from hongbang.applications import queries as applications
from hongbang.approvals import access as approval_access
from hongbang.approvals import queries as approvals
from hongbang.journey.queries.naming import named
from hongbang.journey.rules.desk import Card
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.period import beijing_day
from hongbang.reviews import access as review_access
from hongbang.reviews import queries as reviews
from hongbang.reviews.queries import RoundRow
from hongbang.selections import access as selection_access
from hongbang.selections import queries as selections


def cards(by: Actor) -> Iterator[Card]:
    """Yield what is owed while applications are judged."""
    yield from _readings(by)
    yield from _rounds(by)
    yield from _selections(by)
    yield from _approvals(by)


def _readings(by: Actor) -> Iterator[Card]:
    """List what an expert has to score, round by round."""
    if by.role is not Role.EXPERT or not review_access.may("work", by).ok:
        return
    for task in reviews.tasks(by):
        if task.owed:
            yield Card(
                _("评“%(category)s”，还有 %(n)s 份要签")
                % {"category": named(task.round.category), "n": task.owed},
                _("已签 %(signed)s／%(given)s。") % {"signed": task.signed, "given": task.given},
                reverse("reviews:mine"),
                _("接着评"),
                due_on=task.due_on,
            )


def _rounds(by: Actor) -> Iterator[Card]:
    """List the reviews that the office has to open, to assign, or to close."""
    if not review_access.may("assign", by).ok or by.role is Role.SYSTEM:
        return
    for row in reviews.rounds():
        card = _begun(by, row) if row.round else _ready(by, row)
        if card is not None:
            yield card


def _ready(by: Actor, row: RoundRow) -> Card | None:
    if not row.ready or not review_access.may("open", by).ok:
        return None
    return Card(
        _("开始评审“%(category)s”") % {"category": named(row.category)},
        _("已接收 %(n)s 份申报。") % {"n": row.ready},
        reverse("reviews:open", args=[row.category.public_id]),
        _("去看"),
        due_on=row.due_on,
    )


def _begun(by: Actor, row: RoundRow) -> Card | None:
    """Return what is to be done in an open round, if anything is."""
    if row.round is None or row.round.state != "open":
        return None
    told, code = {"category": named(row.category)}, row.round.public_id
    if not row.progress.given:
        return Card(
            _("给“%(category)s”分配材料") % told,
            _("评审开始了，%(n)s 份材料还没分给专家。") % {"n": row.progress.files},
            reverse("reviews:assign", args=[code]),
            _("去分配"),
            due_on=row.due_on,
        )
    if row.progress.owed or not review_access.may("close", by).ok:
        return None
    return Card(
        _("结束“%(category)s”的评审") % told,
        _("评分表都签了，可以排名次。"),
        reverse("reviews:round", args=[code]),
        _("去看"),
        due_on=row.due_on,
    )


def _selections(by: Actor) -> Iterator[Card]:
    if not selection_access.may("make", by).ok:
        return
    found = selections.owed(by)
    ends = applications.last_days({one.category.edition_id for one in found}, "approval")
    for one in found:
        told = {"name": named(one.category)}
        address, due_on = _selection_address(one), ends.get(one.category.edition_id)
        if not one.has_seed:
            if selection_access.may("seed", by).ok:
                yield Card(
                    _("登记“%(name)s”的抽签号") % told,
                    _("评审结束了。先登记公开抽出的号，再排名单。"),
                    address,
                    _("去登记"),
                    due_on=due_on,
                )
        elif one.latest is None:
            yield Card(
                _("排“%(name)s”的名单") % told,
                _("评审结束，抽签号有了。看过评选办法就可以排。"),
                address,
                _("去排"),
                due_on=due_on,
            )
        elif not one.has_list:
            yield Card(
                _("改“%(name)s”的评选办法，再排") % told,
                _("上一次没有排出名单：硬性规则互相冲突。"),
                address,
                _("看哪几条"),
                due_on=due_on,
            )
        elif selection_access.may("adopt", by).ok:
            yield Card(
                _("确定“%(name)s”的名单") % told,
                _("名单排出来了，等您看过确定，再送主办单位。"),
                address,
                _("去看"),
                due_on=due_on,
            )


def _selection_address(one: selections.Progress) -> str:
    if one.latest is None:
        return reverse("selections:show", args=[one.category.public_id])
    return reverse("selections:slate", args=[one.latest.public_id])


def _approvals(by: Actor) -> Iterator[Card]:
    if approval_access.may("decide", by).ok:
        waiting = approvals.to_decide(by)[:5]
        ends = applications.last_days({one.edition_id for one in waiting}, "approval")
        for one in waiting:
            yield Card(
                _("审定“%(name)s”的名单") % {"name": named(one.edition)},
                _("看过名单、结构和抽签的，代表本单位同意或退回。"),
                reverse("approvals:show", args=[one.public_id]),
                _("去看"),
                due_on=ends.get(one.edition_id),
                since=beijing_day(one.submitted_at),
            )
    if not approval_access.may("check", by).ok:
        return
    found = approvals.owed(by)
    ends = applications.last_days({one.edition.pk for one in found}, "approval")
    for owed in found:
        told = _("各类别的名单都确定了，可以送主办单位。")
        if owed.is_void:
            told = _("送出的那一份已经作废：名单变了。")
        elif owed.is_returned:
            told = _("有主办单位退回，意见写在里面。")
        elif owed.open_checks:
            told = _("还有 %(n)s 条部门意见等答复。") % {"n": owed.open_checks}
        yield Card(
            _("把“%(name)s”的名单送审") % {"name": named(owed.edition)},
            told,
            reverse("approvals:prepare", args=[owed.edition.code]),
            _("去办"),
            due_on=ends.get(owed.edition.pk),
        )
