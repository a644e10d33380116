"""What are honours' states, turns, deeds and refusals called?"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

ROOM = _("荣誉册")

STATES = {
    "valid": _("有效"),
    "warned": _("已提醒"),
    "rectifying": _("整改中"),
    "suspended": _("暂停"),
    "revoked": _("已撤销"),
    "surrendered": _("已交回"),
    "annulled": _("整批作废"),
    "lapsed": _("已期满"),
    "not_yet": _("尚未生效"),
}

FILTERED = ("valid", "suspended", "revoked", "surrendered", "annulled", "lapsed")

VERDICTS = {
    "valid": _("称号有效"),
    "warned": _("称号有效，已提醒整改"),
    "rectifying": _("称号有效，正在整改"),
    "suspended": _("称号暂停，暂不能使用"),
    "revoked": _("称号已撤销"),
    "surrendered": _("称号已交回"),
    "annulled": _("称号已整批作废"),
    "lapsed": _("称号已期满失效"),
    "not_yet": _("称号尚未生效"),
}

MOVES = {
    "warn": _("提醒整改"),
    "rectify": _("限期整改"),
    "suspend": _("暂停称号"),
    "restore": _("恢复称号"),
    "revoke": _("撤销称号"),
    "surrender": _("交回称号"),
    "annul": _("整批作废"),
}

VERBS = {
    "register.honour.entered": _("登入荣誉册"),
    "register.honour.warned": _("提醒整改"),
    "register.honour.under_rectification": _("限期整改"),
    "register.honour.suspended": _("暂停称号"),
    "register.honour.restored": _("恢复称号"),
    "register.honour.revoked": _("撤销称号"),
    "register.honour.surrendered": _("交回称号"),
    "register.honour.annulled": _("整批作废称号"),
}

REFUSALS = {
    "register.missing": _(
        "荣誉册里没有这个编号。请核对证书上的编号；仍查不到的，不是本平台授予的称号。"
    ),
    "register.head_writes": _("荣誉册由活动办公室负责人登记。有疑问请联系活动办公室。"),
    "register.holder_surrenders": _("称号由持有单位的负责人交回，别人不能代交。"),
    "register.auditor_reads": _("纪检监督席位只看不改。"),
    "register.nothing_to_enter": _("没有登记：名单是空的。请先选定要登记的称号。"),
    "register.number_wrong": _(
        "没有登记：编号 %(numbers)s 的校验位不对。请按编号规则重新生成，不要手工改。"
    ),
    "register.entered_already": _(
        "没有登记：%(names)s 已在荣誉册里，或在名单里出现两次。请去掉重复的再登记。"
    ),
    "register.unknown": _("没有登记：名单里的 %(codes)s 查不到。请从名单重新选，再登记。"),
    "register.years_wrong": _("有效期要在 1 年到 %(most)s 年之间。请在评选年度里改好。"),
    "register.no_reason": _("没有办成：理由要写 %(least)s 到 %(most)s 字，说清为什么。"),
    "register.turn_ahead": _("没有办成：生效的日子不能晚于今天（%(today)s）。"),
    "register.turn_early": _("没有办成：生效的日子不能早于 %(first)s，在那以前另有状态。"),
    "register.lapsed_already": _("没有办成：称号已于 %(last)s 期满，不再变动。"),
    "register.honour.no_such_move": _("没有办成：这个称号现在不能这样办。请看它的最新状态。"),
}
