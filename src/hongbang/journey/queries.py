"""What does this seat owe today, and what does it wait for?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from hongbang.accounts import access as account_access
from hongbang.accounts import queries as accounts
from hongbang.accounts.queries import RegistrationFilters
from hongbang.applications import access as application_access
from hongbang.applications import queries as applications
from hongbang.approvals import access as approval_access
from hongbang.approvals import queries as approvals
from hongbang.audit import queries as audit
from hongbang.documents import queries as documents
from hongbang.journey.rules.desk import Card, Desk, Wait, lay_out
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.period import beijing_day
from hongbang.notices import access as notice_access
from hongbang.notices import queries as notices
from hongbang.notices.queries import Notice
from hongbang.orgs import access as org_access
from hongbang.orgs import queries as orgs
from hongbang.outbox import queries as outbox
from hongbang.programmes import access as programme_access
from hongbang.programmes import queries as programmes
from hongbang.programmes.queries import Category
from hongbang.recommendations import access as recommendation_access
from hongbang.recommendations import queries as recommendations
from hongbang.recommendations.rules.listing import Standing
from hongbang.recommendations.texts import TOLD
from hongbang.reviews import access as review_access
from hongbang.reviews import queries as reviews
from hongbang.reviews.queries import RoundRow
from hongbang.selections import access as selection_access
from hongbang.selections import queries as selections
from hongbang.sheets import access as sheet_access
from hongbang.sheets import queries as sheets
from hongbang.surveys import queries as surveys

ERASED_WITHIN = 15  # days
ANCHOR_EVERY = timedelta(hours=1)
WORTH_A_LOOK = 5  # failures from one place within a quarter of an hour


def desk(by: Actor, at: datetime) -> Desk:
    """Gather the desk of the seat that acts."""
    cards = [
        *(*_messages(by), *_registrations(by), *_guard(by, at)),
        *(
            *_editions(by),
            *_notices(by),
            *_applications(by),
            *_recommending(by),
            *_intake(by),
            *_readings(by),
            *_rounds(by),
            *_selections(by),
            *_approvals(by),
            *_sheets(by),
            *_surveys(by),
            *_letters(by),
            *_papers(by, at),
            *_bodies(by, at),
            *_ledger(by, at),
        ),
    ]
    return lay_out(cards, _waits(by, at), beijing_day(at))


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
            due_on=_day(asked) + timedelta(days=ERASED_WITHIN),
            since=_day(asked),
        )
    besieged = [lock for lock in accounts.locks(by, at) if lock.failures >= WORTH_A_LOOK]
    if besieged:
        yield Card(
            _("看看 %(n)s 处连着登录失败") % {"n": len(besieged)},
            _("最近一刻钟。可能是忘了密码，也可能有人在试。"),
            reverse("accounts:locks"),
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
            since=_day(one.changed_at),
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
            since=_day(one.sent_at),
        )


def _readings(by: Actor) -> Iterator[Card]:
    """List what an expert has to score, round by round."""
    if by.role is not Role.EXPERT or not review_access.may("work", by).ok:
        return
    for task in reviews.tasks(by):
        if task.owed:
            yield Card(
                _("评“%(category)s”，还有 %(n)s 份要签")
                % {"category": _named(task.round.category), "n": task.owed},
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
        _("开始评审“%(category)s”") % {"category": _named(row.category)},
        _("已接收 %(n)s 份申报。") % {"n": row.ready},
        reverse("reviews:open", args=[row.category.public_id]),
        _("去看"),
        due_on=row.due_on,
    )


def _begun(by: Actor, row: RoundRow) -> Card | None:
    """Return what is to be done in an open round, if anything is."""
    if row.round is None or row.round.state != "open":
        return None
    named, code = {"category": _named(row.category)}, row.round.public_id
    if not row.progress.given:
        return Card(
            _("给“%(category)s”分配材料") % named,
            _("评审开始了，%(n)s 份材料还没分给专家。") % {"n": row.progress.files},
            reverse("reviews:assign", args=[code]),
            _("去分配"),
            due_on=row.due_on,
        )
    if row.progress.owed or not review_access.may("close", by).ok:
        return None
    return Card(
        _("结束“%(category)s”的评审") % named,
        _("评分表都签了，可以排名次。"),
        reverse("reviews:round", args=[code]),
        _("去看"),
        due_on=row.due_on,
    )


def _named(category: Category) -> str:
    return category.name_en if get_language() == "en" else category.name


def _selections(by: Actor) -> Iterator[Card]:
    if not selection_access.may("make", by).ok:
        return
    found = selections.owed(by)
    ends = applications.last_days({one.category.edition_id for one in found}, "approval")
    for one in found:
        told = {"name": one.category.name}
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
                _("审定“%(name)s”的名单") % {"name": one.edition.name},
                _("看过名单、结构和抽签的，代表本单位同意或退回。"),
                reverse("approvals:show", args=[one.public_id]),
                _("去看"),
                due_on=ends.get(one.edition_id),
                since=_day(one.submitted_at),
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
            _("把“%(name)s”的名单送审") % {"name": owed.edition.name},
            told,
            reverse("approvals:prepare", args=[owed.edition.code]),
            _("去办"),
            due_on=ends.get(owed.edition.pk),
        )


def _editions(by: Actor) -> Iterator[Card]:
    if not programme_access.may("draft", by).ok:
        return
    for edition in programmes.drafts(by)[:5]:
        lacking = [one for one in programmes.list_of_missing(edition) if not one.is_met]
        must = sum(one.is_must for one in lacking)
        told = _("必须有的都有了，可以公布。")
        if must:
            told = _("公布前还缺 %(n)s 项，清单在里面。") % {"n": must}
        yield Card(
            _("准备%(year)s年度“%(name)s”")
            % {"year": edition.year, "name": edition.programme.name},
            told,
            reverse("programmes:show", args=[edition.public_id]),
            _("看还缺什么"),
            since=_day(edition.changed_at),
        )


def _sheets(by: Actor) -> Iterator[Card]:
    if not sheet_access.may("publish", by).ok:
        return
    for sheet in sheets.drafts(by)[:20]:
        named = {"title": sheet.title or sheet.code, "number": sheet.number}
        yield Card(
            _("把表单“%(title)s”第 %(number)s 版做完，发布") % named,
            _("草稿，还没有人能填。"),
            reverse("sheets:show", args=[sheet.public_id]),
            _("接着做"),
            since=_day(sheet.changed_at),
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
            since=_day(asked.requested_at),
        )
    unit = org_access.home(by) if by.role in org_access.UNIT else None
    if unit and unit.kind == "unit" and not unit.closed_at and not orgs.teams(unit).exists():
        yield Card(
            pgettext("button", "登记班组"),
            _("申报班组称号时从这里选；还没有班组。"),
            reverse("orgs:show", args=[unit.public_id]) + "#teams",
            _("去登记"),
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


def _waits(by: Actor, at: datetime) -> Iterator[Wait]:
    """List what others have; the rooms to come add theirs here."""
    if application_access.may("work", by).ok:
        sent = [*applications.sent_ones(by)[:20]]
        told = recommendations.standings(sent)
        for one in sent:
            has_it = _("现在在%(body)s手里") % {"body": one.holder.name}
            yield Wait(
                _("“%(name)s”的申报") % {"name": one.subject_name},
                f"{_stand(told[one.pk])}　{has_it}" if one.pk in told else has_it,
                reverse("applications:show", args=[one.public_id]),
                _("看进度"),
            )
    if by.is_office:
        for opened, done in reviews.under_way():
            yield Wait(
                _("“%(category)s”的评审") % {"category": _named(opened.category)},
                _("在专家手里，已签 %(signed)s／%(given)s")
                % {"signed": done.signed, "given": done.given},
                reverse("reviews:round", args=[opened.public_id]),
                _("看进度"),
            )
    for put, silent in approvals.awaited(by)[:5]:
        yield Wait(
            _("“%(name)s”的审定") % {"name": put.edition.name},
            _("还没表态：%(hosts)s") % {"hosts": "、".join(one.host.name for one in silent)},
            reverse("approvals:show", args=[put.public_id]),
            _("看进度"),
        )
    for asked in orgs.imports_at_work(by)[:5]:
        yield Wait(
            _("导入“%(name)s”") % {"name": asked.sheet.name},
            _("后台正在办，%(done)s / %(total)s") % {"done": asked.done, "total": asked.total},
            reverse("orgs:sheet", args=[asked.sheet.public_id]),
            _("看进度"),
        )
    for asked in orgs.finished_imports(by, at)[:5]:
        yield Wait(
            _("“%(name)s”导入好了") % {"name": asked.sheet.name},
            _("新登记 %(added)s 家，改动 %(changed)s 家")
            % {"added": asked.added, "changed": asked.changed},
            reverse("orgs:sheet", args=[asked.sheet.public_id]),
            _("看结果"),
        )


def _stand(told: Standing) -> str:
    """Say what a unit may know of its recommendation."""
    is_ruled = told.state in {"accepted", "ineligible"}
    return str(TOLD[told.state if is_ruled else told.verdict])


def _day(moment: datetime) -> date:
    return beijing_day(moment)
