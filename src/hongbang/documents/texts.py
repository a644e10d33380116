"""What are papers that are made, their deeds and refusals called?"""

from django.utils.translation import gettext_lazy as _

ROOM = _("文书")

VERBS = {
    "documents.batch.made": _("做好一批文书"),
    "documents.batch.stopped": _("停下一批文书"),
}

REFUSALS = {
    "documents.missing": _("没有这批文书。"),
    "documents.not_yours": _("这批文书只有提交的人能停下。请到自己的办公桌上看。"),
    "documents.nothing": _("没有可做的：筛选下来是空的。请放宽筛选再试。"),
    "documents.too_many": _("一次最多做 %(most)s 份，这次有 %(count)s 份。请缩小筛选，分几次做。"),
    "documents.no_sign": _(
        "没有做成：字体里没有“%(sign)s”这个字。请把它改成文字，或看网页上的正文。"
    ),
    "documents.no_font": _("没有做成：服务器缺字体。请把这句话转给系统管理员：%(fonts)s"),
}
