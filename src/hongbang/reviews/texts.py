"""What are the stands of a review, its conflicts and refusals called?"""

from django.utils.translation import gettext_lazy as _

ROOM = _("专家评审")

STATES = {
    "open": _("评审中"),
    "closed": _("已结束"),
    "assigned": _("待评"),
    "drafted": _("打分中"),
    "signed": _("已签名"),
    "recused": _("已回避"),
}

REFUSALS = {
    "reviews.round.no_such_move": _("没有办成：这一轮评审现在不能这样办。请看它的最新状态。"),
    "reviews.sheet.no_such_move": _("没有办成：这份评分表现在不能这样办。请看它的最新状态。"),
    "reviews.sheet_unfinished": _(
        "没有签名：%(place)s 处还没打分，或分数不合要求。打好的分已存，补好再签。"
    ),
    "reviews.nothing_to_score": _(
        "没有签名：这张评分表没有要打分的题。请活动办公室给评分表加上题目。"
    ),
    "reviews.tie_rule_unknown": _(
        "没有排名：同分时的办法“%(rule)s”不认识。请在本年度的评审一章改好。"
    ),
    "reviews.rounding_unknown": _(
        "没有排名：取整的办法“%(rounding)s”不认识。请在本年度的评审一章改好。"
    ),
}

CONFLICTS = {
    "reviews.same_organisation": _("与申报单位同属一个单位或集团"),
    "reviews.same_organ": _("来自推荐这份材料的单位"),
    "reviews.declared": _("本人申明有关系"),
}
