"""What are activities, returns, their deeds, letters and refusals called?"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hongbang.sheets import texts as sheets
from hongbang.sheets.rules.answers import Finding

ROOM = _("活动与统计")

STATES = {
    "recorded": pgettext_lazy("activity", "已记录"),
    "struck": pgettext_lazy("activity", "已作废"),
    "draft": pgettext_lazy("statistics return", "填报中"),
    "prepared": pgettext_lazy("statistics return", "等负责人签"),
    "sent": pgettext_lazy("statistics return", "已报送"),
    "accepted": pgettext_lazy("statistics return", "已收下"),
    "returned": pgettext_lazy("statistics return", "已退回"),
}

VERBS = {
    "activity.record.recorded": _("记录活动"),
    "activity.record.corrected": _("更正活动记录"),
    "activity.record.struck": _("作废活动记录"),
    "activity.return.saved": _("保存活动统计表"),
    "activity.return.prepared": _("填表人签活动统计表"),
    "activity.return.reopened": _("活动统计表退给填表人"),
    "activity.return.sent": _("负责人签字并报送活动统计表"),
    "activity.return.accepted": _("收下活动统计表"),
    "activity.return.returned": _("退回活动统计表"),
    "activity.sum.exported": _("导出活动统计汇总"),
}

FINDINGS = {
    "activity.no_note": _("与记录不同，请写明为什么。"),
    "activity.note_names": _("说明里有身份证号或手机号。请删去。"),
}

REFUSALS = {
    "activity.missing": _("没有这条活动记录，或没有这份统计表。"),
    "activity.no_edition": _("没有这个评选年度，或这个年度不要统计表。"),
    "activity.not_yours": _("活动记录和统计表给申报单位、推荐单位和活动办公室用。您的席位看不到。"),
    "activity.unit_records": _("没有办成：活动由开展活动的单位自己记录、自己更正。请联系该单位。"),
    "activity.own_unit_only": _("没有办成：只能记录、更正本单位的活动。"),
    "activity.organ_reports": _("没有办成：统计表由推荐单位填报。请联系该推荐单位。"),
    "activity.own_organ_only": _("没有办成：只能填报、签署本单位的统计表。"),
    "activity.clerk_fills": _("没有办成：统计表由经办人填写。您可以退给经办人改。"),
    "activity.head_signs": _("没有办成：统计表由本单位负责人签字报送。请报负责人。"),
    "activity.office_takes_in": _("没有办成：汇总、收下和退回由活动办公室办。"),
    "activity.auditor_reads": _("纪检监督席位只看不改。"),
    "activity.no_kind": _("没有保存：没有这种活动。请重新选。"),
    "activity.no_title": _("没有保存：活动名称和地点都要写。"),
    "activity.personal_number": _("没有保存：文字里有身份证号或手机号。请删去再办。"),
    "activity.ends_first": _("没有保存：结束时间不晚于开始时间。请改一个。"),
    "activity.not_over": _("没有保存：活动还没结束。办完以后再记录。"),
    "activity.part_over": _("没有保存：女职工或35周岁以下的人数多于参加人数 %(people)s。请核对。"),
    "activity.hours_step": _("没有保存：时数以半小时为单位，如 2 或 2.5。"),
    "activity.hours_a_day": _(
        "没有保存：每人每天最多 %(most)s 小时，这次活动跨 %(days)s 天。请核对。"
    ),
    "activity.hours_over": _(
        "没有保存：扣去休息，这次活动最多 %(most)s 小时，每人时数不能更多。请核对。"
    ),
    "activity.no_reason": _("没有办成：理由要写 %(least)s 到 %(most)s 字。"),
    "activity.record_struck": _("没有更正：这条记录已经作废。请另记一条。"),
    "activity.record.no_such_move": _("没有办成：这条记录已经作废。"),
    "activity.edition_over": _("没有保存：这个年度已经结束，不再填报。"),
    "activity.no_units": _("没有保存：“%(organ)s”名下没有单位，不用填报统计表。"),
    "activity.not_editable": _("没有保存：这份统计表已经签字，不能再改。要改，请先退给填表人。"),
    "activity.too_long": _("没有保存：有一格太长，说明最多 %(most)s 字。"),
    "activity.unfinished": _("没有签：还有 %(count)s 处要改，写在表里。您填的都在。"),
    "activity.same_person": _(
        "没有签：填表人和负责人要是两个人。这份是您填的，请由另一位负责人签。"
    ),
    "activity.return.no_such_move": _("没有办成：这份统计表现在不能这样办。请看它的最新状态。"),
}

MESSAGES = {
    "activity.to_sign": _("“%(edition)s”活动统计表已填好，等您签字"),
    "activity.reopened": _("“%(edition)s”活动统计表退给填表人：%(reason)s"),
    "activity.sent": _("%(organ)s报来“%(edition)s”活动统计表"),
    "activity.accepted": _("活动办公室收下了“%(edition)s”活动统计表"),
    "activity.returned": _("活动办公室退回“%(edition)s”活动统计表：%(reason)s"),
}


def finding_words(finding: Finding) -> str:
    """Say what is wrong with a figure."""
    own = FINDINGS.get(finding.code)
    return str(own) if own else sheets.finding_words(finding)
