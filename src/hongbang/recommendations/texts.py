"""What are opinions, verdicts, deeds and refusals of recommendations called?"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

ROOM = _("推荐")

STATES = {
    "listed": pgettext_lazy("recommendation state", "在推荐名单里"),
    "taken_back": pgettext_lazy("recommendation state", "已撤下"),
    "forwarded": pgettext_lazy("recommendation state", "已报办公室"),
    "accepted": pgettext_lazy("recommendation state", "办公室已收下"),
    "ineligible": pgettext_lazy("recommendation state", "不符合条件"),
}

VERDICTS = {
    "recommended": pgettext_lazy("verdict", "推荐"),
    "reserve": pgettext_lazy("verdict", "备选"),
    "declined": pgettext_lazy("verdict", "不推荐"),
}

OPINIONS = {
    "agree": pgettext_lazy("opinion", "同意"),
    "disagree": pgettext_lazy("opinion", "不同意"),
    "abstain": pgettext_lazy("opinion", "保留"),
    "": pgettext_lazy("opinion", "未表态"),
}

STANDS = {
    "own": _("归我们推荐"),
    "opinion": _("等我们表态"),
    "decide": _("等我们定"),
    "listed": _("在名单里，没报"),
    "sent": _("已报办公室"),
}

WAITING = {
    "forwarded": _("等办公室收"),
    "accepted": pgettext_lazy("recommendation state", "办公室已收下"),
    "ineligible": pgettext_lazy("recommendation state", "不符合条件"),
    "declined": pgettext_lazy("verdict", "不推荐"),
}

VERBS = {
    "recommendations.opinion.given": _("提出推荐意见"),
    "recommendations.places.handed_out": _("分配推荐名额"),
    "recommendations.places.granted": _("增减推荐名额"),
    "recommendations.places.lent": _("借出推荐名额"),
    "recommendations.places.returned": _("归还推荐名额"),
    "recommendations.recommendation.listed": _("定推荐意向"),
    "recommendations.recommendation.taken_back": _("从推荐名单撤下"),
    "recommendations.list.ranked": _("排推荐名次"),
    "recommendations.list.forwarded": _("报出推荐名单"),
    "recommendations.recommendation.accepted": _("收下推荐"),
    "recommendations.recommendation.ruled_out": _("认定不符合条件"),
}

REFUSALS = {
    "recommendations.missing": _("没有这一件，或它不归您的席位看。"),
    "recommendations.no_category": _("没有这个类别。请从列表里选。"),
    "recommendations.not_yours": _("推荐由推荐单位和活动办公室办。您的席位没有这项事。"),
    "recommendations.not_for_units": _(
        "推荐意见由推荐单位填写，报出以前单位看不到。自己的申报到了哪一步，请看“我的申报”。"
    ),
    "recommendations.organs_recommend": _("没有办成：意见和推荐由推荐单位定，活动办公室只收。"),
    "recommendations.office_decides": _("没有办成：名额和收件由活动办公室办。请联系他们。"),
    "recommendations.auditor_reads": _("纪检监督席位只看不改。"),
    "recommendations.head_sends": _("推荐名单由推荐单位负责人报出。请告诉负责人，名单已经排好。"),
    "recommendations.other_organ": _("没有办成：这一件不归你们推荐。你们可以提出意见。"),
    "recommendations.not_here": _(
        "没有办成：这一件已经退回补正或撤回，现在不在推荐单位手里。改好再送来以后再办。"
    ),
    "recommendations.not_asked": _("没有办成：这一件只请同一地区的推荐单位表态。"),
    "recommendations.opinions_closed": _(
        "没有收下意见：“%(name)s”已经报出、退回或撤回，不再收意见。"
    ),
    "recommendations.opinion_unknown": _("没有收下意见：请从同意、不同意、保留里选一个。"),
    "recommendations.opinion_words": _(
        "没有收下意见：不同意或保留，要写 %(least)s 到 %(most)s 字，说清为什么。"
    ),
    "recommendations.revised": _(
        "没有收下意见：“%(name)s”刚刚有了改好的新一版，或你们另一位已经表态。请看过再提，写的话还在。"
    ),
    "recommendations.verdict_unknown": _("没有办成：请从推荐、备选、不推荐里选一个。"),
    "recommendations.not_with_you": _(
        "没有办成：“%(name)s”已经退回补正、撤回或报出，现在不在你们手里。"
    ),
    "recommendations.own_opinion_first": _(
        "没有列入：你们自己还没有表示同意。请先提出本单位的意见，再推荐。"
    ),
    "recommendations.opposed": _(
        "没有列入：%(asked)s 家里有 %(against)s 家不同意，超过了本年度的规定。"
        "请先和他们商量，或定为不推荐。"
    ),
    "recommendations.no_places": _(
        "没有列入：“%(organ)s”在这个类别还没有名额。请联系活动办公室分配。"
    ),
    "recommendations.no_place_left": _(
        "没有列入：%(places)s 个推荐名额已经用完。请改为备选，或先从名单里撤下一件。"
    ),
    "recommendations.no_reserve_left": _(
        "没有列入：%(reserves)s 个备选名额已经用完。请先从名单里撤下一件，或请活动办公室增加名额。"
    ),
    "recommendations.no_such_move": _("没有办成：这一件现在不能这样办。请看它的最新状态。"),
    "recommendations.nothing_to_rank": _("没有排名次：名单里还没有申报。请先定推荐或备选。"),
    "recommendations.list_moved": _("没有办成：您看的时候名单变了。下面是现在的名单，请看过再办。"),
    "recommendations.undecided": _(
        "没有报出：还有 %(count)s 件没有定。每一件都要定为推荐、备选或不推荐，再一起报。"
    ),
    "recommendations.nothing_to_send": _("没有报出：名单里没有申报。请先定推荐、备选或不推荐。"),
    "recommendations.moved_on": _(
        "没有报出：%(names)s 定了以后又退回、撤回或改过。请从名单里撤下，看过再定。"
    ),
    "recommendations.opinions_open": _(
        "没有报出：%(names)s 的联合意见还没有到齐。等各家都表态，或初评推荐阶段结束，再报。"
    ),
    "recommendations.not_carried": _(
        "没有报出：%(names)s 的联合意见没有通过。请改为不推荐，或和各家商量以后再报。"
    ),
    "recommendations.no_office": _("没有报出：还没有登记活动办公室。请告诉系统管理员。"),
    "recommendations.above_quota": _(
        "没有分配：这个类别共 %(quota)s 个名额，只剩 %(left)s 个。请减少。"
    ),
    "recommendations.nothing_to_hand_out": _(
        "没有分配：没有等着分名额的推荐单位，或分配的数是 0。请先看各家收到多少件。"
    ),
    "recommendations.counts_moved": _(
        "没有分配：您看的时候申报件数变了，分法也跟着变了。下面是新的分法，请看过再办。"
    ),
    "recommendations.no_seats": _("没有办成：名额数要是 1 以上的整数；收回的写负数。"),
    "recommendations.no_reason": _("没有办成：理由要写 %(least)s 到 %(most)s 字，说清为什么。"),
    "recommendations.no_organ": _("没有办成：没有这家推荐单位，或它已经停用。请从列表里选。"),
    "recommendations.places_used": _(
        "没有办成：“%(organ)s”没用的推荐名额只有 %(free)s 个，用了的不能收回或借出。"
        "备选也要留够。请减少，或请它先撤下几件。"
    ),
    "recommendations.lent_to_itself": _("没有办成：借出和借入是同一家。请选两家。"),
    "recommendations.no_loan": _("没有办成：没有这笔借用，或已经还清。"),
    "recommendations.more_than_lent": _("没有办成：这笔只剩 %(left)s 个没还。请改小。"),
    "recommendations.nothing_chosen": _(
        "没有收下：一件也没有选，或选的都已经办过。请在列表里勾选。"
    ),
    "recommendations.not_put_forward": _(
        "没有办成：“%(name)s”没有被推荐，名单里只作说明，不用收。"
    ),
    "recommendations.unit_withdrew": _("没有办成：“%(name)s”已由单位撤回。请从这次里去掉它。"),
}

MESSAGES = {
    "recommendations.opinion_agree": _("%(organ)s对“%(name)s”表示同意。%(words)s"),
    "recommendations.opinion_disagree": _("%(organ)s对“%(name)s”表示不同意：%(words)s"),
    "recommendations.opinion_abstain": _("%(organ)s对“%(name)s”表示保留：%(words)s"),
    "recommendations.arrived": _(
        "%(organ)s报来“%(category)s”的推荐名单，推荐和备选共 %(count)s 件，回执 %(receipt)s"
    ),
    "recommendations.told_recommended": _("%(organ)s已推荐“%(name)s”，报活动办公室审核。"),
    "recommendations.told_reserve": _("%(organ)s把“%(name)s”列为备选，报活动办公室。"),
    "recommendations.told_declined": _("%(organ)s没有推荐“%(name)s”：%(reason)s"),
    "recommendations.accepted": _("活动办公室已收下“%(name)s”，进入评审。"),
    "recommendations.ruled_out": _("活动办公室认定“%(name)s”不符合条件：%(reason)s"),
}

FIELDS = {
    "organ": (_("推荐单位"), "示范区总工会"),
    "words": (_("说明"), _("及时率没有台账")),
    "category": (_("类别"), _("服务明星班组")),
    "receipt": (_("编号"), "834BHDC1NED7ZX"),
}

# What a unit reads of its own application, once the list was sent.
TOLD = {
    "recommended": _("已推荐"),
    "reserve": _("列为备选"),
    "declined": _("没有推荐"),
    "accepted": _("活动办公室已收下，等评审"),
    "ineligible": _("不符合条件"),
}
