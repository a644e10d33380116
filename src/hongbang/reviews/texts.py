"""What are the stands of a review, its deeds, conflicts, letters and refusals called?"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hongbang.reviews.rules.standing import CRITERION

ROOM = _("专家评审")

STATES = {
    "open": _("评审中"),
    "closed": _("已结束"),
    "assigned": _("待评"),
    "drafted": _("打分中"),
    "signed": _("已签名"),
    "recused": _("已回避"),
}

VERBS = {
    "reviews.expert.enrolled": _("安排评审专家"),
    "reviews.round.opened": _("开始评审"),
    "reviews.round.assigned": _("分配材料"),
    "reviews.round.closed": _("结束评审"),
    "reviews.round.reopened": _("重新开放评审"),
    "reviews.sheet.recused": _("专家回避，换人评"),
    "reviews.sheet.signed": _("签名交评分表"),
    "reviews.sheet.unlocked": _("退回评分表重评"),
    "reviews.opinion.written": _("写综合评审意见"),
    "reviews.evidence.opened": _("专家查看证明材料"),
}

PERSONAL = {
    "reviews.scoresheet.answers": _("专家打的分和写的话：评审和复核的依据"),
    "reviews.scoresheet.recused_reason": _("专家回避的理由：安排评审、接受监督时查看"),
}

REFUSALS = {
    "reviews.missing": _("没有这一轮评审，或它不给这个席位看。"),
    "reviews.no_file": _("没有这份评审材料，或它不给这个席位看。"),
    "reviews.no_sheet": _("没有这份评分表，或它不归您评。"),
    "reviews.no_evidence": _("没有这件材料，或盲评时不给看。"),
    "reviews.no_seat": _("没有办成：所选的不是现任的专家席位。请从名单里重新选。"),
    "reviews.not_yours": _("专家评审由活动办公室组织。这个席位看不到评审和得分。"),
    "reviews.for_experts": _("评分由专家本人办。这个席位不评分。"),
    "reviews.experts_score": _("没有办成：评分由专家本人打、本人签。活动办公室不能代办。"),
    "reviews.office_runs": _("评审由活动办公室组织。专家只看分给自己的材料，请到“我评的材料”。"),
    "reviews.head_decides": _("这一步由活动办公室负责人办。请交给负责人。"),
    "reviews.auditor_reads": _("纪检监督席位只看不改。"),
    "reviews.in_person": _("没有办成：评审须专家本人，不能由别人代办。请用自己的专家席位。"),
    "reviews.other_expert": _("没有办成：这份评分表归别的专家。请到“我评的材料”。"),
    "reviews.not_open": _("没有办成：这个年度没有公布，或已经结束。请换一个年度。"),
    "reviews.no_category": _("没有办成：所选的类别不在这个年度里。请重新选。"),
    "reviews.no_body": _("没有保存：本系统里没有“%(names)s”。请照机构名单写全称，一行一个。"),
    "reviews.no_organ": _("没有保存：“%(names)s”不是推荐单位。请写到“任职单位”里。"),
    "reviews.enrolled_already": _(
        "没有保存：同事刚刚安排了这位专家，代号 %(code)s。请看最新的名单再改。"
    ),
    "reviews.opened_already": _("没有重开：这个类别已经在评审。请从评审清单进去。"),
    "reviews.no_readings": _("没有开始：本年度的评审一章没写每件几人评。请先写好。"),
    "reviews.no_score_sheet": _("没有开始：本年度没有给这个类别指定评分表。请在评审一章指定。"),
    "reviews.nothing_accepted": _("没有开始：还没有接收的申报。接收推荐以后再开始。"),
    "reviews.round_closed": _("没有办成：这一轮评审已经结束，不能再改。要改，请负责人重新开放。"),
    "reviews.no_experts": _("没有分配：还没有专家为这个类别评审。请先在专家库里安排。"),
    "reviews.plan_changed": _(
        "没有分配：您看过预览以后，专家、材料或回避有了变化。下面是新的预览，请再看一遍。"
    ),
    "reviews.not_assigned": _("没有结束：材料还没分给专家。请先分配。"),
    "reviews.sheets_owed": _(
        "没有结束：还有 %(count)s 份评分表没有签名。请等专家签完；一定要现在结束，请写明理由。"
    ),
    "reviews.no_reason": _("没有办成：理由要写 %(least)s 到 %(most)s 字，说清为什么。"),
    "reviews.opinion_long": _("没有保存：综合评审意见最多 %(most)s 字。请写短一些。"),
    "reviews.not_plain": _("没有保存：送来的内容读不出来。请刷新页面再填。"),
    "reviews.too_large": _("没有保存：文字太多，一份评分表最多 %(most)s KB。请删短一些。"),
    "reviews.round.no_such_move": _("没有办成：这一轮评审现在不能这样办。请看它的最新状态。"),
    "reviews.sheet.no_such_move": _("没有办成：这份评分表现在不能这样办。请看它的最新状态。"),
    "reviews.sheet_unfinished": _(
        "没有签名：%(place)s 处还没打分，或分数不合要求。打好的分已存，补好再签。"
    ),
    "reviews.nothing_to_score": _(
        "没有签名：这张评分表没有要打分的题。请活动办公室给评分表加上题目。"
    ),
    "reviews.tie_rule_unknown": _(
        "没有办成：同分时的办法“%(rule)s”不认识。请在本年度的评审一章改好。"
    ),
    "reviews.rounding_unknown": _(
        "没有排名：取整的办法“%(rounding)s”不认识。请在本年度的评审一章改好。"
    ),
}

MESSAGES = {
    "reviews.assigned": _("请您评审“%(category)s”的 %(count)s 份新材料"),
    "reviews.recused": _("专家 %(expert)s 回避了第 %(number)s 号材料，已经换人评"),
    "reviews.recused_short": _(
        "专家 %(expert)s 回避了第 %(number)s 号材料，没有别的专家能接，请看"
    ),
    "reviews.unlocked": _("第 %(number)s 号材料的评分表退回给您，请改好再签：%(reason)s"),
    "reviews.all_signed": _("“%(category)s”的评分表都签了，可以结束评审"),
    "reviews.closed": _("“%(category)s”评审结束，%(files)s 份材料有了名次，%(short)s 份评分不足"),
    "reviews.reopened": _("“%(category)s”的评审重新开放：%(reason)s"),
}

FIELDS = {
    "category": (_("类别"), _("服务明星班组")),
    "expert": (_("专家代号"), "E-07"),
    "number": (_("材料编号"), "17"),
    "files": (_("材料份数"), "120"),
    "short": (_("评分不足的份数"), "2"),
}

CONFLICTS = {
    "reviews.same_organisation": _("与申报单位同属一个单位或集团"),
    "reviews.same_organ": _("来自推荐这份材料的单位"),
    "reviews.declared": _("本人申明有关系"),
    "reviews.not_serving": _("不再为这个类别评审"),
}

DECIDED = {
    "reviews.by_score": _("得分"),
    "reviews.by_lot": _("抽签"),
    "reviews.too_few_readings": _("评分不足，没有得分"),
    "untrimmed_median": _("全部评分的中位数"),
    "unrounded_mean": _("没有取整的平均分"),
    "ballot": _("投票"),
}
BY_CRITERION = _("“%(section)s”的平均分")

STANDS = {
    "": pgettext_lazy("files of a review", "全部材料"),
    "owed": _("还没签满"),
    "short": _("读的人不够"),
}


def decided_by(rule: str, sections: dict[str, str]) -> str:
    """Say what parts a place from the one before it; `sections` are those of the score sheet."""
    if rule.startswith(CRITERION):
        key = rule.removeprefix(CRITERION)
        return str(BY_CRITERION) % {"section": sections.get(key, key)}
    return str(DECIDED.get(rule, rule))


def aside(reason: str) -> str:
    """Say why a reading fell away: what the expert wrote, or the conflicts a rule found."""
    known = [str(CONFLICTS[code]) for code in reason.split() if code in CONFLICTS]
    return "、".join(known) if known and len(known) == len(reason.split()) else reason
