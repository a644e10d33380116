"""How do typed strings say the terms of a selection, a public draw, an act, a filter?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hongbang.selections.rules.asking import (
    MOST_PRICE,
    MOST_RESERVES,
    SEED_MOST,
    SOURCE_MOST,
    Choice,
    choice_of,
    hundredths,
)
from hongbang.selections.rules.brief import HARD, SOFT
from hongbang.selections.rules.commands import Adopt, EnterSeed, SetTerms
from hongbang.selections.texts import KINDS, points

SEVERITIES = ((HARD, _("硬性，一定守住")), (SOFT, _("软性，可以让分")))
TOO_LONG = _("写了 %(show_value)s 字，最多 %(limit_value)s 字。请写短一些。")


@dataclass(frozen=True, slots=True)
class RuleFields:
    """A rule on the brief page: its words, what the edition says, its two fields."""

    key: str
    words: str
    origin: str
    severity: BoundField
    price: BoundField


class ActForm(forms.Form):
    """An act, by the version looked at."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", False)
        super().__init__(*args, **kwargs)

    def adopt(self) -> Adopt:
        """Return what the operation takes."""
        return Adopt(self.cleaned_data["version"])


class TermsForm(ActForm):
    """How each rule counts and how many stand by."""

    reserves = forms.IntegerField(
        label=_("候补人数"),
        min_value=0,
        max_value=MOST_RESERVES,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        help_text=_("有人取消时按顺序递补。没有定过的，先按名额的两成。"),
        error_messages={
            "required": _("还没写候补人数。不要候补就写 0。"),
            "invalid": _("候补人数要写整数。"),
            "min_value": _("候补人数不能小于 0。"),
            "max_value": _("候补人数最多 %(limit_value)s。"),
        },
    )

    def __init__(
        self,
        rows: Iterable[Mapping[str, Any]],
        names: Mapping[str, str],
        choices: Mapping[str, Choice],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("auto_id", "terms_%s")
        super().__init__(*args, **kwargs)
        self.rows = [*rows]
        self._names = names
        for row in self.rows:
            choice = choices.get(row["key"], choice_of(row))
            proposed = (
                choice.price if choice.severity == SOFT else choice_of(row, at_price=True).price
            )
            self.fields[f"severity.{row['key']}"] = _severity(choice.severity)
            self.fields[f"price.{row['key']}"] = _price(points(proposed))

    def rules(self) -> Iterator[RuleFields]:
        """Return the rules with their fields, in the order of the chapter."""
        for row in self.rows:
            key = row["key"]
            yield RuleFields(
                key,
                self._names.get(key, key),
                _origin(row),
                self[f"severity.{key}"],
                self[f"price.{key}"],
            )

    def command(self) -> SetTerms:
        """Return what the operation takes."""
        data = self.cleaned_data
        choices = {}
        for row in self.rows:
            severity, price = (data[f"{part}.{row['key']}"] for part in ("severity", "price"))
            kept = 0 if severity == HARD else hundredths(price)
            choices[row["key"]] = Choice(severity, kept)
        return SetTerms(choices, data["reserves"], data["version"])


def _severity(initial: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("怎么算"),
        choices=SEVERITIES,
        initial=initial,
        error_messages={
            "required": _("还没选硬性还是软性。"),
            "invalid_choice": _("请在硬性和软性里选一个。"),
        },
    )


def _price(initial: str) -> forms.DecimalField:
    return forms.DecimalField(
        label=_("每差一名让几分"),
        min_value=Decimal(0),
        max_value=MOST_PRICE,
        max_digits=7,
        decimal_places=2,
        initial=initial,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "in-num"}),
        error_messages={
            "required": _("还没写让几分。硬性的规则不看这一格，写 0 也行。"),
            "invalid": _("分数读不出来。请写成 1.50 这样。"),
            "min_value": _("让分不能小于 0。"),
            "max_value": _("让分最多 %(limit_value)s。"),
            "max_digits": _("数字太长，最多两位小数。"),
            "max_decimal_places": _("最多两位小数。"),
            "max_whole_digits": _("数字太大。"),
        },
    )


def _origin(row: Mapping[str, Any]) -> str:
    """Say how the edition has a rule, and what is proposed where it gives no price."""
    if row["severity"] == HARD:
        return gettext("年度定为硬性。")
    price = points(choice_of(row).price)
    if "price" in row:
        return gettext("年度定为软性，每差一名让 %(price)s 分。") % {"price": price}
    return gettext("年度定为软性，没有定让几分；先按每差一名让 %(price)s 分。") % {"price": price}


class SeedForm(ActForm):
    """The outcome of a public draw, and where it can be looked up."""

    seed = forms.CharField(
        label=_("抽签号"),
        max_length=SEED_MOST,
        help_text=_("评选以前在众人面前抽出、以后谁都查得到的数字或字，例如某一期公开摇奖的号码。"),
        error_messages={"required": _("还没写抽签号。"), "max_length": TOO_LONG},
    )
    source = forms.CharField(
        label=_("在哪里查得到"),
        max_length=SOURCE_MOST,
        widget=forms.TextInput(attrs={"lang": "zh-Hans"}),
        error_messages={"required": _("还没写在哪里查得到。"), "max_length": TOO_LONG},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "seed_%s")
        super().__init__(*args, **kwargs)

    def command(self) -> EnterSeed:
        """Return what the operation takes."""
        data = self.cleaned_data
        return EnterSeed(data["seed"], data["source"], data["version"])


class KindForm(forms.Form):
    """Which part of a slate is shown; anything unknown is the chosen."""

    kind = forms.ChoiceField(label=_("看哪一部分"), choices=[*KINDS.items()], required=False)

    def shown(self) -> str:
        """Return the kind to show."""
        self.full_clean()
        data: dict[str, Any] = getattr(self, "cleaned_data", {})
        return str(data.get("kind") or "chosen")
