"""What are notices' kinds, states, deeds and refusals called?"""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from hongbang.kernel.richtext import links, paragraphs
from hongbang.notices.rules.publishing import Text

ROOM = _("通知公告")

KINDS = [("notice", _("通知")), ("ruling", _("释义")), ("result", _("结果"))]

STATES = {
    "draft": _("草稿"),
    "published": _("已公布"),
    "corrected": _("已更正"),
    "withdrawn": _("已撤回"),
    "discarded": _("已作废"),
}

VERBS = {
    "notices.notice.drafted": _("起草通知"),
    "notices.notice.edited": _("修改通知"),
    "notices.annex.attached": _("加附件"),
    "notices.annex.dropped": _("撤附件"),
    "notices.annex.restored": _("恢复附件"),
    "notices.notice.published": _("公布通知"),
    "notices.notice.corrected": _("更正通知"),
    "notices.notice.withdrawn": _("撤回通知"),
    "notices.notice.discarded": _("作废草稿"),
    "notices.worklist.exported": _("导出通知清单"),
    "notices.papers.asked": _("成批做公文"),
}

REFUSALS = {
    "notices.missing": _("没有这份通知。"),
    "notices.not_yours": _("通知由活动办公室起草和公布。要发通知，请把文稿交给活动办公室。"),
    "notices.auditor_reads": _("纪检监督席位只看不改。要改这份通知，请告诉活动办公室。"),
    "notices.no_office": _("还没有登记活动办公室，不能起草通知。请系统管理员先登记。"),
    "notices.no_such_move": _("没有办成：这份通知现在不能这样办。请看它的最新状态。"),
    "notices.not_editable": _("没有保存：这份通知已经撤回或作废，不能再改。可以另起草一份。"),
    "notices.no_title": _("没有公布：还没有标题。草稿已存，补上标题再公布。"),
    "notices.no_body": _("没有公布：正文还是空的。草稿已存，写好正文再公布。"),
    "notices.personal_number": _(
        "没有公布：“%(line)s”里有身份证号或手机号。公开的文字里不能出现，请删去或改写成座机。草稿已存。"
    ),
    "notices.annex_id_number": _(
        "没有公布：附件“%(title)s”里有身份证号。请在原文件里删去，撤下这份附件，再传改好的。草稿已存。"
    ),
    "notices.annex_mobile": _(
        "没有公布：附件“%(title)s”里有手机号。请在原文件里删去或改成座机，撤下这份附件，再传改好的。"
        "草稿已存。"
    ),
    "notices.annex_both_numbers": _(
        "没有公布：附件“%(title)s”里有身份证号和手机号。请在原文件里删去，撤下这份附件，再传改好的。"
        "草稿已存。"
    ),
    "notices.no_reason": _("没有办成：还没写理由。请用一句话说明，公众会看到这句话。"),
    "notices.nothing_changed": _("没有更正：文字和附件都与公布的一样。请先改好再更正。"),
    "notices.annex_stands": _("没有恢复：“%(title)s”没有撤下，或已随更正不再公开。可以重新上传。"),
    "notices.annex_missing": _("没有这个附件，可能已经撤下。"),
}

MESSAGES = {
    "notices.published": _("《%(title)s》已公布"),
    "notices.corrected": _("《%(title)s》已更正：%(reason)s"),
    "notices.withdrawn": _("《%(title)s》已撤回：%(reason)s"),
}


def lines(text: Text, annexes: Iterable[str] = ()) -> list[str]:
    """Return everything a text says, line by line, to be compared with another."""
    heads = [str(dict(KINDS)[text.kind]), text.title, text.number, text.author]
    told = [*heads, *paragraphs(text.body_html), *links(text.body_html), *annexes]
    made = str(_("附件随年度 %(edition)s")) % {"edition": text.edition}
    return [*told, made] if text.edition else told
