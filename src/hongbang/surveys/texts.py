"""What are surveys' states, deeds and refusals called?"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

ROOM = _("顾客调查")

STATES = {
    "open": pgettext_lazy("survey state", "进行中"),
    "closed": pgettext_lazy("survey state", "已结束"),
    "withdrawn": pgettext_lazy("survey state", "已撤销"),
}
VERBS = {
    "surveys.survey.opened": _("开始顾客调查"),
    "surveys.invitations.issued": _("加发调查请柬"),
    "surveys.survey.closed": _("结束顾客调查"),
    "surveys.survey.withdrawn": _("撤销顾客调查"),
    "surveys.answers.counted": _("登记每天收到的评价数"),
    "surveys.list.exported": _("导出顾客调查清单"),
}

REFUSALS = {
    "surveys.missing": _("没有这项调查。"),
    "surveys.not_yours": _("顾客调查给申报单位、推荐单位和活动办公室用。您的席位看不到。"),
    "surveys.auditor_reads": _("纪检监督席位只看不改。要改这项调查，请告诉活动办公室。"),
    "surveys.unit_opens": _("没有办成：调查由申报单位自己开、自己发请柬。请联系该单位。"),
    "surveys.own_unit_only": _("没有办成：只能办本单位班组和人选的调查。"),
    "surveys.no_such_move": _("没有办成：这项调查现在不能这样办。请看它的最新状态。"),
    "surveys.no_edition": _("没有开始：这个年度没有公布，或没有指定顾客调查表。请换一个年度。"),
    "surveys.subject_closed": _("没有开始：“%(of)s”已经停用。请换一个班组或人选。"),
    "surveys.already": _(
        "没有开始：“%(of)s”在这个年度已经有一项调查。一个年度只做一项，这样结果不能挑。"
        "请到清单里找到它，加发请柬。"
    ),
    "surveys.days_reversed": _("没有开始：结束日期早于开始日期。请改一个。"),
    "surveys.days_past": _("没有开始：结束日期已经过了。请改成今天或以后。"),
    "surveys.days_too_many": _("没有开始：一项调查最长 %(most)s 天。请缩短。"),
    "surveys.count_at_once": _("没有发请柬：一次发 1 到 %(most)s 张。还要的话，发完再加。"),
    "surveys.count_most": _(
        "没有发请柬：一项调查最多 %(most)s 张，已经发了 %(issued)s 张。请少发一些。"
    ),
    "surveys.counting_missing": _(
        "没有开始：这个年度还没有写明顾客调查怎么算。请告诉活动办公室，在下一年度写上。"
    ),
    "surveys.counting_unfit": _(
        "没有开始：“顾客调查怎么算”里的“%(question)s”与调查表对不上。请告诉活动办公室。"
    ),
    "surveys.sheet_unfit": _(
        "没有开始：调查表里的“%(question)s”要顾客交材料或从名录里选，顾客做不到。请告诉活动办公室。"
    ),
    "surveys.counting_fault": _("“%(question)s”这一题与调查表对不上，或顾客没法答。"),
    "surveys.over": _("没有办成：这项调查已经结束，不再收评价，也不再发请柬。"),
    "surveys.not_begun": _("没有收下：这项调查从 %(on)s 开始。请到那天再填。"),
    "surveys.no_such_link": _("没有收下：这个链接打不开调查，可能已经用过，或抄错了。"),
    "surveys.answers_wrong": _("没有收下：有几题还没答好，请看标出来的地方。"),
    "surveys.has_answers": _(
        "没有撤销：已经有 %(n)s 位顾客作了评价。有人评价以后，"
        "只有活动办公室能撤销。请写明理由告诉他们。"
    ),
    "surveys.no_reason": _("没有撤销：还没写理由。请用一句话说明。"),
    "surveys.personal_number": _("没有撤销：理由里有身份证号或手机号。请删去再办。"),
    "surveys.still_open": _("没有冻结：调查到 %(until)s 才结束。结束以后再提交，结果才不会变。"),
    "surveys.was_withdrawn": _("没有冻结：这项调查已经撤销，没有结果。"),
    "surveys.nothing_to_tell": _("没有要登记的：每天收到的评价数都在账本里了。"),
}

MESSAGES = {
    "surveys.closed": _("“%(of)s”的顾客调查结束了，收到 %(count)s 份评价"),
    "surveys.withdrawn": _("“%(of)s”的顾客调查已撤销：%(reason)s"),
}
