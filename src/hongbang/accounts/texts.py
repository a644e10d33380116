"""What are seats, sign-in deeds and refusals called?"""

from django.utils.translation import gettext_lazy as _

from hongbang.kernel.actor import Role

ROOM = _("人员与席位")

ROLES = {
    Role.OFFICE_CLERK: _("活动办公室经办人"),
    Role.OFFICE_HEAD: _("活动办公室主任"),
    Role.HOST_APPROVER: _("主办单位审定人"),
    Role.ORGAN_CLERK: _("推荐单位经办人"),
    Role.ORGAN_HEAD: _("推荐单位负责人"),
    Role.UNIT_CLERK: _("申报单位经办人"),
    Role.UNIT_HEAD: _("申报单位负责人"),
    Role.CANDIDATE: _("候选人"),
    Role.EXPERT: _("评审专家"),
    Role.INSPECTOR: _("暗访检查员"),
    Role.AUDITOR: _("纪检监督员"),
    Role.SYSTEM_ADMIN: _("系统管理员"),
    Role.SECURITY_ADMIN: _("安全管理员"),
}

VERBS = {
    "accounts.person.added": _("登记人员"),
    "accounts.seat.granted": _("授予席位"),
    "accounts.person.signed_in": _("登录"),
    "accounts.person.signed_out": _("退出"),
    "accounts.sign_in.failed": _("登录失败"),
    "accounts.seat.taken": _("切换席位"),
}

REFUSALS = {
    "accounts.not_yours": _("人员和席位由系统管理员登记。请把姓名和岗位告诉系统管理员。"),
    "accounts.wrong": _(
        "账号或密码不对，没有登录。请看大小写和输入法；还可以再试，连错五次要等一刻钟。"
    ),
    "accounts.locked": _(
        "从这台设备连续输错太多次，暂时不能登录。"
        "请在 %(minutes)s 分钟后再试；忘了密码请找本单位负责人。"
    ),
    "accounts.login_taken": _("账号“%(login)s”已经有人用。请换一个手机号或邮箱。"),
    "accounts.weak_password": _("密码太容易猜，没有登记。%(why)s"),
    "accounts.no_seat": _("这个账号现在没有席位，没有登录。请找本单位负责人或系统管理员。"),
    "accounts.not_your_seat": _("这个席位不是您的，或已经到期。请从席位页另选一个。"),
}
