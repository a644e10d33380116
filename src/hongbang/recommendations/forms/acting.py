"""How do typed strings give an opinion, decide, order a list, send it, or take it in?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hongbang.applications.forms.acting import IN_CHINESE, TOO_LONG, called
from hongbang.recommendations.queries import Category, Filters, Recommendation
from hongbang.recommendations.rules import joint, quota
from hongbang.recommendations.rules.commands import (
    Accept,
    Act,
    Forward,
    Opine,
    Rank,
    Recommend,
    RuleOut,
)
from hongbang.recommendations.texts import OPINIONS, VERDICTS

CHOSEN_MOST = 200


class VersionForm(forms.Form):
    """Whatever is done by the version looked at."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # every act that can follow has its form on the same page
        kwargs.setdefault("auto_id", False)
        super().__init__(*args, **kwargs)

    def act(self) -> Act:
        """Return what the operation takes."""
        return Act(self.cleaned_data["version"])


class OpinionForm(VersionForm):
    """What an organ says of the revision it has read."""

    stand = forms.ChoiceField(
        label=_("意见"),
        widget=forms.RadioSelect,
        choices=[(key, OPINIONS[key]) for key in joint.STANDS],
        error_messages={"required": _("还没选。请选同意、不同意或保留。")},
    )
    words = forms.CharField(
        label=_("说明"),
        required=False,
        max_length=joint.WORDS_MOST,
        widget=forms.Textarea(attrs={"rows": 4} | IN_CHINESE),
        help_text=_(
            "同意的可以不写；不同意或保留，要写清为什么。归口单位和办公室看得到，申报单位看不到。"
        ),
        error_messages={"max_length": TOO_LONG},
    )
    revision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "opinion_%s")
        super().__init__(*args, **kwargs)

    def command(self) -> Opine:
        """Return what the operation takes."""
        data = self.cleaned_data
        return Opine(data["stand"], data["words"], data["revision"], data["version"])


class VerdictForm(VersionForm):
    """What the owning organ decides."""

    verdict = forms.ChoiceField(
        label=_("定为"),
        widget=forms.RadioSelect,
        choices=[*VERDICTS.items()],
        error_messages={"required": _("还没选。请选推荐、备选或不推荐。")},
    )
    reason = forms.CharField(
        label=_("理由"),
        required=False,
        max_length=quota.REASON_MOST,
        widget=forms.Textarea(attrs={"rows": 3} | IN_CHINESE),
        help_text=_("不推荐的必须写，报出后单位会原样看到。"),
        error_messages={"max_length": TOO_LONG},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "verdict_%s")
        super().__init__(*args, **kwargs)

    def command(self) -> Recommend:
        """Return what the operation takes."""
        data = self.cleaned_data
        return Recommend(data["verdict"], data["reason"], data["version"])


class RuleOutForm(VersionForm):
    """Why the office finds one ineligible."""

    reason = forms.CharField(
        label=_("不符合哪一条"),
        max_length=quota.REASON_MOST,
        widget=forms.Textarea(attrs={"rows": 3} | IN_CHINESE),
        help_text=_("写明条件和依据。推荐单位和申报单位会原样看到。"),
        error_messages={"required": _("还没写不符合哪一条。"), "max_length": TOO_LONG},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "rule_out_%s")
        super().__init__(*args, **kwargs)

    def command(self) -> RuleOut:
        """Return what the operation takes."""
        return RuleOut(self.cleaned_data["version"], self.cleaned_data["reason"])


class RankForm(forms.Form):
    """A number for each application on the list."""

    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, found: Iterable[Recommendation], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.codes = [one.public_id for one in found]
        for one in found:
            self.fields[one.public_id] = forms.IntegerField(
                label=_("“%(name)s”的名次") % {"name": one.application.subject_name},
                min_value=1,
                max_value=9999,
                initial=one.place,
                widget=forms.NumberInput(attrs={"class": "in-num", "inputmode": "numeric"}),
                error_messages={
                    "required": _("还没写名次。"),
                    "invalid": _("名次要是整数。"),
                    "min_value": _("名次从 1 开始。"),
                    "max_value": _("名次太大。"),
                },
            )

    def command(self) -> Rank:
        """Return what the operation takes."""
        data = self.cleaned_data
        return Rank(tuple((code, data[code]) for code in self.codes), data["seen"])


class ForwardForm(forms.Form):
    """Sending a list up: what was seen, and that it was checked."""

    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)
    is_checked = forms.BooleanField(
        label=_("名单和名次我已核对。报出后归活动办公室办，本单位不能再改。"),
        error_messages={"required": _("请先核对名单，再勾选这一句。")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "forward_%s")
        super().__init__(*args, **kwargs)

    def command(self) -> Forward:
        """Return what the operation takes."""
        return Forward(self.cleaned_data["seen"])


class AcceptForm(forms.Form):
    """What is taken in together: each as `code:version`."""

    chosen = forms.CharField(max_length=CHOSEN_MOST * 24, widget=forms.HiddenInput, required=False)

    def command(self) -> Accept:
        """Return what the operation takes, without what is no code with a version."""
        parts = [one.partition(":") for one in self.cleaned_data["chosen"].split()]
        return Accept(
            tuple((code, int(version)) for code, _colon, version in parts if version.isdecimal())
        )


class FilterForm(forms.Form):
    """What a list is narrowed to; anything unknown is taken as not narrowed."""

    q = forms.CharField(label=_("名称、单位，可用拼音"), required=False, max_length=60)
    stand = forms.ChoiceField(label=_("进度"), required=False)
    category = forms.ChoiceField(label=_("类别"), required=False)

    def __init__(
        self, categories: Iterable[Category], stands: Iterable[tuple[str, Any]], data: Any
    ) -> None:
        super().__init__(data)
        self.fields["stand"].choices = [("", _("全部")), *stands]  # type: ignore[attr-defined]  # a ChoiceField
        named = [(one.public_id, called(one)) for one in categories]
        self.fields["category"].choices = [("", _("全部类别")), *named]  # type: ignore[attr-defined]  # a ChoiceField

    def filters(self) -> Filters:
        """Return the filters as the query takes them."""
        self.full_clean()
        data: dict[str, Any] = getattr(self, "cleaned_data", {})
        return Filters(data.get("q", ""), data.get("category", ""), data.get("stand", ""))

    def active(self) -> list[tuple[str, str, str]]:
        """Return the filters in force as (name, label, value in words), for the chips."""
        found = self.filters()
        words = {
            name: dict(self.fields[name].choices)  # type: ignore[attr-defined]  # a ChoiceField
            for name in ("stand", "category")
        }
        named = [("q", found.query, found.query)]
        named += [
            (name, value, str(words[name].get(value, "")))
            for name, value in (("stand", found.stand), ("category", found.category))
        ]
        return [(name, str(self[name].label), told) for name, value, told in named if value]
