"""What are seats, sign-in, invitations, registrations, their deeds and refusals called?"""

from django.utils.translation import gettext_lazy as _

from hongbang.kernel.actor import Role
from hongbang.outbox.rules.letters import Letter

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

REGISTRATION_STATES = {
    "written": _("待证实联系方式"),
    "sent": _("等推荐单位答复"),
    "returned": _("退回补正"),
    "accepted": _("已登记"),
    "refused": _("未予登记"),
}
STATES = REGISTRATION_STATES
SEAT_STATES = {"suspended": _("停用的"), "ended": _("已卸任的"), "all": _("全部")}
INVITATION_STATES = {
    "open": _("等对方接受"),
    "over": _("已过期"),
    "accepted": _("已接受"),
    "withdrawn": _("已撤回"),
}
GUARD_STATES = {
    "signed_in": _("正登录着"),
    "without": _("没有验证器"),
    "blocked": _("账号封停"),
}
CODE_FAULTS = {
    "length": _("统一社会信用代码应是 18 位。请对照证照再看一遍。"),
    "sign": _("代码里有不会出现的字：没有字母 I、O、S、V、Z。请看是不是数字 1、0、5、2。"),
    "check": _("最后一位对不上，前面可能有一位抄错了。请对照证照再看一遍。"),
}

VERBS = {
    "accounts.erasure.asked": _("要求注销账号"),
    "accounts.erasure.taken_back": _("撤回注销"),
    "accounts.person.erased": _("注销账号、删除个人信息"),
    "accounts.person.added": _("登记人员"),
    "accounts.person.renamed": _("改姓名"),
    "accounts.person.signed_in": _("登录"),
    "accounts.person.signed_out": _("退出"),
    "accounts.person.proven_again": _("再次确认身份"),
    "accounts.person.blocked": _("封停账号"),
    "accounts.person.unblocked": _("解封账号"),
    "accounts.traces.forgotten": _("删去到期的登录记录"),
    "accounts.people.exported": _("导出人员名单"),
    "accounts.sign_in.failed": _("登录失败"),
    "accounts.seat.granted": _("授予席位"),
    "accounts.seat.taken": _("切换席位"),
    "accounts.seat.lent": _("委托代办"),
    "accounts.seat.unlent": _("收回委托"),
    "accounts.seat.suspended": _("停用席位"),
    "accounts.seat.reinstated": _("恢复席位"),
    "accounts.seat.handed_over": _("移交席位"),
    "accounts.password.changed": _("修改密码"),
    "accounts.password.reset": _("重设密码"),
    "accounts.reset.asked": _("申请重设密码"),
    "accounts.contact.asked": _("申请更换联系方式"),
    "accounts.contact.changed": _("更换联系方式"),
    "accounts.factor.proven": _("启用验证器"),
    "accounts.factor.codes_renewed": _("更换备用码"),
    "accounts.factor.reset": _("重置验证器"),
    "accounts.visit.ended": _("结束一处登录"),
    "accounts.visit.others_ended": _("结束其他登录"),
    "accounts.visit.all_ended": _("结束全部登录"),
    "accounts.lock.lifted": _("解除登录限制"),
    "accounts.invitation.sent": _("发出邀请"),
    "accounts.invitation.resent": _("重发邀请"),
    "accounts.invitation.withdrawn": _("撤回邀请"),
    "accounts.invitation.accepted": _("接受邀请"),
    "accounts.registration.written": _("填写单位登记"),
    "accounts.registration.proof_sent": _("发送登记验证码"),
    "accounts.registration.proven": _("送出单位登记"),
    "accounts.registration.corrected": _("补正单位登记"),
    "accounts.registration.accepted": _("同意单位登记"),
    "accounts.registration.returned": _("退回单位登记"),
    "accounts.registration.refused": _("不同意单位登记"),
}

