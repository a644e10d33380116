"""What does every page's shell need to know?"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from hongbang.accounts import access as account_access
from hongbang.accounts import queries as accounts
from hongbang.accounts.texts import ROLES
from hongbang.activity import access as activity_access
from hongbang.applications import access as application_access
from hongbang.approvals import access as approval_access
from hongbang.audit import access as audit_access
from hongbang.awards import access as award_access
from hongbang.journey import access as journey_access
from hongbang.journey.queries.walking import of_page
from hongbang.journey.texts import stand_words, step_words
from hongbang.kernel.actor import Actor, Role
from hongbang.notices import access as notice_access
from hongbang.orgs import access as org_access
from hongbang.orgs import queries as orgs
from hongbang.outbox import access as outbox_access
from hongbang.outbox import queries as outbox
from hongbang.oversight import access as oversight_access
from hongbang.privacy import access as privacy_access
from hongbang.programmes import access as programme_access
from hongbang.publicity import access as publicity_access
from hongbang.recommendations import access as recommendation_access
from hongbang.reviews import access as review_access
from hongbang.selections import access as selection_access
from hongbang.sheets import access as sheet_access
from hongbang.surveys import access as survey_access
from hongbang.ui import clock

Sections = list[tuple[str, str, bool]]


def shell_context(request: HttpRequest) -> dict[str, Any]:
    """Give templates `shell`; its parts are asked for only when a page draws them."""
    return {"shell": SimpleLazyObject(lambda: _shell(request))}


def _shell(request: HttpRequest) -> dict[str, Any]:
    actor: Actor | None = getattr(request, "actor", None)
    seat = getattr(request, "seat", None)
    shell: dict[str, Any] = {
        "place": settings.HONGBANG_PLACE[get_language() or "zh-hans"],
        "hosts": [host.said_in(get_language()) for host in orgs.hosts()],
        "icp": settings.HONGBANG_ICP_FILING,
        "police": settings.HONGBANG_POLICE_FILING,
        "demo": settings.HONGBANG_DEMO,
        "demo_day": clock.today() if settings.HONGBANG_DEMO else None,
        "site_day": getattr(request, "site_day", None),
        "way": SimpleLazyObject(lambda: _way(request, actor)),
        "sections": _current(request, _public_sections()),
    }
    if actor is None or seat is None or actor.is_nobody:
        return shell
    return shell | {
        "person_name": seat.person.name,
        "seat_label": ROLES[Role(seat.role)],
        "seat_organisation": seat.organisation,
        "seat_giver": seat.giver.name if seat.giver else "",
        "seats_count": accounts.my_place_count(actor, request.today),  # type: ignore[attr-defined]  # set by RequestMiddleware
        "unread": outbox.unread_count(actor),
        "sections": _current(request, _desk_sections(actor)),
    }


def _way(request: HttpRequest, actor: Actor | None) -> dict[str, Any]:
    """Tell how far the application of this page is, for the page that draws it."""
    code = request.resolver_match.kwargs.get("application") if request.resolver_match else None
    told = of_page(actor, code, clock.now()) if actor and code else None
    if told is None:
        return {"stand": "", "trail": []}
    trail = [
        {"at": one.at, "text": step_words(one), "by": one.by, "by_lang": "zh-Hans"}
        for one in told.steps
    ]
    stand = told.stand
    return {
        "trail": trail,
        "stand": stand_words(stand),
        "until": stand.until,
        "is_held": stand.code == "held",
    }


def _public_sections() -> list[tuple[str, str]]:
    return [
        (reverse("portal:home"), _("首页")),
        (reverse("notices:list"), _("通知公告")),
        (reverse("publicity:list"), _("公示")),
        (reverse("register:list"), _("历年红榜")),
        (reverse("register:verify"), _("证书查验")),
        (reverse("portal:contacts"), _("联系方式")),
        (reverse("audit:public_proof"), _("核验账本")),
        (reverse("portal:search"), _("搜索")),
    ]


# Who may do `verb` in a room finds its page among the sections of the desk, in this order.
DOORS = (
    (notice_access.may, "work", "notices:worklist", gettext_lazy("通知管理")),
    (application_access.may, "work", "applications:mine", gettext_lazy("我的申报")),
    (application_access.may, "receive", "applications:received", gettext_lazy("收到的申报")),
    (
        recommendation_access.may,
        "work",
        "recommendations:worklist",
        pgettext_lazy("work", "推荐"),
    ),
    (
        recommendation_access.may,
        "oversee",
        "recommendations:intake",
        gettext_lazy("推荐收件"),
    ),
    (review_access.may, "work", "reviews:mine", gettext_lazy("我评的材料")),
    (review_access.may, "read", "reviews:rounds", gettext_lazy("专家评审")),
    (selection_access.may, "read", "selections:list", gettext_lazy("评选名单")),
    (approval_access.may, "read", "approvals:list", gettext_lazy("审定")),
    (publicity_access.may, "work", "publicity:work", gettext_lazy("公示管理")),
    (award_access.may, "work", "awards:work", gettext_lazy("授予和证书")),
    (award_access.may, "hold", "awards:mine", gettext_lazy("荣誉证书")),
    (oversight_access.may, "read", "oversight:work", gettext_lazy("暗访与处理")),
    (oversight_access.may, "visit", "oversight:mine", gettext_lazy("我的暗访")),
    (oversight_access.may, "own", "oversight:own", gettext_lazy("称号与处理")),
    (journey_access.may, "structure", "journey:structure", gettext_lazy("申报结构")),
    (programme_access.may, "work", "programmes:editions", gettext_lazy("评选年度")),
    (sheet_access.may, "work", "sheets:list", gettext_lazy("表单管理")),
    (survey_access.may, "work", "surveys:list", gettext_lazy("顾客调查")),
    (activity_access.may, "work", "activity:list", gettext_lazy("活动记录")),
    (activity_access.may, "report", "activity:returns", gettext_lazy("活动统计")),
    (account_access.may, "see_registrations", "accounts:registrations", gettext_lazy("单位登记")),
    (account_access.may, "see_people", "accounts:people", gettext_lazy("人员")),
    (account_access.may, "guard", "accounts:guarded", gettext_lazy("登录安全")),
    (org_access.may, "work", "orgs:list", gettext_lazy("机构")),
    (outbox_access.may, "word", "outbox:letters", gettext_lazy("信件用语")),
    (outbox_access.may, "oversee", "outbox:deliveries", gettext_lazy("发信情况")),
    (audit_access.may, "view", "audit:entries", gettext_lazy("账本")),
    (privacy_access.may, "look", "privacy:register", gettext_lazy("个人信息")),
)


def _desk_sections(actor: Actor) -> list[tuple[str, str]]:
    open_to = [
        (reverse(page), str(label)) for may, verb, page, label in DOORS if may(verb, actor).ok
    ]
    if actor.role in org_access.ORGAN | org_access.UNIT:
        open_to.append((reverse("orgs:own"), _("本单位")))
    return [
        (reverse("journey:desk"), _("办公桌")),
        *open_to,
        (reverse("outbox:inbox"), _("消息")),
        (reverse("portal:home"), _("公众首页")),
        (reverse("notices:list"), _("通知公告")),
    ]


def _current(request: HttpRequest, sections: list[tuple[str, str]]) -> Sections:
    matching = [url for url, _label in sections if request.path.startswith(url)]
    best = max(matching, key=len, default="")
    if best == "/" and request.path != "/":
        best = ""
    return [(url, label, url == best) for url, label in sections]
