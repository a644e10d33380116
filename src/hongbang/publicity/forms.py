"""How do typed strings object, follow an objection, answer it, or put names before the public?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hongbang.publicity.rules.commands import Act, Object, Post, Rule
from hongbang.publicity.rules.objecting import (
    CONTACT_LEAST,
    CONTACT_MOST,
    LEAST,
    MOST,
    NAME_LEAST,
    NAME_MOST,
    REASON_LEAST,
    REASON_MOST,
)

IN_CHINESE = {"lang": "zh-Hans"}
TOO_LONG = _("写了 %(show_value)s 字，最多 %(limit_value)s 字。请写短一些。")
TOO_SHORT = _("写了 %(show_value)s 字，至少 %(limit_value)s 字。请写具体一些。")


class ObjectForm(forms.Form):
    """What somebody says against a posted name, and who they are."""

    text = forms.CharField(
        label=_("反映什么"),
        min_length=LEAST,
        max_length=MOST,
        widget=forms.Textarea(attrs={"rows": 8} | IN_CHINESE),
        help_text=_(
            "写明时间、地点、经过，凭什么这样说，哪里可以核实。书面证据可以另寄，写上回执码。"
        ),
        error_messages={
            "required": _("还没写反映什么。"),
            "min_length": TOO_SHORT,
            "max_length": TOO_LONG,
        },
    )
    name = forms.CharField(
        label=_("您的姓名或单位全称"),
        min_length=NAME_LEAST,
        max_length=NAME_MOST,
        widget=forms.TextInput(attrs={"autocomplete": "name"} | IN_CHINESE),
        help_text=_("异议要署真名。只有活动办公室办这件事的人看得到，看过会留记录。"),
        error_messages={
            "required": _("还没写姓名或单位全称。匿名的不作异议受理。"),
            "min_length": TOO_SHORT,
            "max_length": TOO_LONG,
        },
    )
    contact = forms.CharField(
        label=_("怎样找到您"),
        min_length=CONTACT_LEAST,
        max_length=CONTACT_MOST,
        widget=forms.TextInput(attrs={"autocomplete": "tel"}),
        help_text=_("电话、邮箱或地址，写一样就行。"),
        error_messages={
            "required": _("还没写怎样找到您。核实时可能要向您了解情况。"),
            "min_length": TOO_SHORT,
            "max_length": TOO_LONG,
        },
    )
    key = forms.CharField(max_length=64, min_length=32, widget=forms.HiddenInput)

    def command(self) -> Object:
        """Return what the operation takes."""
        said = self.cleaned_data
        return Object(said["name"], said["contact"], said["text"], said["key"])


class FollowForm(forms.Form):
    """A receipt, to see how far an objection is."""

    receipt = forms.CharField(
        label=_("回执码"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        help_text=_("14 位字母和数字，提出异议时给您的；横线和大小写不论。"),
        error_messages={"required": _("还没写回执码。")},
    )


class PostForm(forms.Form):
    """Putting names before the public, by the digest of what the hosts approved."""

    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", False)
        super().__init__(*args, **kwargs)

    def command(self) -> Post:
        """Return what the operation takes."""
        return Post(self.cleaned_data["digest"])


class ActForm(forms.Form):
    """A move of an objection, by the version looked at."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        name = type(self).__name__.lower()  # every act that can follow is on the same page
        kwargs.setdefault("auto_id", f"{name}_%s")
        super().__init__(*args, **kwargs)

    def act(self) -> Act:
        """Return what the operation takes."""
        return Act(self.cleaned_data["version"], self.cleaned_data.get("reason", ""))


def _reason(label: Any, missing: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        min_length=REASON_LEAST,
        max_length=REASON_MOST,
        widget=forms.Textarea(attrs={"rows": 4} | IN_CHINESE),
        help_text=_("提出异议的人会看到这些话。不要写出能认出他的内容。"),
        error_messages={
            "required": missing,
            "min_length": TOO_SHORT,
            "max_length": TOO_LONG,
        },
    )


class RefuseForm(ActForm):
    """Not taking an objection up, with the reason."""

    reason = _reason(_("不受理的理由"), _("还没写不受理的理由。"))


class RuleForm(ActForm):
    """A ruling with its reasons."""

    ruling = forms.ChoiceField(
        label=_("结论"),
        choices=[
            ("reject", _("异议不成立，保留在名单上")),
            ("uphold", _("异议成立，从名单上取消")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("还没选结论。")},
    )
    reason = _reason(_("核实的情况和理由"), _("还没写核实的情况和理由。"))

    def command(self) -> Rule:
        """Return what the operation takes."""
        said = self.cleaned_data
        return Rule(said["ruling"] == "uphold", said["reason"], said["version"])
