"""How do typed strings enrol an expert, move a round, a file or a score sheet, or narrow a list?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hongbang.programmes.texts.telling import said
from hongbang.reviews.queries import Filters
from hongbang.reviews.rules.commands import Act, Assign, Enrol
from hongbang.reviews.rules.lifecycle import OWED, SIGNED
from hongbang.reviews.rules.reasons import OPINION_MOST, REASON_MOST
from hongbang.reviews.texts import STANDS, STATES

IN_CHINESE = {"lang": "zh-Hans"}
TOO_LONG = _("写了 %(show_value)s 字，最多 %(limit_value)s 字。请写短一些。")


class EnrolForm(forms.Form):
    """In which categories an expert serves, and the bodies that conflicts are found by."""

    categories = forms.MultipleChoiceField(
        label=_("评审哪些类别"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("都不选，就不再分给新材料；已经分到的仍由这位专家评。"),
        error_messages={"invalid_choice": _("所选的类别不在这个年度里。请重新选。")},
    )
    works_for = forms.CharField(
        label=_("任职单位"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3} | IN_CHINESE),
        help_text=_("一行一个全称。与申报单位同属一个单位或集团的，系统自动回避。"),
        error_messages={"max_length": TOO_LONG},
    )
    speaks_for = forms.CharField(
        label=_("代表的推荐单位"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3} | IN_CHINESE),
        help_text=_("一行一个全称。这些单位推荐的材料，系统自动回避。"),
        error_messages={"max_length": TOO_LONG},
    )
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, offered: Iterable[tuple[str, Any]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["categories"].choices = [*offered]  # type: ignore[attr-defined]  # a choice field

    def command(self, seat: str) -> Enrol:
        """Return what the operation takes."""
        data = self.cleaned_data
        return Enrol(
            seat,
            tuple(data["categories"]),
            _lines(data["works_for"]),
            _lines(data["speaks_for"]),
            data["version"],
        )


class AssignForm(forms.Form):
    """The plan that was looked at."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def command(self) -> Assign:
        """Return what the operation takes."""
        return Assign(self.cleaned_data["version"], self.cleaned_data["digest"])


class ActForm(forms.Form):
    """A move by the version looked at, with the reason where one is due."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("理由"),
        max_length=REASON_MOST,
        widget=forms.Textarea(attrs={"rows": 3} | IN_CHINESE),
        error_messages={"required": _("还没写理由。"), "max_length": TOO_LONG},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"{type(self).__name__.lower()}_%s")
        super().__init__(*args, **kwargs)

    def command(self) -> Act:
        """Return what the operation takes."""
        return Act(self.cleaned_data["version"], self.cleaned_data.get("reason", ""))


class CloseForm(ActForm):
    """Closing a round; a reason only where score sheets are owed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reason = self.fields["reason"]
        reason.label, reason.required = _("没签完就结束的理由"), False
        reason.help_text = _("都签了就不用写。评分不足的材料排在最后，没有得分。")


class ReopenForm(ActForm):
    """Opening a closed round again."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = _("会告诉办公室同事，并记入账本。原来的名次留作依据。")


class UnlockForm(ActForm):
    """Giving a signed score sheet back to its expert."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("为什么退回")
        self.fields["reason"].help_text = _("专家会原样看到。打过的分都还在，改好再签。")


class ReplaceForm(ActForm):
    """Taking a file from an expert on the office's account."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("为什么换人")
        self.fields["reason"].help_text = _("只有办公室和监督能看到。系统照同样的规则另抽一位。")


class RecuseForm(ActForm):
    """An expert standing aside."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("有什么关系")
        self.fields["reason"].help_text = _(
            "一句话，只有办公室和监督能看到。声明以后，这份材料换别人评，不能收回。"
        )


class OpinionForm(ActForm):
    """The office's opinion of a file."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reason = forms.CharField(
            label=_("意见"),
            required=False,
            max_length=OPINION_MOST,
            widget=forms.Textarea(attrs={"rows": 5} | IN_CHINESE),
            help_text=_("清空后保存，就是收回。"),
            error_messages={"max_length": TOO_LONG},
        )
        self.fields["reason"] = reason


class FilterForm(forms.Form):
    """What the list of files is narrowed to; anything unknown is taken as not narrowed."""

    q = forms.CharField(label=_("名称、单位，可用拼音"), required=False, max_length=60)
    stand = forms.ChoiceField(label=_("评得怎样"), required=False, choices=[*STANDS.items()])

    def filters(self) -> Filters:
        """Return the filters as the query takes them."""
        self.full_clean()
        data: dict[str, Any] = getattr(self, "cleaned_data", {})
        return Filters(data.get("q", ""), data.get("stand", ""))

    def active(self) -> list[tuple[str, str, str]]:
        """Return the filters in force as (name, label, value in words), for the chips."""
        found = self.filters()
        named = [("q", found.query, found.query), ("stand", found.stand, str(STANDS[found.stand]))]
        return [(name, str(self[name].label), words) for name, value, words in named if value]


class MineForm(forms.Form):
    """What an expert's own list is narrowed to; anything unknown is taken as not narrowed."""

    state = forms.ChoiceField(
        label=_("状态"),
        required=False,
        choices=[("", _("全部状态")), *((one, STATES[one]) for one in (*OWED, SIGNED))],
    )

    def wanted(self) -> str:
        """Return the state that is asked for."""
        self.full_clean()
        data: dict[str, str] = getattr(self, "cleaned_data", {})
        return data.get("state", "")

    def active(self) -> list[tuple[str, str, str]]:
        """Return the filter in force as (name, label, value in words), for the chips."""
        state = self.wanted()
        return [("state", str(self["state"].label), str(STATES[state]))] if state else []


def offered(categories: Iterable[Any]) -> list[tuple[str, str]]:
    """Return categories as choices, in the reader's language."""
    return [(one.key, said({"zh": one.name, "en": one.name_en})) for one in categories]


def _lines(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))
