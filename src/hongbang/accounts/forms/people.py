"""How do typed strings become invitations, delegations and acts on colleagues?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hongbang.accounts.forms.signing import NewPasswordForm
from hongbang.accounts.queries import GuardFilters, InvitationFilters, PeopleFilters
from hongbang.accounts.rules.commands import Because, HandOver, Invite, Join, Lend, Lift
from hongbang.accounts.rules.consent import PRIVACY_TEXT
from hongbang.accounts.texts import GUARD_STATES, INVITATION_STATES, ROLES, SEAT_STATES

Choices = Iterable[tuple[str, Any]]
IN_CHINESE = {"lang": "zh-Hans"}
_HAN = re.compile("[\u4e00-\u9fff]")
TOLD = _("一句话，会告诉本人，也记入账本。")


class NameSelect(forms.Select):
    """A choice among names, which are Chinese whatever the page speaks."""

    def create_option(
        self, name: str, value: Any, label: int | str, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        """Mark a Chinese name as such, for whoever has the page read out."""
        option = super().create_option(name, value, label, *args, **kwargs)
        if _HAN.search(str(label)):
            option["attrs"]["lang"] = "zh-Hans"
        return option


class ReasonField(forms.CharField):
    """Why something is done to somebody."""

    def __init__(self, help_text: Any = TOLD) -> None:
        super().__init__(
            label=_("理由"),
            max_length=300,
            widget=forms.Textarea(attrs={"rows": 3} | IN_CHINESE),
            help_text=help_text,
            error_messages={"required": _("还没写理由。")},
        )


class DayField(forms.DateField):
    """A day, picked or typed."""

    def __init__(self, label: Any, help_text: Any = "") -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            error_messages={
                "required": _("还没选日期。"),
                "invalid": _("日期写成 2026-11-30 这样。"),
            },
        )


class PersonField(forms.ChoiceField):
    """A colleague, by public id."""

    def __init__(self, label: Any) -> None:
        super().__init__(
            label=label,
            widget=NameSelect,
            error_messages={
                "required": _("还没选人。"),
                "invalid_choice": _("这个人不在名单里。请重新选一位。"),
            },
        )


class BecauseForm(forms.Form):
    """An act on somebody, with its reason."""

    reason = ReasonField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # several acts may stand on one page
        kwargs.setdefault("auto_id", "because_%s")
        super().__init__(*args, **kwargs)

    def command(self) -> Because:
        """Return what the operation takes."""
        return Because(self.cleaned_data["reason"])


class LendForm(forms.Form):
    """To whom my seat is lent, until when, and why."""

    to = PersonField(_("代办人"))
    ends_on = DayField(_("到哪天为止"), _("最多 90 天；当天还算。"))
    reason = ReasonField(_("一句话，如 出差、休假。代办人和负责人看得到。"))

    def __init__(self, people: Choices, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [("", _("请选")), *people]  # type: ignore[attr-defined]  # a choice field, as above

    def command(self) -> Lend:
        """Return what the operation takes."""
        data = self.cleaned_data
        return Lend(data["to"], data["ends_on"], data["reason"])


class HandOverForm(forms.Form):
    """Who takes over, from which day, and why."""

    to = PersonField(_("接任人"))
    from_on = DayField(_("从哪天起"), _("前一天起，离任人不再坐这些席位。"))
    reason = ReasonField()

    def __init__(self, people: Choices, today: date, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"from_on": today})
        kwargs.setdefault("auto_id", "hand_%s")
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [("", _("请选")), *people]  # type: ignore[attr-defined]  # a choice field, as above

    def command(self) -> HandOver:
        """Return what the operation takes."""
        data = self.cleaned_data
        return HandOver(data["to"], data["from_on"], data["reason"])


class InviteForm(forms.Form):
    """Whom to invite into which seat."""

    organisation = forms.ChoiceField(
        label=_("单位"),
        widget=NameSelect,
        error_messages={"required": _("还没选单位。")},
    )
    role = forms.ChoiceField(
        label=_("席位"),
        error_messages={
            "required": _("还没选席位。"),
            "invalid_choice": _("这个席位不能由您授予。请另选一个。"),
        },
    )
    name = forms.CharField(
        label=_("姓名"),
        max_length=60,
        widget=forms.TextInput(attrs=IN_CHINESE),
        error_messages={"required": _("还没写姓名。")},
    )
    contact = forms.CharField(
        label=_("手机号或邮箱"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocapitalize": "none"}),
        help_text=_("邀请发到这里，七天内有效，只能用一次。"),
        error_messages={"required": _("还没写手机号或邮箱。")},
    )
    key = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, bodies: Choices, granted: Choices, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = [*bodies]  # type: ignore[attr-defined]  # a choice field, as above
        self.fields["role"].choices = [*granted]  # type: ignore[attr-defined]  # a choice field, as above

    def command(self) -> Invite:
        """Return what the operation takes."""
        data = self.cleaned_data
        return Invite(
            data["organisation"], data["name"], data["contact"], data["role"], data["key"]
        )


class JoinForm(NewPasswordForm):
    """What an invited newcomer gives: name, password, consent."""

    name = forms.CharField(
        label=_("姓名"),
        max_length=60,
        widget=forms.TextInput(attrs=IN_CHINESE | {"autocomplete": "name"}),
        error_messages={"required": _("还没写姓名。")},
    )
    consent = forms.BooleanField(
        label=_("我读过上面的说明，同意这样处理我的个人信息"),
        error_messages={"required": _("还没有同意个人信息的说明。不同意就不能建账号。")},
    )
    field_order = ("name", "password", "again", "consent")

    def command(self, hashed: str) -> Join:
        """Return what the operation takes."""
        return Join(self.cleaned_data["name"], hashed, PRIVACY_TEXT)


class LiftForm(forms.Form):
    """Which failures are forgotten, and why."""

    network = forms.CharField(max_length=45, required=False, widget=forms.HiddenInput)
    person = forms.CharField(max_length=32, required=False, widget=forms.HiddenInput)
    reason = ReasonField()

    def command(self) -> Lift:
        """Return what the operation takes."""
        data = self.cleaned_data
        return Lift(data["network"], data["person"], data["reason"])


class Narrowing(forms.Form):
    """What a list is narrowed to; anything unknown is taken as not narrowed."""

    def told(self) -> dict[str, str]:
        """Return what was chosen, by field; a wrong choice counts as none."""
        self.full_clean()
        data: dict[str, Any] = getattr(self, "cleaned_data", {})
        return {name: str(data.get(name, "") or "") for name in self.fields}

    def active(self) -> list[tuple[str, str, str]]:
        """Return the filters in force as (name, label, value in words), for the chips."""
        found = []
        for name, value in self.told().items():
            choices = dict(getattr(self.fields[name], "choices", ()))
            if value:
                words = str(choices.get(value, value))
                found.append((name, str(self.fields[name].label), words))
        return found


class PeopleFilterForm(Narrowing):
    """What the list of colleagues is narrowed to."""

    q = forms.CharField(label=_("姓名或单位，可用拼音"), required=False, max_length=60)
    role = forms.ChoiceField(
        label=_("席位"),
        required=False,
        choices=[("", _("全部席位")), *((str(role), words) for role, words in ROLES.items())],
    )
    state = forms.ChoiceField(
        label=_("状态"), required=False, choices=[("", _("在任的")), *SEAT_STATES.items()]
    )

    def filters(self) -> PeopleFilters:
        """Return the filters as the query takes them."""
        told = self.told()
        return PeopleFilters(told["q"], told["role"], told["state"] or "held")


class InvitationFilterForm(Narrowing):
    """What the list of invitations is narrowed to."""

    q = forms.CharField(label=_("姓名或单位，可用拼音"), required=False, max_length=60)
    state = forms.ChoiceField(
        label=_("状态"), required=False, choices=[("", _("全部状态")), *INVITATION_STATES.items()]
    )

    def filters(self) -> InvitationFilters:
        """Return the filters as the query takes them."""
        told = self.told()
        return InvitationFilters(told["q"], told["state"])


class GuardFilterForm(Narrowing):
    """What the security administrator's list is narrowed to."""

    q = forms.CharField(label=_("姓名，可用拼音"), required=False, max_length=60)
    state = forms.ChoiceField(
        label=_("情况"), required=False, choices=[("", _("全部")), *GUARD_STATES.items()]
    )

    def filters(self) -> GuardFilters:
        """Return the filters as the query takes them."""
        told = self.told()
        return GuardFilters(told["q"], told["state"])
