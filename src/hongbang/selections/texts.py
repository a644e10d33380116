"""What are selections' states, deeds, reasons, rules, verdicts and refusals called?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from hongbang.orgs.texts import CHANNELS
from hongbang.programmes.texts.telling import said
from hongbang.selections.rules.answering import Held

ROOM = _("择优评选")

STATES = {
    "proposed": _("待确定"),
    "adopted": _("已确定"),
    "superseded": _("已被新名单取代"),
}

KINDS = {
    "chosen": _("入选"),
    "reserve": _("候补"),
    "below": _("未入选"),
    "struck": _("已取消"),
}

VERBS = {
    "selections.terms.set": _("定评选办法"),
    "selections.seed.entered": _("登记抽签号"),
    "selections.run.made": _("排名单"),
    "selections.slate.adopted": _("确定名单"),
    "selections.reserve.promoted": _("取消入选、候补递补"),
    "selections.certificate.taken": _("下载名单证明"),
}

REFUSALS = {
    "selections.faulty": _("没有评选：%(place)s 处有错（%(fault)s）。请改好再评选。"),
    "selections.not_yours": _("评选名单由活动办公室排，纪检监督查看。这个席位没有这项事。"),
    "selections.auditor_reads": _("纪检监督席位只看不改。"),
    "selections.head_decides": _("这一步由活动办公室负责人办。请把这一页转给负责人。"),
    "selections.no_category": _("没有这个类别，或它的年度还没有公布。"),
    "selections.no_run": _("没有这份名单。"),
    "selections.no_standing": _(
        "没有排名单：这个类别的评审还没有结束。评审结束、名次排出以后再来。"
    ),
    "selections.no_seed": _("没有排名单：还没有登记抽签号。同分要靠它抽签，请负责人先登记。"),
    "selections.seed_short": _("没有登记：抽签号要写 %(least)s 到 %(most)s 个字或数字。"),
    "selections.seed_lines": _("没有登记：抽签号要写成一行，不能有换行和看不见的字符。"),
    "selections.source_missing": _(
        "没有登记：请写明抽签号在哪里能查到，最多 %(most)s 字。查不到的号没有人会信。"
    ),
    "selections.seed_fixed": _(
        "没有登记：已经用原来的抽签号排过名单。排过以后再换号，等于挑人，所以不能换。"
    ),
    "selections.rule_unknown": _("没有保存：没有“%(rule)s”这条规则。请刷新这一页再定。"),
    "selections.price_wrong": _("没有保存：让分要在 0 到 %(most)s 分之间。"),
    "selections.reserves_wrong": _("没有保存：候补人数要在 0 到 %(most)s 之间。"),
    "selections.brief_moved": _(
        "没有留下：排名单的时候，评审名次、申报或评选办法变了。请看过新的再排一次。"
    ),
    "selections.unsound": _("没有留下：核对程序不认这份名单（%(fault)s）。请告诉系统管理员。"),
    "selections.no_list": _("没有办成：这一次没有排出名单，规则互相冲突。请先改规则再排。"),
    "selections.no_such_move": _("没有办成：这份名单现在不能这样办。请看它的最新状态。"),
    "selections.not_latest": _("没有确定：后来又排过一次。请看过最新的一份再定。"),
    "selections.unproven": _(
        "没有确定：没有证出这是最好的一份，或同分的抽签没有证完，不能公布。请告诉系统管理员。"
    ),
    "selections.must_fill": _(
        "没有确定：候选比名额少 %(count)s 名，而这个类别要评满。请先补推荐、补评审，再排一次。"
    ),
    "selections.not_on_slate": _("没有办成：名单上没有这一份申报。"),
    "selections.struck_already": _("没有办成：“%(name)s”已经取消过。"),
    "selections.no_reason": _("没有办成：理由要写 %(least)s 到 %(most)s 字，说清为什么。"),
}

FAULTS = {
    "selections.quota_negative": _("名额不能小于零。"),
    "selections.reserves_negative": _("候补人数不能小于零。"),
    "selections.stay_unknown": _("要保留的这一位不在候选名单里。"),
    "selections.stay_over_seats": _("要保留的人数超过了名额。"),
    "selections.named_twice": _("同一个编号出现了两次。"),
    "selections.unnamed": _("没有编号。"),
    "selections.merit_out_of_range": _("得分超出了范围。"),
    "selections.attribute_unstated": _("有规则要看的情况没有填；不清楚的请填“不详”。"),
    "selections.ties_uneven": _("同分时要比的项目，各位候选填得不一样多。"),
    "selections.rule_without_bound": _("这条规则没说至少几名，也没说至多几名。"),
    "selections.rule_without_group": _("这条规则没说管哪些人；“不详”不能算一类人。"),
    "selections.bound_out_of_range": _("人数不能小于零，比例要在零到一之间。"),
    "selections.price_out_of_range": _("让分不能小于零，也不能超过上限。"),
}

MESSAGES = {
    "selections.proposed": _("“%(name)s”第 %(place)s 次排出了名单，请看过后确定"),
    "selections.clashed": _("“%(name)s”第 %(place)s 次没有排出名单：规则互相冲突，请看怎么改"),
    "selections.adopted": _("“%(name)s”的名单已确定"),
    "selections.promoted": _("“%(name)s”从名单上取消，递补：%(up)s"),
}

REASONS = {
    "selections.in_staying": _("已经定下保留"),
    "selections.in_by_merit": _("得分在名额以内"),
    "selections.in_by_rule": _("因“%(rules)s”入选；没有这条规则，就不在名额以内"),
    "selections.in_by_rules_together": _("几条规则合在一起才入选，去掉哪一条都还在"),
    "selections.in_promoted": _("前面有人取消，按候补顺序递补"),
    "selections.out_by_draw": _("和入选的同分、同条件，抽签排在后面"),
    "selections.out_by_rule": _("因“%(rules)s”让出；没有这条规则，就在名额以内"),
    "selections.out_by_rules_together": _("得分在名额以内，几条规则合在一起让出"),
    "selections.out_below_line": _("得分在名额以外"),
    "selections.unscored": _("打分的专家不够，没有得分，不参加评选"),
    "selections.below_pass_mark": _("得分低于合格分，不参加评选"),
    "selections.withdrawn": _("评审以后撤回了申报，不参加评选"),
    "selections.struck_before": _("从先前的名单上取消过，不再参加评选"),
}


def reason_words(code: str, rules: Iterable[str], names: Mapping[str, str]) -> str:
    """Say why somebody is where they are; `names` are the rules in words."""
    named = gettext("、").join(names.get(key, key) for key in rules)
    return str(REASONS[code]) % {"rules": named}


def rule_names(
    rows: Iterable[Mapping[str, Any]],
    groups: Mapping[str, Iterable[str]],
    labels: Mapping[str, Any],
) -> dict[str, str]:
    """Say each rule in words, by its key; a rule for each group names the group."""
    channels = {key: str(words) for key, words in CHANNELS}
    found = {}
    for row in rows:
        words = said(row["words"]) if "words" in row else row["key"]
        found[row["key"]] = words
        for group in groups.get(row["scope"], ()):
            name = said(labels[group]) if group in labels else channels.get(group, group)
            found[f"{row['key']}:{group}"] = gettext("%(rule)s：%(group)s") % {
                "rule": words,
                "group": name,
            }
    return found


def wanted(one: Held) -> str:
    """Say how many a rule wants."""
    if one.least is not None and one.most is not None:
        return gettext("%(least)s 到 %(most)s 名") % {"least": one.least, "most": one.most}
    if one.least is not None:
        return gettext("至少 %(n)s 名") % {"n": one.least}
    return gettext("至多 %(n)s 名") % {"n": one.most}


def shortfall(one: Held) -> str:
    """Say by how many a rule is missed, and what was given up instead."""
    if one.is_met:
        return gettext("达到")
    told = gettext("少 %(n)s 名") % {"n": one.missing} if one.missing else ""
    told = told or gettext("多 %(n)s 名") % {"n": one.over}
    if one.is_hard:
        return told
    return gettext("%(short)s，相当于让 %(points)s 分") % {
        "short": told,
        "points": points(one.cost),
    }


def points(hundredths: int) -> str:
    """Write hundredths as points.

    >>> points(150), points(-5), points(9000)
    ('1.50', '-0.05', '90.00')
    """
    sign, whole = "-" if hundredths < 0 else "", abs(hundredths)
    return f"{sign}{whole // 100}.{whole % 100:02}"


def repair_words(repair: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """Say by how many seats a rule would have to give way."""
    name, seats = names.get(repair["rule"], repair["rule"]), int(repair["seats"])
    told = {"rule": name, "n": seats}
    if repair["side"] == "least":
        return ngettext("“%(rule)s”少要 %(n)s 名", "“%(rule)s”少要 %(n)s 名", seats) % told
    return ngettext("“%(rule)s”放宽 %(n)s 名", "“%(rule)s”放宽 %(n)s 名", seats) % told
