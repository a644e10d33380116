"""How do typed strings give out, lend and return places?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hongbang.accounts.forms.people import NameSelect
from hongbang.applications.forms.acting import IN_CHINESE, TOO_LONG
from hongbang.orgs.queries import Organisation
from hongbang.recommendations.rules.commands import GiveBack, Grant, HandOut, Lend
from hongbang.recommendations.rules.quota import REASON_MOST

SEATS_MOST = 10_000
WRONG_NUMBER = {
    "required": _("还没写几个。"),
    "invalid": _("个数要是整数。"),
    "min_value": _("个数太小。"),
    "max_value": _("个数太大。"),
}


def _reason() -> forms.CharField:
    return forms.CharField(
        label=_("理由"),
        max_length=REASON_MOST,
        widget=forms.Textarea(attrs={"rows": 2} | IN_CHINESE),
        help_text=_("一句话，留在名额账里。"),
        error_messages={"required": _("还没写理由。"), "max_length": TOO_LONG},
    )


def _organ(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        widget=NameSelect,
        error_messages={
            "required": _("还没选。"),
            "invalid_choice": _("所选的已经不在列表里。请重新选。"),
        },
    )


def _named(organs: Iterable[Organisation]) -> list[tuple[str, Any]]:
    return [("", _("请选一家")), *((one.public_id, one.name) for one in organs)]


class KeyForm(forms.Form):
    """A change of places with a key, so that two clicks change it once."""

    key = forms.CharField(max_length=64, widget=forms.HiddenInput)


class TotalForm(forms.Form):
    """How many places are to be handed out, to see how that would be."""

    total = forms.IntegerField(
        label=_("拿出多少个名额来分"),
        min_value=1,
        max_value=SEATS_MOST,
        widget=forms.NumberInput(attrs={"class": "in-num", "inputmode": "numeric"}),
        help_text=_("只分给还没有名额的推荐单位：名额表里写明的先给，其余按各家收到的申报件数分。"),
        error_messages=WRONG_NUMBER,
    )


class HandOutForm(forms.Form):
    """Handing out what the preview showed."""

    total = forms.IntegerField(min_value=1, max_value=SEATS_MOST, widget=forms.HiddenInput)
    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def command(self) -> HandOut:
        """Return what the operation takes."""
        return HandOut(self.cleaned_data["total"], self.cleaned_data["seen"])


class GrantForm(KeyForm):
    """More places for one organ, or fewer."""

    organ = _organ(_("给哪一家"))
    seats = forms.IntegerField(
        label=_("加几个"),
        min_value=-SEATS_MOST,
        max_value=SEATS_MOST,
        widget=forms.NumberInput(attrs={"class": "in-num"}),
        help_text=_("收回写负数，例如 -1。"),
        error_messages=WRONG_NUMBER,
    )
    reason = _reason()

    def __init__(self, organs: Iterable[Organisation], *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "grant_%s")
        super().__init__(*args, **kwargs)
        self.fields["organ"].choices = _named(organs)  # type: ignore[attr-defined]  # a ChoiceField

    def command(self) -> Grant:
        """Return what the operation takes."""
        data = self.cleaned_data
        return Grant(data["organ"], data["seats"], data["reason"], data["key"])


class LendForm(KeyForm):
    """Places of one organ that another may use."""

    lender = _organ(_("从哪一家借出"))
    borrower = _organ(_("借给哪一家"))
    seats = forms.IntegerField(
        label=_("借几个"),
        min_value=1,
        max_value=SEATS_MOST,
        widget=forms.NumberInput(attrs={"class": "in-num", "inputmode": "numeric"}),
        error_messages=WRONG_NUMBER,
    )
    reason = _reason()

    def __init__(
        self,
        lenders: Iterable[Organisation],
        borrowers: Iterable[Organisation],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("auto_id", "lend_%s")
        super().__init__(*args, **kwargs)
        self.fields["lender"].choices = _named(lenders)  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["borrower"].choices = _named(borrowers)  # type: ignore[attr-defined]  # a ChoiceField

    def command(self) -> Lend:
        """Return what the operation takes."""
        data = self.cleaned_data
        return Lend(data["lender"], data["borrower"], data["seats"], data["reason"], data["key"])


class GiveBackForm(KeyForm):
    """How many of a loan go back."""

    seats = forms.IntegerField(
        label=_("还几个"),
        min_value=1,
        max_value=SEATS_MOST,
        widget=forms.NumberInput(attrs={"class": "in-num", "inputmode": "numeric"}),
        error_messages=WRONG_NUMBER,
    )

    def command(self) -> GiveBack:
        """Return what the operation takes."""
        return GiveBack(self.cleaned_data["seats"], self.cleaned_data["key"])
