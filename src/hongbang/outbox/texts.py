"""What do messages, letters and this room's refusals say?"""

from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from hongbang.outbox.rules import letters
from hongbang.outbox.rules.letters import Letter, Words

ROOM = _("消息")

STATES = {
    "waiting": _("等待发出"),
    "claimed": _("正在发出"),
    "sent": _("已发出"),
    "failed": _("没有发出"),
    "doubtful": _("去向不明"),
    "dropped": _("已放弃"),
}

WAYS = {"email": _("邮件"), "sms": _("短信")}

CHOICES = {"at_once": _("马上发邮件"), "daily": _("每天一封汇总"), "inbox": _("只放在消息页")}

VERBS: dict[str, str] = {}

REFUSALS = {
    "outbox.missing": _("没有这条消息。"),
    "outbox.not_yours": _("消息只有收件人能标为已读。请从自己的消息页打开。"),
    "outbox.bad_address": _("没有发出：地址的写法不对。请核对手机号或邮箱，再试一次。"),
    "outbox.no_such_move": _("没有办成：这封信现在不能这样办。请刷新页面看它的状态。"),
    "outbox.no_heading": _("没有存：标题还空着。请写一句话说明是什么事。"),
    "outbox.no_body": _("没有存：邮件正文还空着。请写好再存。"),
    "outbox.no_short": _("没有存：短信还空着。请写一句短话，说清要做什么。"),
    "outbox.unknown_field": _("没有存：没有 %(field)s 这一项。这封信可用的有 %(known)s。"),
}

MESSAGES: dict[str, object] = {}


def declared(code: str) -> Letter:
    """Return a message as its room declares it (`<room>.texts.MESSAGES`)."""
    texts = import_string(f"hongbang.{code.partition('.')[0]}.texts.MESSAGES")
    told = texts[code]
    return told if isinstance(told, Letter) else Letter(told)


def every_code() -> tuple[str, ...]:
    """List every message that a room of the house can send."""
    found: list[str] = []
    for app in apps.get_app_configs():
        name = f"{app.name}.texts"
        if app.name.startswith("hongbang.") and find_spec(name):
            found += getattr(import_module(name), "MESSAGES", {})
    return tuple(sorted(found))


def is_urgent(code: str) -> bool:
    """Say whether a message goes out at once, whatever its reader wishes."""
    return declared(code).is_urgent


def sentence(code: str, params: Mapping[str, str]) -> str:
    """Say a message in the reader's language."""
    return letters.fill(letters.with_gaps(str(declared(code).sentence)), params)


def sentence_in(language: str, code: str, params: Mapping[str, str]) -> str:
    """Say a message in this language."""
    with override(language):
        return sentence(code, params)


def default_words(language: str, code: str) -> Words:
    """Return what a letter says as long as the office has not put it in its own words."""
    told = declared(code)
    with override(language):
        return letters.default_words(
            *(str(part) for part in (told.sentence, told.heading, told.body, told.short))
        )
