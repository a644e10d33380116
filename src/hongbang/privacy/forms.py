"""How do typed strings become a term, or a reason to see a word?"""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from hongbang.privacy.rules.classes import LONGEST_TERM, DataClass
from hongbang.privacy.rules.commands import Reveal, SetTerm
from hongbang.privacy.texts import CLASSES


class TermForm(forms.Form):
    """How long words of one class stay."""

    data_class = forms.ChoiceField(choices=[*CLASSES.items()], widget=forms.HiddenInput)
    days = forms.IntegerField(
        label=_("不再需要后保存多少天"),
        min_value=0,
        max_value=LONGEST_TERM,
        help_text=_("0 是马上删除。"),
        error_messages={
            "required": _("还没写天数。"),
            "invalid": _("请写整数，如 90。"),
            "min_value": _("天数不能小于 0。"),
            "max_value": _("最长 %(limit_value)s 天。请写短一些。"),
        },
    )
    reason = forms.CharField(
        label=_("理由"),
        max_length=300,
        help_text=_("依据哪条规定或哪次决定。会记入账本，公众可以看到期限。"),
        error_messages={"required": _("还没写理由。")},
    )
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def command(self) -> SetTerm:
        """Return what the operation takes."""
        data = self.cleaned_data
        return SetTerm(DataClass(data["data_class"]), data["days"], data["reason"], data["version"])


class RevealForm(forms.Form):
    """Why a masked word must be seen whole."""

    field = forms.CharField(max_length=40, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("为什么要看"),
        max_length=200,
        help_text=_("如：申报材料有误，打电话核对。本人可以知道谁看过。"),
        error_messages={"required": _("还没写理由。")},
    )

    def command(self) -> Reveal:
        """Return what the operation takes."""
        return Reveal(self.cleaned_data["field"], self.cleaned_data["reason"])
