"""What are awards, their deeds, letters and refusals called?"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

ROOM = _("授予和证书")

VERBS = {
    "awards.batch.conferred": _("授予称号"),
    "awards.certificate.fetched": _("领取证书"),
}

PERSONAL = {
    "awards.award.name": _("证书上写的名字，按授予那天的写法"),
}

REFUSALS = {
    "awards.missing": _("没有这批授予，或没有这个称号。"),
    "awards.no_edition": _("没有这个评选年度。"),
    "awards.not_yours": _("授予由活动办公室办理；证书由获得称号的单位领取。"),
    "awards.other_unit": _("这是别的单位的称号。你单位的称号在“我的称号”里。"),
    "awards.unit_fetches": _("证书由获得称号的单位领取。要看证书，请直接下载。"),
    "awards.auditor_reads": _("纪检监督席位只看不改。"),
    "awards.head_confers": _("授予称号由活动办公室负责人办。请报负责人。"),
    "awards.fetch_first": _("还没有领取。请先到“我的称号”里点“领取证书”。"),
    "awards.not_passed": _(
        "没有授予：主办单位审定的名单已经变了，还没有重新审定。请先到“审定”看还差谁。"
    ),
    "awards.nothing_new": _("没有授予：公示通过的名字都已经授予了。"),
    "awards.some_wait": _(
        "没有授予：还有 %(waiting)s 个名字没有公示完或在核实。要先授予其余的，请勾选“先授予这些”。"
    ),
    "awards.list_moved": _("没有授予：您看过以后名单变了。请看过现在这份，再授予。"),
    "awards.conferred_already": _(
        "没有再授予：这份名单已按 %(paper)s 授予了。请到“授予和证书”里查看。"
    ),
    "awards.no_paper": _("没有授予：文号要写 %(least)s 到 %(most)s 字，照决定上的写。"),
    "awards.day_early": _("没有授予：公示没完不能授予，最早从 %(first)s 起。"),
    "awards.day_late": _("没有授予：授予的日子太远，最晚到 %(last)s。请核对决定上的日期。"),
    "awards.no_years": _("没有授予：年度里没写有效期几年。请先在评选年度的“有效期”里写好。"),
    "awards.not_in_force": _("没有领取：这个称号现在不能使用。要知道为什么，请看称号的经历。"),
}

MESSAGES = {
    "awards.conferred": _("“%(edition)s”的称号已授予，你单位有 %(count)s 个，请领取证书"),
}
