"""What do messages and this room's refusals say?"""

from django.utils.translation import gettext_lazy as _

ROOM = _("消息")

MESSAGES = {
    "notices.published": _("《%(title)s》已公布"),
    "notices.corrected": _("《%(title)s》已更正：%(reason)s"),
    "notices.withdrawn": _("《%(title)s》已撤回：%(reason)s"),
}

VERBS: dict[str, str] = {}

REFUSALS = {
    "outbox.missing": _("没有这条消息。"),
    "outbox.not_yours": _("消息只有收件人能标为已读。请从自己的消息页打开。"),
}
