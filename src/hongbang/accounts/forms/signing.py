"""How do typed strings become a sign-in, a proof, a new password?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hongbang.accounts.queries import SignIn
from hongbang.accounts.rules.commands import AskReset
from hongbang.accounts.rules.contact import email_of, mobile_of
from hongbang.kernel.search import plain

LOGIN = {"autocomplete": "username", "autocapitalize": "none"}
CODE = {"autocomplete": "one-time-code", "autocapitalize": "characters", "inputmode": "text"}
FIGURES = CODE | {"inputmode": "numeric"}


class LoginField(forms.CharField):
    """The name somebody signs in by."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("手机号或邮箱"),
            max_length=120,
            error_messages={"required": _("还没写手机号或邮箱。")},
            widget=forms.TextInput(attrs=LOGIN),
            **kwargs,
        )


class PasswordField(forms.CharField):
    """A password; blanks at its ends belong to it."""

    def __init__(self, label: Any, *, is_new: bool = False, **kwargs: Any) -> None:
        autocomplete = "new-password" if is_new else "current-password"
        super().__init__(
            label=label,
            max_length=128,
            strip=False,
            error_messages={"required": _("还没写密码。")},
            widget=forms.PasswordInput(attrs={"autocomplete": autocomplete}),
            **kwargs,
        )


class CodeField(forms.CharField):
    """A code that was sent, or shown by an authenticator."""

    def __init__(self, label: Any, widget: Mapping[str, str] = FIGURES, **kwargs: Any) -> None:
        super().__init__(
            label=label,
            max_length=20,
            error_messages={"required": _("还没写验证码。")},
            widget=forms.TextInput(attrs=dict(widget)),
            **kwargs,
        )


class SignInForm(forms.Form):
    """Sign-in name and password."""

    login = LoginField()
    password = PasswordField(_("密码"))

    def command(self, devices: Mapping[str, str]) -> SignIn:
        """Return what the operation takes; width and case of the name do not matter."""
        return SignIn(
            plain(self.cleaned_data["login"]), self.cleaned_data["password"], dict(devices)
        )


class SecondForm(forms.Form):
    """The second proof: a code from the authenticator, or a recovery code."""

    code = CodeField(
        _("6 位验证码，或一个备用码"),
        CODE,
        help_text=_("打开手机上的验证器，抄下现在的 6 位数字。手机不在身边，就用一个备用码。"),
    )


class EnrolForm(forms.Form):
    """The first code of a new authenticator."""

    code = CodeField(_("验证器现在显示的 6 位数字"))


class ProofForm(forms.Form):
    """Password or code, asked again before a grave act."""

    password = PasswordField(
        _("密码，或验证器上的 6 位数字"), help_text=_("两样写一样就行。十分钟内不再问。")
    )


class NewPasswordForm(forms.Form):
    """A new password, twice."""

    password = PasswordField(
        _("新密码"), is_new=True, help_text=_("至少 10 个字符，别用生日、手机号和常见的词。")
    )
    again = PasswordField(_("再写一遍新密码"), is_new=True)

    def clean(self) -> dict[str, Any]:
        """Refuse two that differ."""
        data = super().clean() or {}
        if data.get("password") and data.get("again") and data["password"] != data["again"]:
            self.add_error("again", _("两遍写得不一样。请再写一遍。"))
        return data


class ChangePasswordForm(NewPasswordForm):
    """The password in force, and the new one."""

    current = PasswordField(_("现在的密码"))
    field_order = ("current", "password", "again")


class AskResetForm(forms.Form):
    """For which name a password is to be won back."""

    login = LoginField()

    def command(self) -> AskReset:
        """Return what the operation takes."""
        return AskReset(plain(self.cleaned_data["login"]))


class ResetByCodeForm(NewPasswordForm):
    """The code that came by text message, and the new password."""

    code = CodeField(_("短信里的 6 位数字"))
    field_order = ("code", "password", "again")


class OneCodeForm(forms.Form):
    """A code that was sent to prove a contact."""

    code = CodeField(_("6 位数字"))


class NameForm(forms.Form):
    """My own name."""

    name = forms.CharField(
        label=_("姓名"),
        max_length=60,
        widget=forms.TextInput(attrs={"lang": "zh-Hans", "autocomplete": "name"}),
        error_messages={"required": _("还没写姓名。")},
    )


class ContactForm(forms.Form):
    """A new e-mail address or mobile number of mine."""

    contact = forms.CharField(
        label=_("新的手机号或邮箱"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocapitalize": "none"}),
        help_text=_("会先给它发一个 6 位数字，证明是您的。"),
        error_messages={"required": _("还没写新的手机号或邮箱。")},
    )

    def clean_contact(self) -> str:
        """Return it in the one form it is kept in."""
        typed = self.cleaned_data["contact"]
        contact = mobile_of(typed) or email_of(typed)
        if not contact:
            raise forms.ValidationError(
                _("这不像手机号，也不像邮箱。手机号写 11 位数字，邮箱要有 @。")
            )
        return contact
