"""What are visits, cases, their deeds, letters and refusals called?"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

ROOM = _("暗访与处理")

VISIT_STATES = {
    "drawn": _("待指派"),
    "assigned": _("待暗访"),
    "drafted": _("正在记录"),
    "submitted": _("待认定"),
    "confirmed": _("已认定"),
}

CASE_STATES = {
    "opened": _("等待陈述申辩"),
    "heard": _("已陈述，待决定"),
    "decided": _("已决定"),
    "dropped": _("不作处理"),
    "lifted": _("已解除"),
}

MENDING_STATES = {
    "owed": _("待整改"),
    "reported": _("已报告，待认可"),
    "accepted": _("整改已认可"),
}

STATES = VISIT_STATES | CASE_STATES | MENDING_STATES

VERDICTS = {
    "fine": _("符合"),
    "minor": _("一般问题"),
    "serious": _("严重问题"),
}

MOVES = {
    "warn": _("提醒整改"),
    "rectify": _("限期整改"),
    "suspend": _("暂停称号"),
    "revoke": _("撤销称号"),
}

VERBS = {
    "oversight.draw.drawn": _("抽取暗访名单"),
    "oversight.visit.assigned": _("指派暗访"),
    "oversight.visit.submitted": _("提交暗访记录"),
    "oversight.visit.confirmed": _("认定暗访结果"),
    "oversight.case.opened": _("告知拟作处理"),
    "oversight.case.stated": _("提交陈述申辩"),
    "oversight.case.decided": _("作出处理决定"),
    "oversight.case.dropped": _("决定不作处理"),
    "oversight.case.lifted": _("解除处理"),
    "oversight.mending.reported": _("报告整改情况"),
    "oversight.mending.accepted": _("认可整改"),
    "oversight.mending.returned": _("退回整改"),
    "oversight.batch.annulled": _("整批作废称号"),
    "oversight.honour.surrendered": _("交回称号"),
}

PERSONAL = {
    "oversight.visit.answers": _("认定暗访结果；里面可能写到当班的人"),
}

REFUSALS = {
    "oversight.missing": _("没有这一份，或不归您看。"),
    "oversight.no_edition": _("没有这个评选年度。"),
    "oversight.no_honour": _("荣誉册里没有这个编号。请核对证书上的编号。"),
    "oversight.no_category": _("没有这个类别。"),
    "oversight.no_inspector": _("没有指派：这位检查员现在没有席位。请重新选一位。"),
    "oversight.not_yours": _("暗访和处理由活动办公室组织。有疑问请联系活动办公室。"),
    "oversight.auditor_reads": _("纪检监督席位只看不改。"),
    "oversight.head_decides": _("抽取、认定和处理由活动办公室负责人定。请报负责人。"),
    "oversight.inspectors_visit": _("暗访记录由指派的检查员本人填写。"),
    "oversight.in_person": _("暗访由检查员本人做，不能借给别人。"),
    "oversight.other_inspector": _("这次暗访指派给了别人。"),
    "oversight.unit_speaks": _("陈述、整改和交回由持有称号的单位办理。"),
    "oversight.other_unit": _("这是别的单位的称号。"),
    "oversight.unit_head_surrenders": _("交回称号由单位负责人办理。请报本单位负责人。"),
    "oversight.draw_size": _(
        "没有抽取：能抽的称号有 %(most)s 个，请写 1 到 %(most)s 之间的数；正在暗访的不再抽。"
    ),
    "oversight.seed_unplain": _(
        "没有抽取：种子要写 4 到 80 位字母、数字或短横线，人人都能照着输。"
    ),
    "oversight.no_source": _(
        "没有抽取：种子的出处要写 %(least)s 到 %(most)s 字，让人能查到，例如哪一期公开开奖。"
    ),
    "oversight.tied": _("没有指派：这位检查员和称号持有单位在同一条线上。请换一位。"),
    "oversight.no_due": _("没有办成：截止的日子要在今天（%(today)s）以后。请改日期。"),
    "oversight.not_plain": _("没有保存：填的内容有读不懂的部分。请重新打开这一页再填。"),
    "oversight.too_large": _("没有保存：填的内容超过 %(most)s KB。请写短一些。"),
    "oversight.verdict_unknown": _("没有保存：结论只有符合、一般问题、严重问题三种。"),
    "oversight.no_verdict": _("没有提交：还没选结论。"),
    "oversight.visit_unfinished": _("没有提交：还有 %(count)s 处没填好，已在表里标出。"),
    "oversight.case_waits": _("没有办成：对这个称号有一件处理还没决定。请先办完那一件。"),
    "oversight.not_offered": _("没有办成：这个年度的办法里没有这种处理。请另选一种。"),
    "oversight.honour_turned": _("没有办成：您看过以后这个称号的状态变了。请看过现在的再办。"),
    "oversight.hearing_runs": _("没有决定：单位可以陈述申辩到 %(until)s，现在还没有收到。"),
    "oversight.hearing_over": _(
        "没有收下：陈述申辩到 %(until)s 为止。有话要说，请直接联系活动办公室。"
    ),
    "oversight.no_reason": _("没有办成：理由要写 %(least)s 到 %(most)s 字，说清为什么。"),
    "oversight.no_text": _("没有收下：要写 %(least)s 到 %(most)s 字。"),
    "oversight.no_paper": _("没有办成：要写依据的文件号，最多 %(most)s 字。"),
    "oversight.nothing_to_lift": _("没有解除：这个称号现在不在提醒或暂停之中。"),
    "oversight.nothing_live": _("没有作废：这一批里没有有效的称号。"),
    "oversight.batch_moved": _(
        "没有作废：您看过以后这一批变了，现在有效的是 %(count)s 个。请看过再办。"
    ),
    "oversight.visit.no_such_move": _("没有办成：这次暗访现在不能这样办。请看它的最新状态。"),
    "oversight.case.no_such_move": _("没有办成：这件处理现在不能这样办。请看它的最新状态。"),
    "oversight.mending.no_such_move": _("没有办成：整改现在不能这样办。请看它的最新状态。"),
}

MESSAGES = {
    "oversight.assigned": _("有一次暗访要您做，%(due)s 前提交"),
    "oversight.submitted": _("“%(name)s”的暗访记录已提交，请认定"),
    "oversight.opened": _("对“%(name)s”的称号拟作处理，%(until)s 前可以陈述申辩"),
    "oversight.stated": _("“%(name)s”已陈述申辩"),
    "oversight.decided": _("对“%(name)s”的称号作出了处理，请看决定和理由"),
    "oversight.dropped": _("对“%(name)s”的称号不作处理"),
    "oversight.lifted": _("“%(name)s”的称号恢复有效"),
    "oversight.mended": _("“%(name)s”报告已整改，请核对"),
    "oversight.settled": _("“%(name)s”的整改有了答复"),
    "oversight.changed": _("“%(name)s”的称号有变动，请看荣誉册"),
}
