"""How do typed strings become a sign-in?"""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from hongbang.accounts.queries import SignIn
from hongbang.kernel.search import plain


class SignInForm(forms.Form):
    """Sign-in name and password."""

    login = forms.CharField(
        label=_("手机号或邮箱"),
        max_length=120,
        error_messages={"required": _("还没写手机号或邮箱。")},
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label=_("密码"),
        max_length=128,
        strip=False,
        error_messages={"required": _("还没写密码。")},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def command(self) -> SignIn:
        """Return what the operation takes; width and case of the name do not matter."""
        return SignIn(plain(self.cleaned_data["login"]), self.cleaned_data["password"])
