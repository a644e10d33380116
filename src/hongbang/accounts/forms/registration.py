"""How do typed strings become the registration of a unit, a receipt, a decision?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hongbang.accounts.forms.people import IN_CHINESE, NameSelect, Narrowing
from hongbang.accounts.forms.signing import NewPasswordForm
from hongbang.accounts.queries import RegistrationFilters
from hongbang.accounts.rules.commands import Apply, Decide
from hongbang.accounts.rules.consent import PRIVACY_TEXT
from hongbang.accounts.rules.contact import email_of, mobile_of
from hongbang.accounts.texts import CODE_FAULTS, REGISTRATION_STATES
from hongbang.orgs.rules import uscc
from hongbang.orgs.texts import NATURES

Choices = Iterable[tuple[Any, Any]]


class UnitForm(forms.Form):
    """What a unit says of itself, and who applies for it."""

    credit_code = forms.CharField(
        label=_("统一社会信用代码"),
        max_length=40,
        help_text=_("18 位，在营业执照或法人证书上。"),
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": _("还没写统一社会信用代码。")},
    )
    code_reason = forms.CharField(
        label=_("代码没有错的理由"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs=IN_CHINESE),
        help_text=_("只在代码核对不上、但证照上确实如此时写，推荐单位会看到。"),
    )
    unit_name = forms.CharField(
        label=_("单位全称"),
        max_length=100,
        help_text=_("和证照、公章上的一致。"),
        widget=forms.TextInput(attrs=IN_CHINESE | {"autocomplete": "organization"}),
        error_messages={"required": _("还没写单位全称。")},
    )
    nature = forms.ChoiceField(
        label=_("单位性质"),
        choices=[("", _("请选")), *NATURES],
        error_messages={"required": _("还没选单位性质。")},
    )
    area = forms.ChoiceField(
        label=_("所在的区、局或集团"),
        widget=NameSelect,
        error_messages={
            "required": _("还没选所在的区、局或集团。"),
            "invalid_choice": _("没有这个区、局或集团。请重新选。"),
        },
    )
    organ = forms.ChoiceField(
        label=_("推荐单位"),
        widget=NameSelect,
        help_text=_("由它核对您的登记，以后也由它推荐。"),
        error_messages={
            "required": _("还没选推荐单位。"),
            "invalid_choice": _("这个推荐单位不管这里。请从列出的里面选。"),
        },
    )
    applicant = forms.CharField(
        label=_("经办人姓名"),
        max_length=60,
        widget=forms.TextInput(attrs=IN_CHINESE | {"autocomplete": "name"}),
        error_messages={"required": _("还没写经办人姓名。")},
    )
    mobile = forms.CharField(
        label=_("手机号"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
        help_text=_("手机号和邮箱至少写一样，以后凭它登录。"),
    )
    email = forms.CharField(
        label=_("邮箱"),
        required=False,
        max_length=120,
        widget=forms.TextInput(
            attrs={"inputmode": "email", "autocomplete": "email", "autocapitalize": "none"}
        ),
        help_text=_("两样都写时，验证码发到邮箱。"),
    )
    key = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    suggestions: tuple[str, ...] = ()
    code_fault: str | Promise = ""

    def __init__(self, areas: Choices, organs: Choices, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", _("请选")), *areas]  # type: ignore[attr-defined]  # a choice field, as above
        self.fields["organ"].choices = [("", _("请选")), *organs]  # type: ignore[attr-defined]  # a choice field, as above

    def clean_mobile(self) -> str:
        """Return the number in the one form it is kept in."""
        typed = self.cleaned_data["mobile"]
        if typed.strip() and not mobile_of(typed):
            raise forms.ValidationError(_("这不像手机号。请写 11 位数字。"))
        return mobile_of(typed)

    def clean_email(self) -> str:
        """Return the address in the one form it is kept in."""
        typed = self.cleaned_data["email"]
        if typed.strip() and not email_of(typed):
            raise forms.ValidationError(_("这不像邮箱。邮箱要有 @ 和域名，如 name@example.cn。"))
        return email_of(typed)

    def clean(self) -> dict[str, Any]:
        """Check the code, which warns rather than refuses, and that somebody can be reached."""
        data = super().clean() or {}
        if not (data.get("mobile") or data.get("email") or {"mobile", "email"} & set(self.errors)):
            self.add_error("mobile", _("手机号和邮箱都空着，至少写一样。"))
        if data.get("credit_code"):
            verdict = uscc.check(data["credit_code"])
            data["credit_code"] = verdict.code[:18]
            if verdict.is_valid:
                data["code_reason"] = ""
            elif not data.get("code_reason", "").strip():
                self._warn(verdict)
        return data

    def _warn(self, verdict: uscc.UsccVerdict) -> None:
        self.suggestions = verdict.suggestions
        self.code_fault = CODE_FAULTS[verdict.fault]
        self.add_error("credit_code", self.code_fault)

    def apply(self, hashed: str = "") -> Apply:
        """Return what the operation takes."""
        data = self.cleaned_data
        return Apply(
            unit_name=data["unit_name"],
            credit_code=data["credit_code"],
            code_reason=data["code_reason"],
            nature=data["nature"],
            area=data["area"],
            organ=data["organ"],
            applicant=data["applicant"],
            mobile=data["mobile"],
            email=data["email"],
            hashed=hashed,
            text_version=PRIVACY_TEXT,
            key=data["key"],
        )


class RegisterForm(UnitForm, NewPasswordForm):
    """A unit's registration with its applicant's password and consent."""

    consent = forms.BooleanField(
        label=_("我读过上面的说明，同意这样处理我的个人信息"),
        error_messages={"required": _("还没有同意个人信息的说明。不同意就不能登记。")},
    )
    field_order = (
        *("credit_code", "code_reason", "unit_name", "nature", "area", "organ"),
        *("applicant", "mobile", "email", "password", "again", "consent"),
    )


class FollowForm(forms.Form):
    """The receipt, and the contact that only its applicant knows."""

    receipt = forms.CharField(
        label=_("回执号"),
        max_length=32,
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": _("还没写回执号。")},
    )
    contact = forms.CharField(
        label=_("登记时写的手机号或邮箱"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocapitalize": "none"}),
        error_messages={"required": _("还没写手机号或邮箱。")},
    )


class DecideForm(forms.Form):
    """A decision on a registration."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("理由"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4} | IN_CHINESE),
        help_text=_("写清哪里要改、怎么改，一次说全。申请人会收到。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # each way to decide has its form on the same page
        kwargs.setdefault("auto_id", "decide_%s")
        super().__init__(*args, **kwargs)

    def command(self) -> Decide:
        """Return what the operation takes."""
        return Decide(self.cleaned_data["version"], self.cleaned_data["reason"])


class RegistrationFilterForm(Narrowing):
    """What the list of registrations is narrowed to."""

    q = forms.CharField(label=_("单位、代码、经办人，可用拼音"), required=False, max_length=60)
    state = forms.ChoiceField(
        label=_("状态"),
        required=False,
        choices=[("", _("等答复的")), ("all", _("全部状态")), *REGISTRATION_STATES.items()],
    )

    def filters(self) -> RegistrationFilters:
        """Return the filters as the query takes them."""
        told = self.told()
        state = told["state"] or "sent"
        return RegistrationFilters(told["q"], "" if state == "all" else state)
