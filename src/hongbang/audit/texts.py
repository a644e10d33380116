"""What are the ledger's deeds, words and refusals called, and those of every room?"""

from __future__ import annotations

from collections.abc import Mapping

from django.apps import apps
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

ROOM = _("账本")

VERBS = {
    "audit.deed.refused": _("没有办成（被拒绝）"),
    "audit.disclosure.erased": _("抹去附注"),
    "audit.ledger.exported": _("导出账本"),
}

REFUSALS = {
    "audit.auditor_only": _(
        "账本只给纪检监督员看。任何人都可以到“核验公开账本”一页核对它有没有被改过。"
    ),
    "audit.entry_missing": _("账本里没有这一条。"),
    "audit.stale": _(
        "没有保存：您打开之后，这一件已在 %(at)s（北京时间）由别人改过。"
        "写的内容还在，请对照最新的一版再存。"
    ),
    "audit.stale_untold": _(
        "没有保存：您打开之后，这一件已由别人改过。写的内容还在，请对照最新的一版再存。"
    ),
    "audit.once_missing": _("没有受理：这张表单缺了编号，或打开得太久。请刷新后再送一次。"),
    "audit.once_differs": _(
        "没有受理：这张表单已经送出过，这次的内容和上次不同。要改已送出的内容，请打开那一件再改。"
    ),
    "audit.once_unsettled": _("没有受理：这张表单送出过，但没有留下结果。请刷新后重填一张。"),
    "audit.no_reason": _("没有抹去：还没写理由。理由会记入账本。"),
    "audit.nothing_to_erase": _("没有抹去：那里没有附注，可能早已抹去。"),
    "audit.ledger_behind": _(
        "没有写锚点：账本现在到第 %(sequence)s 条，与最后一个锚点对不上，"
        "可能换回了旧副本。请先核对账本，再找纪检监督员。"
    ),
}

WORDS = {
    "from": _("从哪天"),
    "network": _("网络"),
    "proof": _("登录凭据"),
    "text_version": _("说明的版本"),
    "until": _("到哪天"),
    "way": _("方式"),
    "address": _("网络地址"),
    "body": _("正文"),
    "code": _("拒绝的原因"),
    "count": _("项数"),
    "filters": _("筛选条件"),
    "form": _("格式"),
    "login": _("账号"),
    "name": _("名称"),
    "names": _("只限"),
    "operation": _("想办的事"),
    "params": _("细节"),
    "reason": _("理由"),
    "role": _("席位"),
    "sha256": _("文件摘要"),
    "title": _("标题"),
}

FINDINGS = {
    "shape": _("第 %(sequence)s 条的写法不对。"),
    "gap": _("第 %(sequence)s 条缺了。"),
    "repeated": _("第 %(sequence)s 条出现了两次。"),
    "content": _("第 %(sequence)s 条的内容与它的摘要对不上。"),
    "chain": _("第 %(sequence)s 条接不上它的前一条。"),
    "word_shape": _("第 %(sequence)s 条的附注写法不对。"),
    "word_altered": _("第 %(sequence)s 条的附注“%(name)s”不是当初承诺的那一项。"),
    "word_surplus": _("第 %(sequence)s 条多出一项从未承诺过的附注“%(name)s”。"),
}


def verb_labels() -> dict[str, str]:
    """Collect what every room calls its deeds: code → label, room by room."""
    return {
        code: str(label) for room in _rooms() for code, label in _texts_of(room, "VERBS").items()
    }


def room_labels() -> dict[str, str]:
    """Name every room that has deeds; a room that has not named itself keeps its code."""
    return {room: _room_name(room) for room in _rooms() if _texts_of(room, "VERBS")}


def seat_words(seat: str) -> str:
    """Say a seat as the ledger writes it in words: the role, then the body's code.

    A role without a name keeps its code.
    """
    role, _at, body = seat.partition("@")
    return f"{_role_labels().get(role, role)} {body}".strip()


def seat_labels(seat: str) -> dict[str, str]:
    """Name every role, and the very seat that is asked for where its role is known."""
    roles = _role_labels()
    role, at, _body = seat.partition("@")
    return {**roles, seat: seat_words(seat)} if at and role in roles else roles


def _role_labels() -> dict[str, str]:
    named = {str(role): str(words) for role, words in _texts_of("accounts", "ROLES").items()}
    return {**named, "system": str(_("平台")), "nobody": str(_("未登录的访客"))}


def _rooms() -> list[str]:
    return [
        config.label for config in apps.get_app_configs() if config.name.startswith("hongbang.")
    ]


def _texts_of(room: str, table: str) -> Mapping[str, object]:
    """Read a room's table of texts by name: the ledger stands below the rooms it tells of."""
    try:
        found: Mapping[str, object] = import_string(f"hongbang.{room}.texts.{table}")
    except ImportError:
        return {}
    return found


def _room_name(room: str) -> str:
    try:
        return str(import_string(f"hongbang.{room}.texts.ROOM"))
    except ImportError:
        return room
