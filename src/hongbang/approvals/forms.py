"""How do typed strings ask a department, keep its answer, submit lists, decide on them?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hongbang.approvals.rules.commands import AnswerCheck, Ask, Decide, Submit
from hongbang.approvals.rules.deciding import NAME_MOST, NOTE_MOST, OPINION_MOST
from hongbang.approvals.texts import RESULTS

IN_CHINESE = {"lang": "zh-Hans"}
TOO_LONG = _("写了 %(show_value)s 字，最多 %(limit_value)s 字。请写短一些。")


class NameSelect(forms.Select):
    """A choice of applicants, whose names are Chinese on an English page too."""

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Mark each name's language; the whole list is no name."""
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)
        option["attrs"] |= IN_CHINESE if value else {}
        return option


class AskForm(forms.Form):
    """A department that is asked, about whom, until when."""

    department = forms.CharField(
        label=_("部门"),
        max_length=NAME_MOST,
        widget=forms.TextInput(attrs=IN_CHINESE),
        help_text=_("例如市场监管、税务、人社、应急、生态环境。"),
        error_messages={"required": _("还没写部门。"), "max_length": TOO_LONG},
    )
    application = forms.ChoiceField(
        label=_("关于谁"),
        widget=NameSelect,
        required=False,
        error_messages={"invalid_choice": _("所选的已经不在名单上。请重新选。")},
    )
    due_on = forms.DateField(
        label=_("请在哪天前答复"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("还没选答复期限。"),
            "invalid": _("日期读不出来。请写成 2026-11-14 这样。"),
        },
    )
    key = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, listed: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "ask_%s")
        super().__init__(*args, **kwargs)
        self.fields["application"].choices = [("", _("整份名单")), *listed]  # type: ignore[attr-defined]  # a ChoiceField

    def command(self) -> Ask:
        """Return what the operation takes."""
        data = self.cleaned_data
        return Ask(data["department"], data["application"], data["due_on"], data["key"])


class AnswerForm(forms.Form):
    """What a department said."""

    result = forms.ChoiceField(
        label=_("答复"),
        choices=[*RESULTS.items()],
        error_messages={
            "required": _("还没选答复。"),
            "invalid_choice": _("请在三种答复里选一种。"),
        },
    )
    note = forms.CharField(
        label=_("说明"),
        required=False,
        max_length=NOTE_MOST,
        widget=forms.Textarea(attrs={"rows": 2} | IN_CHINESE),
        help_text=_("有意见、查不到或没有答复的，写一句；主办单位会看到。"),
        error_messages={"max_length": TOO_LONG},
    )
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def __init__(self, code: str, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"answer_{code}_%s")
        super().__init__(*args, **kwargs)

    def command(self) -> AnswerCheck:
        """Return what the operation takes."""
        data = self.cleaned_data
        return AnswerCheck(data["result"], data["note"], data["version"])


class SubmitForm(forms.Form):
    """The lists that were looked at, and a word to the hosts."""

    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)
    note = forms.CharField(
        label=_("给主办单位的说明"),
        required=False,
        max_length=NOTE_MOST,
        widget=forms.Textarea(attrs={"rows": 3} | IN_CHINESE),
        error_messages={"max_length": TOO_LONG},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "submit_%s")
        super().__init__(*args, **kwargs)

    def command(self) -> Submit:
        """Return what the operation takes."""
        return Submit(self.cleaned_data["digest"], self.cleaned_data["note"])


class DecideForm(forms.Form):
    """A host's decision: approve or return, on the content with this digest."""

    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    opinion = forms.CharField(
        label=_("意见"),
        required=False,
        max_length=OPINION_MOST,
        widget=forms.Textarea(attrs={"rows": 4} | IN_CHINESE),
        help_text=_("同意的可以不写；退回的写明为什么、要改什么。"),
        error_messages={"max_length": TOO_LONG},
    )
    decision = forms.ChoiceField(  # the buttons say the words
        choices=[("approve", "approve"), ("return", "return")],
        widget=forms.HiddenInput,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "decide_%s")
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two buttons, where neither was pressed."""
        if not self.cleaned_data.get("decision"):
            raise forms.ValidationError(_("请按“同意”或“退回”。"))
        return self.cleaned_data

    def command(self) -> Decide:
        """Return what the operation takes."""
        data = self.cleaned_data
        is_approved = data["decision"] == "approve"
        return Decide(data["digest"], is_approved, data["opinion"], data["version"])
