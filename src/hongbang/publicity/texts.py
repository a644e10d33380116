"""What are postings, objections, their deeds, letters and refusals called?"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

ROOM = _("公示")

STATES = {
    "open": _("公示中"),
    "closed": _("公示结束"),
    "posted": _("公示中"),
    "cleared": _("没有异议"),
    "struck": _("已取消"),
    "received": _("已收到"),
    "accepted": _("已受理，正在核实"),
    "refused": _("不受理"),
    "upheld": _("异议成立"),
    "rejected": _("异议不成立"),
}

VERBS = {
    "publicity.posting.posted": _("公示名单"),
    "publicity.posting.closed": _("公示结束"),
    "publicity.objection.received": _("收到异议"),
    "publicity.objection.accepted": _("受理异议"),
    "publicity.objection.refused": _("答复不受理"),
    "publicity.objection.upheld": _("认定异议成立"),
    "publicity.objection.rejected": _("认定异议不成立"),
    "publicity.objection.revealed": _("查看异议人"),
}

PERSONAL = {
    "publicity.objection.objector": _("核实异议、书面答复；对其他人一律保密"),
    "publicity.objection.contact": _("核实异议时向本人了解情况"),
    "publicity.objection.text": _("核实异议；里面可能看得出是谁提的"),
}

REFUSALS = {
    "publicity.missing": _("没有这份公示，或没有这个名字。"),
    "publicity.no_edition": _("没有这个评选年度。"),
    "publicity.no_receipt": _("没有这个回执码。请对照提出异议时给您的那一串，再输一次。"),
    "publicity.not_yours": _("公示和异议由活动办公室办理。要提异议，请到公示页。"),
    "publicity.auditor_reads": _("纪检监督席位只看不改。"),
    "publicity.head_decides": _("公示名单和异议结论由活动办公室负责人定。请报负责人。"),
    "publicity.not_passed": _(
        "没有办成：主办单位还没有全部审定现在这份名单。请先到“审定”看还差谁。"
    ),
    "publicity.nothing_new": _("没有公示：审定的名字都已经公示过了。"),
    "publicity.list_moved": _("没有公示：您看过以后名单变了。请看过现在这份再公示。"),
    "publicity.too_short": _(
        "没有公示：年度里写的公示期 %(days)s 个工作日，少于最低的 %(least)s 个。请先改年度。"
    ),
    "publicity.not_over": _("没有结束：公示到 %(last)s 24:00。"),
    "publicity.over": _("没有收下：公示已于 %(last)s 24:00 结束。您可以直接联系活动办公室。"),
    "publicity.struck_already": _("没有收下：这个名字已经不在公示中了。"),
    "publicity.no_name": _("没有收下：姓名或单位要写 %(least)s 到 %(most)s 字。"),
    "publicity.no_contact": _("没有收下：联系方式要写 %(least)s 到 %(most)s 字。"),
    "publicity.no_grounds": _("没有收下：反映的内容要写 %(least)s 到 %(most)s 字。"),
    "publicity.no_reason": _("没有办成：理由要写 %(least)s 到 %(most)s 字。"),
    "publicity.posting.no_such_move": _("没有办成：这份公示已经结束了。"),
    "publicity.name.no_such_move": _("没有办成：这个名字已经有结果了。"),
    "publicity.objection.no_such_move": _("没有办成：这份异议现在不能这样办。请看它的最新状态。"),
}

MESSAGES = {
    "publicity.posted": _("“%(edition)s”的名单已公示，到 %(last)s 24:00"),
    "publicity.objected": _("有人对“%(name)s”提出异议，%(due)s 前答复是否受理"),
}
