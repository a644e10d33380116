"""What does this seat owe to applications: filling in, asking customers, recommending?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from hongbang.applications import access as application_access
from hongbang.applications import queries as applications
from hongbang.journey.queries.naming import named
from hongbang.journey.rules.desk import Card
from hongbang.kernel.actor import Actor
from hongbang.kernel.period import beijing_day
from hongbang.orgs import access as org_access
from hongbang.orgs import queries as orgs
from hongbang.recommendations import access as recommendation_access
from hongbang.recommendations import queries as recommendations
from hongbang.surveys import queries as surveys


def cards(by: Actor, at: datetime) -> Iterator[Card]:
    """Yield what is owed while units apply and organs recommend."""
    yield from _beginning(by, at)
    yield from _applications(by)
    yield from _surveys(by)
    yield from _recommending(by)
    yield from _intake(by)


def _beginning(by: Actor, at: datetime) -> Iterator[Card]:
    """Yield the editions that a unit can apply in and has not begun to."""
    if not application_access.may("work", by).ok:
        return
    unit = orgs.own(by)
    for edition, last in applications.to_begin(unit, at):
        yield Card(
            _("申报“%(edition)s”") % {"edition": named(edition)},
            _("你们单位还没有申报。选一个班组或个人，就可以开始填。"),
            reverse("applications:begin"),
            _("开始申报"),
            due_on=last,
        )


def _applications(by: Actor) -> Iterator[Card]:
    if not application_access.may("work", by).ok:
        return
    found = [*applications.open_ones(by)[:20]]
    ends = applications.last_days({one.category.edition_id for one in found}, "application")
    mended = applications.corrected_by(found)
    for one in found:
        named = {"name": one.subject_name}
        is_back = one.state == "returned"
        yield Card(
            _("改好“%(name)s”的申报，再送") % named
            if is_back
            else _("填好“%(name)s”的申报，送出") % named,
            _("推荐单位退回，要改的写在里面。") if is_back else _("草稿，只有你们单位看得到。"),
            reverse("applications:edit", args=[one.public_id]),
            _("接着填"),
            due_on=mended.get(one.pk) if is_back else ends.get(one.category.edition_id),
            since=beijing_day(one.changed_at),
        )


def _surveys(by: Actor) -> Iterator[Card]:
    for survey in surveys.under_way(by)[:20]:
        yield Card(
            _("请顾客评“%(of)s”") % {"of": survey.of},
            _("已收到 %(answered)s 份，发了 %(issued)s 张请柬。到期自动结束。") % vars(survey),
            reverse("surveys:show", args=[survey.public_id]),
            _("去看"),
            due_on=survey.ends_on,
        )


def _recommending(by: Actor) -> Iterator[Card]:
    if by.role not in org_access.ORGAN:
        return
    page = reverse("recommendations:worklist")
    for due in recommendations.opinions_owed(by):
        yield Card(
            _("给“%(category)s”的 %(n)s 件申报表态") % {"category": due.category, "n": due.count},
            _("同意、不同意或保留。到期没说话的记为未表态。"),
            f"{page}?stand=opinion&category={due.category.public_id}",
            _("去表态"),
            due_on=due.last,
        )
    undecided = recommendations.to_decide(by)
    for due in undecided:
        yield Card(
            _("定“%(category)s”的 %(n)s 件申报") % {"category": due.category, "n": due.count},
            _("推荐、备选或不推荐；要改的请退回，写清改哪里。"),
            f"{page}?stand=decide&category={due.category.public_id}",
            _("去定"),
            due_on=due.last,
        )
    waiting = {due.category for due in undecided}
    for due in recommendations.to_send(by):
        if due.category not in waiting and recommendation_access.may("forward", by).ok:
            yield Card(
                _("把“%(category)s”的推荐名单报活动办公室") % {"category": due.category},
                _("名单里有 %(n)s 件，都已经定了。") % {"n": due.count},
                reverse("recommendations:list", args=[due.category.public_id]),
                _("看名单"),
                due_on=due.last,
            )


def _intake(by: Actor) -> Iterator[Card]:
    if not recommendation_access.may("accept", by).ok or not by.is_office:
        return
    for category in recommendations.without_places()[:10]:
        yield Card(
            _("给“%(category)s”分推荐名额") % {"category": category},
            _("有推荐单位收到了申报，还没有名额，不能推荐。"),
            f"{reverse('recommendations:places')}?category={category.public_id}",
            _("去分"),
        )
    for one in recommendations.arrivals(by)[:20]:
        yield Card(
            _("收%(organ)s报来的推荐") % {"organ": one.organ},
            _("“%(category)s” %(n)s 件。核对后收下，进入评审。")
            % {"category": one.category, "n": one.count},
            f"{reverse('recommendations:intake')}?stand=forwarded"
            f"&category={one.category.public_id}",
            _("去收"),
            since=beijing_day(one.sent_at),
        )