REFUSALS = {
    "accounts.erasure_asked": _(
        "已经提过注销，不必再提。安全管理员会在 15 天内办；改主意了可以撤回。"
    ),
    "accounts.erasure_not_asked": _("没有待办的注销，不用撤回。"),
    "accounts.erased_already": _("没有办成：这个账号已经注销，个人信息已经删除。"),
    "accounts.not_yours": _("人员和席位由系统管理员登记。请把姓名和岗位告诉系统管理员。"),
    "accounts.wrong": _(
        "账号或密码不对，没有登录。请看大小写和输入法；还可以再试，连错五次要等一刻钟。"
    ),
    "accounts.locked": _(
        "输错太多次，这里暂时不能登录。请在 %(minutes)s 分钟后再试；"
        "忘了密码，可以现在就用“忘记密码”重设。"
    ),
    "accounts.slow": _("这里刚才输错太多次，请在 %(seconds)s 秒后再试。"),
    "accounts.login_taken": _("账号“%(login)s”已经有人用。请换一个手机号或邮箱。"),
    "accounts.weak_password": _("密码太容易猜，没有存。%(why)s"),
    "accounts.no_seat": _("这个账号现在没有席位，没有登录。请找本单位负责人或系统管理员。"),
    "accounts.not_your_seat": _("这个席位不是您的，或已经到期。请从席位页另选一个。"),
    "accounts.second_missing": _("没有登录：还要验证器上的数字。请重新登录。"),
    "accounts.code_wrong": _(
        "验证码不对，或已经用过。请等下一个 6 位数字再写；手机时间要设成自动。"
    ),
    "accounts.code_over": _("验证码已经用过或过期，没有办成。请重新要一个。"),
    "accounts.too_many_codes": _("一小时里要了太多次验证码。请找找已收到的，或过一小时再来。"),
    "accounts.wrong_proof": _("密码或验证码不对，还没有确认。请再写一次。"),
    "accounts.current_wrong": _("现在的密码写错了，密码没有改。请再写一次。"),
    "accounts.factor_there": _("验证器已经在用，不必再设。换手机请先找安全管理员重置。"),
    "accounts.no_factor": _("没有办成：这个账号没有在用的验证器。"),
    "accounts.own_factor": _("自己的验证器不能自己重置。请找另一位安全管理员。"),
    "accounts.security_only": _("登录安全只由安全管理员处理。请把情况告诉安全管理员。"),
    "accounts.heads_only": _("人员由本单位负责人和活动办公室主任管理。请把要办的事告诉他们。"),
    "accounts.organ_decides": _("单位登记由它所选的推荐单位答复。请与那家推荐单位联系。"),
    "accounts.lent_on": _("您正代别人办事，不能再转委托。请由席位本人来办。"),
    "accounts.not_lendable": _("这个席位只能本人坐，不能委托。有事请告诉活动办公室。"),
    "accounts.lent_ends_early": _("委托的最后一天已经过了。请选今天或以后的日子。"),
    "accounts.lent_too_long": _("委托最多 %(days)s 天，没有办成。请选近一些的日子，到期可以再办。"),
    "accounts.lent_already": _("这个席位已经委托给这位同事。要改日期，请先收回再办。"),
    "accounts.lent_over": _("这项委托已经收回或到期，不必再办。"),
    "accounts.lent_missing": _("没有这项委托。"),
    "accounts.no_reason": _("没有办成：还没写理由。理由会告诉本人，也记入账本。"),
    "accounts.no_colleague": _("没有办成：这个人现在不在本单位的席位上。请先邀请，再办。"),
    "accounts.yourself": _("不能对自己办这件事。请由另一位负责人来办。"),
    "accounts.suspended_already": _("这个席位已经停用，不必再办。"),
    "accounts.not_suspended": _("这个席位没有停用，不必恢复。"),
    "accounts.handed_back": _("移交的日子已经过了。请选今天或以后的日子。"),
    "accounts.nothing_to_hand_over": _("没有要移交的席位：从那天起这里已没有在任的席位。"),
    "accounts.admins_apart": _(
        "没有办成：系统管理、安全管理和纪检监督要由三个人分担，这个人已经担任其中一项。"
    ),
    "accounts.seat_held": _("没有办成：这个人已经坐在这个席位上。"),
    "accounts.seat_missing": _("没有这个席位。"),
    "accounts.person_missing": _("没有这个人。"),
    "accounts.visit_missing": _("没有这处登录，可能已经结束。"),
    "accounts.no_name": _("没有存：还没写姓名，或写得太长。姓名最多 60 字。"),
    "accounts.bad_contact": _("没有办成：手机号或邮箱写得不对。手机号写 11 位数字，邮箱要有 @。"),
    "accounts.contact_taken": _("没有换成：这个手机号或邮箱已经用在别的账号上。"),
    "accounts.role_not_granted": _("没有发出：这个席位不能由您授予。请另选一个，或找活动办公室。"),
    "accounts.invited_already": _("没有发出：已经邀请过，对方还没答复。可以重发那一份。"),
    "accounts.invitation_over": _("邀请已经用过、撤回或过期。请让邀请人重发一份。"),
    "accounts.invitation_missing": _("没有这份邀请。"),
    "accounts.no_consent": _("没有办成：还没有同意个人信息的说明。"),
    "accounts.sign_in_first": _(
        "这个手机号或邮箱已经有账号。请先登录，再打开邀请里的链接接受席位。"
    ),
    "accounts.not_for_you": _("这份邀请是发给另一个手机号或邮箱的。请用那个账号登录后再打开。"),
    "accounts.blocked_already": _("这个账号已经封停，不必再办。"),
    "accounts.not_blocked": _("这个账号没有封停，不必解封。"),
    "accounts.nothing_locked": _("没有要解除的限制，可能已经自己过去了。"),
    "accounts.too_many_registrations": _(
        "从这个网络一小时里登记了太多次，没有收下。请过一小时再来，或请推荐单位邀请。"
    ),
    "accounts.organ_elsewhere": _("没有收下：这个推荐单位不管所选的区、局或集团。请重新选。"),
    "accounts.receipt_wrong": _(
        "回执号和手机号（邮箱）对不上。请看回执上的 14 位号码，用登记时写的那一个。"
    ),
    "accounts.registration_missing": _("没有这份登记。"),
    "accounts.no_such_move": _("这份登记已经不在这一步，没有办成。请刷新看看它现在怎样。"),
}

