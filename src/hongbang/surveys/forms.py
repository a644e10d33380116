"""How do typed strings become a survey, more invitations, an act?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hongbang.kernel.actor import Actor
from hongbang.programmes.texts.telling import said
from hongbang.surveys import queries
from hongbang.surveys.queries import Filters
from hongbang.surveys.rules.commands import NOMINEE, TEAM, Act, Issue, OpenSurvey
from hongbang.surveys.rules.opening import AT_ONCE
from hongbang.surveys.texts import STATES

DAY = {"type": "date"}
COUNT_WORDS = {
    "required": _("还没写要几张请柬。"),
    "invalid": _("张数写成整数，如 50。"),
    "min_value": _("至少一张。"),
    "max_value": _("一次最多 %(limit_value)s 张。还要的话，发完再加。"),
}


class OpenForm(forms.Form):
    """A survey to begin."""

    subject = forms.ChoiceField(
        label=_("调查谁"),
        widget=forms.Select(attrs={"lang": "zh-Hans"}),
        help_text=_("本单位的一个班组或一位人选，一个年度只做一项。"),
        error_messages={
            "required": _("还没选班组或人选。"),
            "invalid_choice": _("这个班组或人选不在本单位，请重新选。"),
        },
    )
    edition = forms.ChoiceField(
        label=_("用于哪个年度"),
        help_text=_("用这个年度公布的调查表，中途不换。"),
        error_messages={
            "required": _("还没选年度。"),
            "invalid_choice": _("这个年度不能开调查，请重新选。"),
        },
    )
    count = forms.IntegerField(
        label=_("先发几张请柬"),
        min_value=1,
        max_value=AT_ONCE,
        help_text=_("一位顾客一张，用一次。一次最多 200 张，以后可以加。"),
        error_messages=COUNT_WORDS,
    )
    starts_on = forms.DateField(
        label=_("从哪天"),
        widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
        error_messages={
            "required": _("还没选开始日期。"),
            "invalid": _("日期写成 2026-11-10 这样。"),
        },
    )
    ends_on = forms.DateField(
        label=_("到哪天"),
        widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
        help_text=_("当天也算，到 24:00 自动结束。结果要随申报表一起交，请留出时间。"),
        error_messages={
            "required": _("还没选结束日期。"),
            "invalid": _("日期写成 2026-11-10 这样。"),
        },
    )
    key = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        teams = [(f"{TEAM}:{one.public_id}", one.name) for one in queries.teams(by)]
        nominees = [
            (
                f"{NOMINEE}:{one.public_id}",
                f"{one.name}（{one.team.name}）" if one.team else one.name,
            )
            for one in queries.nominees(by)
        ]
        groups = [(_("班组"), teams), (_("人选"), nominees)]
        self.subjects_count = len(teams) + len(nominees)
        self.fields["subject"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            ("", _("请选择")),
            *(group for group in groups if group[1]),
        ]
        self.fields["edition"].choices = _editions()  # type: ignore[attr-defined]  # a ChoiceField

    def command(self) -> OpenSurvey:
        """Return what the operation takes."""
        data = self.cleaned_data
        kind, _sep, subject = data["subject"].partition(":")
        return OpenSurvey(
            kind=kind,
            subject=subject,
            edition=data["edition"],
            count=data["count"],
            starts_on=data["starts_on"],
            ends_on=data["ends_on"],
            key=data["key"],
        )


class IssueForm(forms.Form):
    """How many more invitations."""

    count = forms.IntegerField(
        label=_("再发几张"), min_value=1, max_value=AT_ONCE, error_messages=COUNT_WORDS
    )
    key = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def command(self) -> Issue:
        """Return what the operation takes."""
        return Issue(self.cleaned_data["count"], self.cleaned_data["key"])


class ActForm(forms.Form):
    """A move, with its reason where one is due."""

    reason = forms.CharField(
        label=_("理由"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "max_length": _("没有办成：理由写了 %(show_value)s 字，最多 %(limit_value)s 字。")
        },
    )
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", False)  # two acts stand on the same page
        super().__init__(*args, **kwargs)

    def command(self) -> Act:
        """Return what the operation takes."""
        return Act(self.cleaned_data["version"], self.cleaned_data["reason"])


class FilterForm(forms.Form):
    """What the list is narrowed to; anything unknown is taken as not narrowed."""

    q = forms.CharField(label=_("单位（可用拼音）、班组、人选"), required=False, max_length=60)
    state = forms.ChoiceField(
        label=_("状态"), required=False, choices=[("", _("全部状态")), *STATES.items()]
    )
    edition = forms.ChoiceField(
        label=_("年度"),
        required=False,
        choices=lambda: [
            ("", _("全部年度")),
            *_editions(),
        ],
    )

    def filters(self) -> Filters:
        """Return the filters as the query takes them."""
        self.full_clean()
        data: dict[str, Any] = getattr(self, "cleaned_data", {})
        return Filters(data.get("q", ""), data.get("state", ""), data.get("edition", ""))

    def active(self) -> list[tuple[str, str, str]]:
        """Return the filters in force as (name, label, value in words), for the chips."""
        found = self.filters()
        named = [("q", found.query, found.query)]
        named += [("state", found.state, str(STATES.get(found.state, "")))]
        named += [("edition", found.edition, found.edition)]
        return [(name, str(self[name].label), words) for name, value, words in named if value]


def _editions() -> list[tuple[str, str]]:
    """Return the editions to choose from, by name in the reader's language."""
    return [(one.code, said({"zh": one.name, "en": one.name_en})) for one in queries.editions()]
