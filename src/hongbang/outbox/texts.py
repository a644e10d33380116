"""What do messages, letters and this room's refusals say?"""

from collections.abc import Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from django.apps import apps
from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from hongbang.outbox.rules import letters
from hongbang.outbox.rules.letters import Letter, Words
from hongbang.outbox.rules.wishes import kind_of

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

VERBS = {
    "outbox.wishes.kept": _("改消息提醒方式"),
    "outbox.template.drafted": _("起草信件用语"),
    "outbox.template.published": _("启用信件用语"),
    "outbox.template.reverted": _("改回默认用语"),
    "outbox.delivery.retried": _("重发信件"),
    "outbox.delivery.dropped": _("放弃信件"),
    "outbox.deliveries.exported": _("导出发信清单"),
    "outbox.deliveries.counted": _("清点一天的发信"),
}

REFUSALS = {
    "outbox.missing": _("没有这条消息。"),
    "outbox.not_yours": _("消息只有收件人能标为已读。请从自己的消息页打开。"),
    "outbox.bad_address": _("没有发出：地址的写法不对。请核对手机号或邮箱，再试一次。"),
    "outbox.no_such_move": _("没有办成：这封信现在不能这样办。请刷新页面看它的状态。"),
    "outbox.no_heading": _("没有存：标题还空着。请写一句话说明是什么事。"),
    "outbox.no_body": _("没有存：邮件正文还空着。请写好再存。"),
    "outbox.no_short": _("没有存：短信还空着。请写一句短话，说清要做什么。"),
    "outbox.unknown_field": _("没有存：没有 %(field)s 这一项。这封信可用的有 %(known)s。"),
    "outbox.lacks_field": _("没有存：邮件和短信里都要有 %(field)s，收件人靠它办事。请补上。"),
    "outbox.no_letter": _("没有这种信。"),
    "outbox.no_delivery": _("没有这封信。"),
    "outbox.nothing_new": _("没有启用：没有新的草稿。请先改好，存为草稿。"),
    "outbox.is_default": _("没有改回：现在用的就是默认用语。"),
    "outbox.no_such_wish": _("没有存：没有这种提醒方式。请在页面上重新选一次。"),
    "outbox.office_words": _("信件用语由活动办公室拟定。要改，请告诉活动办公室。"),
    "outbox.administrator_only": _("发信情况只有系统管理员能看。请联系系统管理员。"),
    "outbox.secret_gone": _(
        "没有重发：信里的验证码或链接已经销毁。请本人重新申请一次，会收到新的。"
    ),
    "outbox.address_gone": _("没有重发：这封信办完已满三十天，地址已经抹去。请另发一封。"),
    "outbox.no_reason": _("没有办成：还没写理由。请用一句话说明为什么放弃。"),
}

DIGEST = "outbox.digest"

MESSAGES: dict[str, object] = {
    DIGEST: Letter(
        _("您有 %(count)s 条新消息"),
        body=_("到今天早上，您有 %(count)s 条新消息：\n\n%(lines)s\n\n全部消息：%(link)s"),
        samples={
            "count": "2",
            "lines": "· 《关于申报的通知》已公布\n\n· 《关于培训的通知》已更正：培训改期",
        },
    ),
}

FIELDS = {
    "title": (_("标题"), _("关于申报的通知")),
    "reason": (_("理由"), _("培训改期")),
    "count": (_("条数"), "2"),
    "lines": (_("逐条列出"), ""),
    "code": (_("验证码"), "493027"),
    "minutes": (_("有效分钟数"), "10"),
    "name": (_("姓名"), _("林晓")),
    "site": (_("平台名称"), ""),
    "link": (_("链接"), ""),
}


def site() -> str:
    """Name the platform in the reader's language."""
    place = settings.HONGBANG_PLACE[get_language() or "zh-hans"]
    return str(_("红榜 · %(place)s评选表彰公开平台")) % {"place": place}


def declared(code: str) -> Letter:
    """Return a message as its room declares it (`<room>.texts.MESSAGES`)."""
    texts = import_string(f"hongbang.{code.partition('.')[0]}.texts.MESSAGES")
    told = texts[code]
    return told if isinstance(told, Letter) else Letter(told)


def every_code() -> tuple[str, ...]:
    """List every message that a room of the house can send."""
    found: list[str] = []
    for room in _rooms():
        found += getattr(room, "MESSAGES", {})
    return tuple(sorted(found))


def kinds() -> dict[str, str]:
    """Return the kinds of messages somebody can have wishes about: the rooms that send some."""
    return {
        kind_of(code): room_label(code)
        for code in every_code()
        if code != DIGEST and not is_urgent(code)
    }


def urgent() -> tuple[str, ...]:
    """List the messages that go out at once, whatever anybody wishes, in words."""
    return tuple(label(code) for code in every_code() if is_urgent(code))


def label(code: str) -> str:
    """Name a message by what it says, an ellipsis in each gap."""
    return letters.blank(letters.with_gaps(str(declared(code).sentence)))


def room_label(code: str) -> str:
    """Name the room a message comes from."""
    return str(import_string(f"hongbang.{kind_of(code)}.texts.ROOM"))


def field_label(name: str) -> str:
    """Say what stands in a gap; a room may say so in its own `texts.FIELDS`."""
    return str(_field(name)[0])


def field_sample(name: str) -> str:
    """Return an example of what stands in a gap."""
    return str(_field(name)[1])


def _field(name: str) -> tuple[object, object]:
    for room in _rooms():
        told = getattr(room, "FIELDS", {})
        if name in told:
            found: tuple[object, object] = told[name]
            return found
    return name, "…"


def _rooms() -> Iterator[ModuleType]:
    for app in apps.get_app_configs():
        name = f"{app.name}.texts"
        if app.name.startswith("hongbang.") and find_spec(name):
            yield import_module(name)


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
