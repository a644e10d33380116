"""What do messages and this room's refusals say?"""

from collections.abc import Mapping

from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

ROOM = _("消息")

VERBS: dict[str, str] = {}

REFUSALS = {
    "outbox.missing": _("没有这条消息。"),
    "outbox.not_yours": _("消息只有收件人能标为已读。请从自己的消息页打开。"),
}


def sentence(code: str, params: Mapping[str, str]) -> str:
    """Say a message in the reader's language (`<room>.texts.MESSAGES`)."""
    texts = import_string(f"hongbang.{code.partition('.')[0]}.texts.MESSAGES")
    return str(texts[code]) % params
