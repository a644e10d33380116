"""How do typed strings become a record, a correction, the figures of a return, an act?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hongbang.activity import queries
from hongbang.activity.queries import Activity, Filters
from hongbang.activity.rules.commands import Act, Correct, Fill, Record, Told
from hongbang.activity.rules.filling import ADDED_MOST, NOTE_MOST, Line
from hongbang.activity.rules.recording import (
    A_DAY,
    BREAK_MOST,
    PEOPLE_MOST,
    PLACE_MOST,
    REASON_LEAST,
    REASON_MOST,
    TITLE_MOST,
    lasted,
)
from hongbang.kernel.period import beijing_day
from hongbang.sheets.rules.shape import Field
from hongbang.sheets.texts import said

IN_CHINESE = {"lang": "zh-Hans"}
MOMENT = "%Y-%m-%dT%H:%M"
TOO_LONG = _("写了 %(show_value)s 字，最多 %(limit_value)s 字。请写短一些。")
TOO_SHORT = _("写了 %(show_value)s 字，至少 %(limit_value)s 字。请写具体一些。")
NO_WHOLE = _("写成整数，如 12。")
TOO_MANY = _("最多 %(limit_value)s。请核对。")
MONTH = re.compile(r"20[0-9]{2}-(0[1-9]|1[0-2])")


def kinds() -> list[tuple[str, str]]:
    """Return the kinds to choose from, in the reader's language."""
    return [(one.key, said(one.title)) for one in queries.book().kinds]


def _moment(label: Any, missing: Any, **more: Any) -> forms.DateTimeField:
    return forms.DateTimeField(
        label=label,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT),
        error_messages={
            "required": missing,
            "invalid": _("时间写成 2026-11-10 09:30 这样。"),
        },
        **more,
    )


def _count(label: Any, most: int = PEOPLE_MOST, **more: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=most,
        error_messages={"invalid": NO_WHOLE, "min_value": NO_WHOLE, "max_value": TOO_MANY},
        **more,
    )


class ToldForm(forms.Form):
    """What is told of an activity."""

    kind = forms.ChoiceField(
        label=_("哪种活动"),
        error_messages={
            "required": _("还没选哪种活动。"),
            "invalid_choice": _("没有这种活动，请重新选。"),
        },
    )
    title = forms.CharField(
        label=_("活动名称"),
        max_length=TITLE_MOST,
        widget=forms.TextInput(attrs=IN_CHINESE),
        error_messages={"required": _("还没写活动名称。"), "max_length": TOO_LONG},
    )
    place = forms.CharField(
        label=_("地点"),
        max_length=PLACE_MOST,
        widget=forms.TextInput(attrs=IN_CHINESE),
        help_text=_("宣传报道写刊登在哪里。"),
        error_messages={"required": _("还没写地点。"), "max_length": TOO_LONG},
    )
    starts_at = _moment(_("开始"), _("还没写开始时间。"))
    ends_at = _moment(_("结束"), _("还没写结束时间。"))
    break_minutes = _count(_("中间休息（分钟）"), BREAK_MOST)
    teams = _count(_("参加的班组数"))
    people = _count(_("参加人数"))
    women = _count(_("其中女职工"))
    under35 = _count(_("其中35周岁以下"))
    hours = forms.DecimalField(
        label=_("每人时数"),
        required=False,
        min_value=0,
        max_digits=6,
        decimal_places=1,
        widget=forms.NumberInput(attrs={"step": "0.5"}),
        help_text=_("以半小时为单位，每天最多 12 小时。空着就按起止时间算。"),
        error_messages={
            "invalid": _("时数写成 2 或 2.5。"),
            "min_value": _("时数写成 2 或 2.5。"),
            "max_decimal_places": _("时数写成 2 或 2.5。"),
            "max_digits": _("时数太大，请核对。"),
            "max_whole_digits": _("时数太大，请核对。"),
        },
    )
    helped = _count(_("帮到的人数"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("请选择")), *kinds()]  # type: ignore[attr-defined]  # a ChoiceField

    def told(self) -> Told:
        """Return what was told; hours that were left empty are as long as it lasted."""
        data = self.cleaned_data
        counts = ("break_minutes", "teams", "people", "women", "under35", "helped")
        names = ("kind", "title", "place", "starts_at", "ends_at")
        given: dict[str, Any] = {name: data[name] for name in names}
        given |= {name: data[name] or 0 for name in counts}
        told = Told(**given, hours=data["hours"] or Decimal(0))
        if data["hours"] is not None:
            return told
        days = (beijing_day(told.ends_at) - beijing_day(told.starts_at)).days + 1
        return replace(told, hours=min(lasted(told), A_DAY * max(days, 1)))


