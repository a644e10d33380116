"""What are organisations, their deeds and their refusals called?"""

from django.utils.translation import gettext_lazy as _

ROOM = _("机构")

KINDS = [("office", _("活动办公室")), ("host", _("主办单位"))]

VERBS = {"orgs.organisation.added": _("登记机构")}

REFUSALS = {
    "orgs.not_yours": _("机构由系统管理员登记。请把机构名称和联系方式告诉系统管理员。"),
    "orgs.name_taken": _("“%(name)s”已经登记过。请看机构名单，不必再登记一次。"),
}
