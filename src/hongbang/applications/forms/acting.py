"""How do typed strings begin an application, move it on, or narrow a list?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hongbang.applications.queries import Category, Filters
from hongbang.applications.rules.calling import REASON_MOST
from hongbang.applications.rules.commands import Act, Begin, Return
from hongbang.applications.texts import STATES
from hongbang.programmes.texts.telling import said

IN_CHINESE = {"lang": "zh-Hans"}
TOO_LONG = _("写了 %(show_value)s 字，最多 %(limit_value)s 字。请写短一些。")


def called(category: Category) -> str:
    """Name a category with its year, in the reader's language."""
    name = said({"zh": category.name, "en": category.name_en})
    return f"{name} {category.edition.year}"


class BeginForm(forms.Form):
    """For which category, and for whom: one choice of both, so that they always fit."""

    whom = forms.ChoiceField(
        label=_("申报什么，为谁申报"),
        widget=forms.RadioSelect,
        help_text=_("已经在申报的不再列出；要申报的班组或个人不在这里，请先到“本单位”登记。"),
        error_messages={
            "required": _("还没选。请选一个班组或个人。"),
            "invalid_choice": _("所选的已经不在列表里。请重新选。"),
        },
    )
    key = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, offered: Iterable[tuple[str, Any]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["whom"].choices = [*offered]  # type: ignore[attr-defined]  # a ChoiceField

    def command(self) -> Begin:
        """Return what the operation takes."""
        category, kind, code = self.cleaned_data["whom"].split(":")
        return Begin(
            category,
            code if kind == "team" else "",
            code if kind == "nominee" else "",
            self.cleaned_data["key"],
        )


class ActForm(forms.Form):
    """A move of an application, by the version looked at."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # every act that can follow has its form on the same page
        kwargs.setdefault("auto_id", False)
        super().__init__(*args, **kwargs)

    def command(self) -> Act:
        """Return what the operation takes."""
        return Act(self.cleaned_data["version"], self.cleaned_data.get("reason", ""))


class WithdrawForm(ActForm):
    """Taking an application back, with the reason."""

    reason = forms.CharField(
        label=_("撤回的理由"),
        max_length=REASON_MOST,
        widget=forms.Textarea(attrs={"rows": 3} | IN_CHINESE),
        help_text=_("一句话，推荐单位会看到。撤回后这一份不能再用，可以另开一份。"),
        error_messages={"required": _("还没写撤回的理由。"), "max_length": TOO_LONG},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "withdraw_%s")
        super().__init__(*args, **kwargs)


class ReturnForm(ActForm):
    """What is to be mended, and until when."""

    reason = forms.CharField(
        label=_("要改什么"),
        max_length=REASON_MOST,
        widget=forms.Textarea(attrs={"rows": 5} | IN_CHINESE),
        help_text=_("一次列全：哪一项、缺什么、怎样算改好。单位会原样看到。"),
        error_messages={"required": _("还没写要改什么。"), "max_length": TOO_LONG},
    )
    until_on = forms.DateField(
        label=_("改到哪天"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("到这一天的 24:00 为止。"),
        error_messages={
            "required": _("还没选补正期限。"),
            "invalid": _("日期读不出来。请写成 2026-11-14 这样。"),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "return_%s")
        super().__init__(*args, **kwargs)

    def send_back(self) -> Return:
        """Return what the operation takes."""
        data = self.cleaned_data
        return Return(data["version"], data["reason"], data["until_on"])


class FilterForm(forms.Form):
    """What a list is narrowed to; anything unknown is taken as not narrowed."""

    q = forms.CharField(label=_("名称、单位，可用拼音"), required=False, max_length=60)
    state = forms.ChoiceField(label=_("状态"), required=False)
    category = forms.ChoiceField(label=_("类别"), required=False)

    def __init__(self, categories: Iterable[Category], data: Any, *, with_drafts: bool) -> None:
        super().__init__(data)
        states = [pair for pair in STATES.items() if with_drafts or pair[0] != "draft"]
        self.fields["state"].choices = [("", _("全部状态")), *states]  # type: ignore[attr-defined]  # a ChoiceField
        named = [(one.public_id, called(one)) for one in categories]
        self.fields["category"].choices = [("", _("全部类别")), *named]  # type: ignore[attr-defined]  # a ChoiceField

    def filters(self) -> Filters:
        """Return the filters as the query takes them."""
        self.full_clean()
        data: dict[str, Any] = getattr(self, "cleaned_data", {})
        return Filters(data.get("q", ""), data.get("state", ""), data.get("category", ""))

    def active(self) -> list[tuple[str, str, str]]:
        """Return the filters in force as (name, label, value in words), for the chips."""
        found = self.filters()
        offered: dict[str, Any] = dict(self.fields["category"].choices)  # type: ignore[attr-defined]  # a ChoiceField
        named = [("q", found.query, found.query)]
        named += [("state", found.state, str(STATES.get(found.state, "")))]
        named += [("category", found.category, str(offered.get(found.category, "")))]
        return [(name, str(self[name].label), words) for name, value, words in named if value]
