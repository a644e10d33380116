"""What are the stands and refusals of long work called?"""

from django.utils.translation import gettext_lazy as _

ROOM = _("后台办理")

STATES = {
    "requested": _("排队中"),
    "running": _("正在办"),
    "finished": _("办好了"),
    "failed": _("没有办成"),
    "cancelled": _("已停下"),
}

VERBS: dict[str, str] = {}

REFUSALS = {
    "work.no_such_move": _("这件事已经办完或停下，不能再动。请刷新页面看结果。"),
    "work.gave_up": _("没有办成：试了几次都中断了。请让系统管理员看看后台日志，再重新提交。"),
    "work.lost": _("这件事已经停下，或由另一个后台进程接手。请刷新页面看进度。"),
}
