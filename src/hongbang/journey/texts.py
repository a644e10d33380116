"""What are the steps of an application called once its organ has sent it on?"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as pgettext

from hongbang.journey.rules.way import Stand, Step
from hongbang.oversight.texts import VERDICTS as FOUND
from hongbang.register.texts import MOVES
from hongbang.register.texts import VERDICTS as STATUS

ROOM = _("办公桌")

REFUSALS = {
    "journey.not_yours": _("申报结构由活动办公室、主办单位和纪检监督看。请换到有权的席位。"),
}

STAGES = {
    "applied": pgettext("stage", "申报"),
    "recommended": pgettext("stage", "推荐"),
    "accepted": pgettext("stage", "接收"),
    "chosen": pgettext("stage", "入选"),
    "honoured": pgettext("stage", "授予"),
}

PARTS = {
    "shares": _("占比"),
    "district": _("按区"),
    "industry": _("按窗口行业"),
    "channel": _("按归口"),
}

SHARES = {
    "women": _("女性，或有女性的班组"),
    "under35": _("35 周岁以下，或这样的占一半以上的班组"),
    "front_line": _("一线岗位"),
    "non_public": _("非公有制单位"),
}

STEPS = {
    "recommended": _("推荐，报活动办公室"),
    "reserve": _("列为备选，报活动办公室"),
    "declined": _("没有推荐"),
    "accepted": _("活动办公室核对后收下"),
    "ineligible": _("活动办公室认定不符合条件"),
    "taken": _("交专家评审"),
    "reviewed": _("专家评审结束"),
    "list_chosen": _("评选名单定下，列为入选"),
    "list_reserve": _("评选名单定下，列为候补"),
    "list_below": _("评选名单定下，没有列入"),
    "list_struck": _("从评选名单里去掉"),
    "put": _("名单报主办单位审定"),
    "passed": _("主办单位都已同意"),
    "posted": _("向社会公示，到 %(last)s 为止"),
    "cleared": _("公示通过"),
    "struck": _("异议成立，从公示名单里去掉"),
    "left_out": _("公示名单公布，这份申报不在其中"),
    "honoured": _("授予称号，编号 %(number)s，有效到 %(last)s"),
    "visited": _("暗访结果已认定：%(verdict)s"),
    "turned": _("%(move)s：%(reason)s"),
}

STANDS = {
    "forwarded": _("在活动办公室手里，正在核对推荐"),
    "declined": _("没有推荐，到此为止"),
    "accepted": _("在活动办公室手里，等评审开始"),
    "ineligible": _("不符合条件，到此为止"),
    "reading": _("在评审专家手里"),
    "reviewed": _("评审结束，在活动办公室手里，等公示名单"),
    "list_chosen": _("入选，在活动办公室手里，等报主办单位"),
    "list_reserve": _("候补，在活动办公室手里"),
    "list_below": _("没有列入评选名单"),
    "list_struck": _("已从评选名单里去掉"),
    "at_hosts": _("在主办单位手里，等审定"),
    "to_post": _("主办单位都已同意，在活动办公室手里，等公示"),
    "posted": _("正在向社会公示"),
    "cleared": _("公示通过，在活动办公室手里，等授予"),
    "struck": _("异议成立，已从公示名单里去掉"),
    "left_out": _("没有列入公示名单"),
}


def step_words(step: Step) -> str:
    """Say what happened."""
    told = dict(step.params)
    if step.code == "turned":
        told["move"] = str(MOVES[told["move"]])
    elif step.code == "visited":
        told["verdict"] = str(FOUND[told["verdict"]])
    return str(STEPS[step.code]) % told


def stand_words(stand: Stand) -> str:
    """Say where it is now."""
    if stand.code == "held":
        return str(STATUS[stand.params["status"]])
    return str(STANDS[stand.code])
