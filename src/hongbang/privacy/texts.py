"""What are the classes of words, and the deeds and refusals around them, called?"""

from django.utils.translation import gettext_lazy as _

from hongbang.privacy.rules.classes import DataClass

ROOM = _("个人信息")

CLASSES = {
    DataClass.NAME: _("姓名"),
    DataClass.CONTACT: _("联系方式"),
    DataClass.PRIVATE: _("敏感信息"),
    DataClass.IDENTITY: _("证件号码"),
    DataClass.CREDENTIAL: _("登录凭据"),
}

PERSONAL: dict[str, str] = {}

VERBS = {
    "privacy.word.revealed": _("查看完整个人信息"),
    "privacy.term.set": _("改保存期限"),
    "privacy.key.added": _("启用新密钥"),
    "privacy.key.retired": _("停用旧密钥"),
}

REFUSALS = {
    "privacy.not_shown": _("这一项不给这个席位看全。确有需要，请活动办公室或安全管理员查看。"),
    "privacy.not_yours": _("个人信息的保存和密钥由安全管理员负责。要改，请告诉安全管理员。"),
    "privacy.no_reason": _("没有办成：还没写理由。请用一句话写明为什么要看或要改，会记入账本。"),
    "privacy.no_such_word": _("没有这一项个人信息。"),
    "privacy.term_too_long": _("没有保存：期限最长 %(most)s 天。请写短一些。"),
    "privacy.no_such_cipher": _("没有这种密码算法。可以用：%(known)s。"),
    "privacy.keys_in_use": _(
        "旧密钥还不能停用：有 %(count)s 个词由它封存。请先运行 hongbang keys reseal，再停用。"
    ),
}
