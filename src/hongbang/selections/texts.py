"""What are the refusals of a selection called, and the faults of what was asked of it?"""

from django.utils.translation import gettext_lazy as _

ROOM = _("择优评选")

REFUSALS = {
    "selections.faulty": _("没有评选：%(place)s 处有错（%(fault)s）。请改好再评选。"),
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
