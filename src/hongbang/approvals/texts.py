"""What are approvals' states, deeds, results, changes and refusals called?"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as pgettext

from hongbang.approvals.rules.content import Change

ROOM = _("审定")

STATES = {
    "submitted": _("待主办单位审定"),
    "passed": _("已审定"),
    "returned": _("主办单位退回"),
    "replaced": _("已由新的代替"),
    "asked": _("等答复"),
    "answered": _("已答复"),
    "owed": _("还没表态"),
    "approved": pgettext("a host", "同意"),
    "sent_back": pgettext("a host", "退回"),
}

RESULTS = {
    "none": _("没有意见"),
    "objection": _("有意见"),
    "unknown": _("查不到，或没有答复"),
}

VERBS = {
    "approvals.check.asked": _("征求部门意见"),
    "approvals.check.answered": _("记下部门答复"),
    "approvals.resolution.submitted": _("名单送主办单位审定"),
    "approvals.resolution.decided": _("主办单位审定表态"),
    "approvals.applicant.struck": _("审定后取消入选"),
}

REFUSALS = {
    "approvals.missing": _("没有这份审定件。"),
    "approvals.no_edition": _("没有这个年度，或它还没有公布。"),
    "approvals.no_check": _("没有这一条征求意见。"),
    "approvals.not_yours": _("审定由活动办公室送、主办单位定。这个席位没有这项事。"),
    "approvals.auditor_reads": _("纪检监督席位只看不改。"),
    "approvals.hosts_decide": _("同意还是退回，由每家主办单位自己的审定人定，别人不能代办。"),
    "approvals.office_prepares": _("征求部门意见和送审由活动办公室办。"),
    "approvals.head_submits": _("送审由活动办公室负责人办。请把这一页转给负责人。"),
    "approvals.other_host": _("这份审定件没有送给你们单位，不能表态。"),
    "approvals.no_such_move": _("没有办成：这份审定件现在不能这样办。请看它的最新状态。"),
    "approvals.check.no_such_move": _("没有办成：这一条现在不能这样办。请看它的最新状态。"),
    "approvals.decision.no_such_move": _("没有办成：你们单位已经表过态，表过的不能再改。"),
    "approvals.nobody_chosen": _(
        "没有送审：这一年没有一类定出了名单。请先办完评审，确定名单，再送。"
    ),
    "approvals.no_slate": _("没有送审：%(categories)s的名单还没有确定。请先确定，再一起送。"),
    "approvals.checks_open": _(
        "没有送审：还有 %(count)s 条部门意见没有记下答复。"
        "没有答复的，请记“查不到，或没有答复”并写明。"
    ),
    "approvals.no_hosts": _("没有送审：这个年度没有写主办单位。请告诉系统管理员。"),
    "approvals.host_unknown": _(
        "没有送审：机构里没有主办单位“%(names)s”。请系统管理员先登记，名称要和年度里的一样。"
    ),
    "approvals.standing_already": _("没有送审：这个年度已有一份送审或审定过的，名单也没有变。"),
    "approvals.lists_moved": _("没有送审：您看的时候，名单变了。请看过新的再送。"),
    "approvals.note_long": _("没有办成：说明最多 %(most)s 字，请写短一些。"),
    "approvals.not_open": _("没有办成：这份审定件已经有了结果，不再表态。"),
    "approvals.void": _("没有办成：名单在送审以后变了，这份审定件已经作废。请等办公室重新送。"),
    "approvals.digest_differs": _("没有办成：您看的不是送审的那一份。请刷新这一页，看过再定。"),
    "approvals.no_opinion": _("没有退回：请写明为什么退回、要改什么，办公室照着改。"),
    "approvals.opinion_long": _("没有办成：意见最多 %(most)s 字，请写短一些。"),
    "approvals.no_department": _("没有记下：请写部门名称，最多 %(most)s 字。"),
    "approvals.due_past": _("没有记下：答复期限不能早于今天（%(today)s）。"),
    "approvals.due_far": _("没有记下：答复期限最长 %(days)s 天。"),
    "approvals.result_unknown": _("没有记下：请在三种答复里选一种。"),
    "approvals.no_note": _("没有记下：有意见或没有答复的，请写一句说明。"),
    "approvals.not_on_list": _("没有办成：名单上没有这一份申报。"),
    "approvals.not_passed": _("没有办成：这份审定件还没有通过，名单上的人由活动办公室重排。"),
}

MESSAGES = {
    "approvals.submitted": _("“%(edition)s”的名单送来审定，请看过后表态"),
    "approvals.approved": _("%(host)s同意“%(edition)s”的名单"),
    "approvals.returned": _("%(host)s退回“%(edition)s”的名单：%(opinion)s"),
    "approvals.passed": _("“%(edition)s”的名单，主办单位都同意了"),
    "approvals.struck": _("审定后的变动：“%(name)s”取消，递补：%(up)s。不用重新表态"),
    "approvals.struck_void": _("审定后的变动：“%(name)s”取消，递补：%(up)s。要重新送审"),
}

CHANGES = {
    "approvals.hosts": _("主办单位变了"),
    "approvals.no_list_now": _("%(category)s：不再有确定的名单"),
    "approvals.new_list": _("%(category)s：多了一份名单"),
    "approvals.run_differs": _("%(category)s：名单换成另一次排的，人没有变"),
    "approvals.left": _("%(category)s：少了“%(name)s”"),
    "approvals.joined": _("%(category)s：多了“%(name)s”"),
    "approvals.renamed": _("%(category)s：“%(name)s”的名称或单位变了"),
    "approvals.order": _("%(category)s：次序变了"),
    "approvals.reserves": _("%(category)s：候补变了"),
    "approvals.words": _("年度名称变了"),
}


def change_words(change: Change) -> str:
    """Say what differs from what the hosts have before them."""
    return str(CHANGES[change.code]) % {"category": change.category, "name": change.name}