class RecordForm(ToldForm):
    """An activity to be recorded."""

    key = forms.CharField(max_length=64, min_length=16, widget=forms.HiddenInput)

    def command(self) -> Record:
        """Return what the operation takes."""
        return Record(self.told(), self.cleaned_data["key"])


def _reason(label: Any, hint: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        min_length=REASON_LEAST,
        max_length=REASON_MOST,
        widget=forms.Textarea(attrs={"rows": 3} | IN_CHINESE),
        help_text=hint,
        error_messages={
            "required": _("还没写理由。"),
            "min_length": TOO_SHORT,
            "max_length": TOO_LONG,
        },
    )


class CorrectForm(ToldForm):
    """A record to be put right."""

    reason = _reason(_("为什么更正"), _("原来的写法留在账本里。"))
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def command(self) -> Correct:
        """Return what the operation takes."""
        data = self.cleaned_data
        return Correct(self.told(), data["reason"], data["version"])

    @staticmethod
    def of(record: Activity) -> dict[str, Any]:
        """Return what the form starts with."""
        return {name: getattr(record, name) for name in ToldForm.base_fields} | {
            "version": record.version
        }


class ActForm(forms.Form):
    """A move, by the version looked at."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", False)  # two acts stand on the same page
        super().__init__(*args, **kwargs)

    def command(self) -> Act:
        """Return what the operation takes."""
        return Act(self.cleaned_data["version"], self.cleaned_data.get("reason", ""))


class ReasonForm(ActForm):
    """A move with its reason."""

    reason = _reason(_("理由"), _("对方会看到这些话。写清要改什么。"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "act_%s")
        super().__init__(*args, **kwargs)


class FillForm(forms.Form):
    """The figures of a return: for each what the organ adds, and why."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(
        self, asked: Sequence[Field], lines: Sequence[Line], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.asked = tuple(asked)
        for field, line in zip(asked, lines, strict=True):
            name = said(field.label)
            self.fields[f"added-{field.key}"] = forms.CharField(
                label=name,
                required=False,
                max_length=ADDED_MOST,
                initial=line.added,
                widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
                error_messages={"max_length": TOO_LONG},
            )
            self.fields[f"note-{field.key}"] = forms.CharField(
                label=_("“%(name)s”的说明") % {"name": name},
                required=False,
                max_length=NOTE_MOST,
                initial=line.note,
                widget=forms.TextInput(attrs={"autocomplete": "off"} | IN_CHINESE),
                error_messages={"max_length": TOO_LONG},
            )

    def typed(self) -> dict[str, dict[str, str]]:
        """Return what was typed, be it right or wrong."""
        return {
            one.key: {name: self._text(f"{name}-{one.key}") for name in ("added", "note")}
            for one in self.asked
        }

    def _text(self, name: str) -> str:
        return (self[name].value() or "").strip()

    def command(self) -> Fill:
        """Return what the operation takes."""
        return Fill(self.typed(), self.cleaned_data["version"])


class FilterForm(forms.Form):
    """What the list is narrowed to; anything unknown is taken as not narrowed."""

    kind = forms.ChoiceField(
        label=_("哪种活动"),
        required=False,
        choices=lambda: [("", _("全部活动")), *kinds()],
    )
    month = forms.RegexField(
        MONTH,
        label=_("月份"),
        required=False,
        widget=forms.TextInput(attrs={"type": "month"}),
    )

    def filters(self) -> Filters:
        """Return the filters as the query takes them."""
        self.full_clean()
        data: dict[str, Any] = getattr(self, "cleaned_data", {})
        return Filters(data.get("kind", ""), data.get("month", ""))

    def active(self) -> list[tuple[str, str, str]]:
        """Return the filters in force as (name, label, value in words), for the chips."""
        found = self.filters()
        named = [("kind", found.kind, dict(kinds()).get(found.kind, ""))]
        named += [("month", found.month, found.month)]
        return [(name, str(self[name].label), words) for name, value, words in named if value]