_SAMPLES = {"body": "城南区总工会", "name": "林知远", "reason": "出差", "inviter": "周明澈"}
_UNIT = {
    "unit": "示范酒店有限公司",
    "organ": "城南区总工会",
    "receipt": "7K3M9QX2TB4WZH",
    "reason": "单位全称与证照不一致",
}

PERSONAL = {
    "accounts.person.name": _("在席位、单位和消息里认出是谁"),
    "accounts.person.email": _("登录、重设密码、收通知"),
    "accounts.person.mobile": _("登录、重设密码、收短信"),
    "accounts.secondfactor.secret": _("核对验证器的动态码"),
    "accounts.onetimecode.contact": _("把验证码送到要核实的手机或邮箱"),
    "accounts.invitation.name": _("请对方确认是不是本人"),
    "accounts.invitation.contact": _("把邀请送给本人"),
    "accounts.registration.applicant": _("推荐单位核实登记是谁填的"),
    "accounts.registration.mobile": _("登记有结果时告诉申请人"),
    "accounts.registration.email": _("登记有结果时告诉申请人"),
}

MESSAGES = {
    "accounts.erasure_asked": Letter(
        _("%(name)s要求注销账号、删除个人信息，请在 %(days)s 天内办"),
        samples={"name": "林知远", "days": "15"},
    ),
    "accounts.password_changed": Letter(
        _("您的密码改了。不是您改的，请马上用“忘记密码”重设，并告诉安全管理员"), is_urgent=True
    ),
    "accounts.password_reset": Letter(
        _("您的密码已重设，各处登录都已结束。不是您办的，请马上告诉安全管理员"), is_urgent=True
    ),
    "accounts.reset_link": Letter(
        _("重设密码"),
        heading=_("重设密码"),
        body=_(
            "请在 30 分钟内打开下面的链接，写一个新密码。链接只能用一次。\n\n%(way_in)s\n\n"
            "不是您要的，不用理会，密码不会变。"
        ),
        samples={"way_in": "https://…", "code": "048213"},
    ),
    "accounts.reset_code": Letter(
        _("重设密码的验证码"),
        short=_("重设密码的验证码是 %(code)s，30 分钟内有效。不是您要的，不用理会。"),
        samples={"way_in": "https://…", "code": "048213"},
    ),
    "accounts.contact_code": Letter(
        _("更换联系方式的验证码"),
        heading=_("更换联系方式的验证码"),
        body=_("验证码是 %(code)s，30 分钟内有效。不是您要的，不用理会。"),
        short=_("更换联系方式的验证码是 %(code)s，30 分钟内有效。"),
        samples={"code": "048213"},
    ),
    "accounts.contact_changed": Letter(
        _("您的手机号或邮箱换了。不是您换的，请马上告诉安全管理员"), is_urgent=True
    ),
    "accounts.factor_proven": Letter(_("验证器已启用，以后登录要多写 6 位数字")),
    "accounts.codes_renewed": Letter(_("备用码已换新，旧的不能再用"), is_urgent=True),
    "accounts.factor_reset": Letter(
        _("安全管理员重置了您的验证器：%(reason)s。下次登录时请重新设置"),
        samples=_SAMPLES,
        is_urgent=True,
    ),
    "accounts.sessions_ended": Letter(
        _("安全管理员结束了您的各处登录：%(reason)s"), samples=_SAMPLES, is_urgent=True
    ),
    "accounts.blocked": Letter(_("您的账号已封停：%(reason)s"), samples=_SAMPLES, is_urgent=True),
    "accounts.unblocked": Letter(_("您的账号已解封：%(reason)s"), samples=_SAMPLES, is_urgent=True),
    "accounts.lent": Letter(_("%(name)s委托您代坐%(body)s的席位：%(reason)s"), samples=_SAMPLES),
    "accounts.unlent": Letter(_("%(name)s在%(body)s的席位，委托已收回"), samples=_SAMPLES),
    "accounts.suspended": Letter(
        _("%(body)s停用了%(name)s的席位：%(reason)s"), samples=_SAMPLES, is_urgent=True
    ),
    "accounts.reinstated": Letter(_("%(body)s恢复了%(name)s的席位：%(reason)s"), samples=_SAMPLES),
    "accounts.handed_over": Letter(
        _("%(name)s在%(body)s的席位已移交：%(reason)s"), samples=_SAMPLES
    ),
    "accounts.joined": Letter(_("%(name)s接受了邀请，已坐到%(body)s"), samples=_SAMPLES),
    "accounts.invitation": Letter(
        _("%(inviter)s邀请您加入%(body)s"),
        heading=_("%(inviter)s邀请您加入%(body)s"),
        body=_(
            "%(name)s：\n\n%(inviter)s请您在红榜平台代表%(body)s办事。请在七天内打开下面的链接，"
            "设一个密码。链接只能用一次。\n\n%(way_in)s\n\n不认识邀请人，不用理会。"
        ),
        short=_("%(inviter)s邀请您加入%(body)s，七天内打开 %(way_in)s 设密码。"),
        samples=_SAMPLES | {"way_in": "https://…"},
    ),
    "accounts.register_code": Letter(
        _("单位登记的验证码"),
        heading=_("单位登记的验证码"),
        body=_("验证码是 %(code)s，30 分钟内有效。不是您在登记，不用理会。"),
        short=_("单位登记的验证码是 %(code)s，30 分钟内有效。"),
        samples={"code": "048213"},
    ),
    "accounts.registration_sent": Letter(
        _("“%(unit)s”的登记已送到%(organ)s"),
        body=_(
            "“%(unit)s”的登记已送到%(organ)s，五个工作日内答复。\n\n回执号 %(receipt)s。"
            "凭回执号和您的手机号或邮箱，可以随时看进度：\n\n%(link)s"
        ),
        short=_("“%(unit)s”的登记已送到%(organ)s，回执号 %(receipt)s。"),
        samples=_UNIT,
    ),
    "accounts.registration_waits": Letter(_("“%(unit)s”申请登记，等你们答复"), samples=_UNIT),
    "accounts.registration_accepted": Letter(
        _("“%(unit)s”已登记，可以登录了"),
        body=_(
            "%(organ)s同意了“%(unit)s”的登记。请用登记时写的手机号或邮箱和密码登录。\n\n%(link)s"
        ),
        samples=_UNIT,
    ),
    "accounts.registration_returned": Letter(
        _("“%(unit)s”的登记退回补正：%(reason)s"),
        body=_(
            "%(organ)s退回了“%(unit)s”的登记：%(reason)s\n\n写过的都在。凭回执号 %(receipt)s "
            "打开，改好再送：\n\n%(link)s"
        ),
        short=_("“%(unit)s”的登记退回补正，回执号 %(receipt)s。理由：%(reason)s"),
        samples=_UNIT,
    ),
    "accounts.registration_refused": Letter(
        _("“%(unit)s”未予登记：%(reason)s"),
        body=_(
            "%(organ)s没有同意“%(unit)s”的登记：%(reason)s\n\n有疑问请与%(organ)s联系。\n\n%(link)s"
        ),
        samples=_UNIT,
    ),
}
