"""How do typed strings draw, assign, confirm, open a case, answer it, annul or give back?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from hongbang.oversight.rules.commands import (
    Act,
    Annul,
    Assign,
    Confirm,
    Decide,
    Draw,
    OpenCase,
    Settle,
)
from hongbang.oversight.rules.sanctions import (
    PAPER_MOST,
    REASON_LEAST,
    REASON_MOST,
    TEXT_LEAST,
    TEXT_MOST,
)
from hongbang.oversight.texts import MOVES, VERDICTS

IN_CHINESE = {"lang": "zh-Hans"}
TOO_LONG = _("写了 %(show_value)s 字，最多 %(limit_value)s 字。请写短一些。")
TOO_SHORT = _("写了 %(show_value)s 字，至少 %(limit_value)s 字。请写具体一些。")
Choices = Iterable[tuple[str, Any]]


def _words(label: Any, missing: Any, help_text: Any = "", *, is_long: bool = False) -> Any:
    least, most = (TEXT_LEAST, TEXT_MOST) if is_long else (REASON_LEAST, REASON_MOST)
    return forms.CharField(
        label=label,
        min_length=least,
        max_length=most,
        widget=forms.Textarea(attrs={"rows": 8 if is_long else 4} | IN_CHINESE),
        help_text=help_text,
        error_messages={"required": missing, "min_length": TOO_SHORT, "max_length": TOO_LONG},
    )


def _paper(*, is_needed: bool) -> forms.CharField:
    return forms.CharField(
        label=_("依据的文件号"),
        required=is_needed,
        max_length=PAPER_MOST,
        widget=forms.TextInput(attrs=IN_CHINESE),
        error_messages={"required": _("还没写依据的文件号。"), "max_length": TOO_LONG},
    )


def _day(label: Any, help_text: Any = "", *, is_needed: bool = True) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=is_needed,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=help_text,
        error_messages={
            "required": _("还没选日期。"),
            "invalid": _("这个日期读不懂，请写成 2026-12-31 这样。"),
        },
    )


def _choose(form: forms.Form, name: str, choices: Choices) -> None:
    cast("forms.ChoiceField", form.fields[name]).choices = [*choices]


class ActForm(forms.Form):
    """A move by the version looked at."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, prefix_id: str = "", **kwargs: Any) -> None:
        # every act that can follow is on the same page: their fields need names of their own
        kwargs.setdefault("auto_id", f"{prefix_id or type(self).__name__.lower()}-%s")
        super().__init__(*args, **kwargs)

    def act(self) -> Act:
        """Return what the operation takes."""
        return Act(self.cleaned_data["version"], self.cleaned_data.get("reason", ""))


class DrawForm(forms.Form):
    """How many honours of which edition are visited, by which public seed."""

    edition = forms.ChoiceField(
        label=_("评选年度"),
        error_messages={
            "required": _("还没选评选年度。"),
            "invalid_choice": _("这个年度没有称号可抽。请重新选。"),
        },
    )
    size = forms.IntegerField(
        label=_("抽几个"),
        min_value=1,
        error_messages={
            "required": _("还没写抽几个。"),
            "invalid": _("请写一个整数。"),
            "min_value": _("至少抽 1 个。"),
        },
    )
    seed = forms.CharField(
        label=_("种子"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("事先约好、事后谁都能查到的一串数字，例如当晚公开开奖的号码。"),
        error_messages={"required": _("还没写种子。"), "max_length": TOO_LONG},
    )
    source = forms.CharField(
        label=_("种子的出处"),
        max_length=200,
        widget=forms.TextInput(attrs=IN_CHINESE),
        help_text=_("写到能查：什么时候、哪一期、在哪里公布。"),
        error_messages={"required": _("还没写种子的出处。"), "max_length": TOO_LONG},
    )

    def __init__(self, *args: Any, editions: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "edition", editions)

    def command(self) -> Draw:
        """Return what the operation takes."""
        said = self.cleaned_data
        return Draw(said["size"], said["seed"], said["source"])


class AssignForm(ActForm):
    """Which inspector makes a visit, until when."""

    seat = forms.ChoiceField(
        label=_("检查员"),
        widget=forms.Select(attrs=IN_CHINESE),  # names of people
        error_messages={
            "required": _("还没选检查员。"),
            "invalid_choice": _("这位检查员不能做这次暗访。请另选一位。"),
        },
    )
    due_on = _day(_("最迟哪天提交"))

    def __init__(self, *args: Any, seats: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "seat", [("", _("请选一位")), *seats])

    def command(self) -> Assign:
        """Return what the operation takes."""
        said = self.cleaned_data
        return Assign(said["seat"], said["due_on"], said["version"])


class VerdictForm(forms.Form):
    """What the inspector concludes, beside the sheet."""

    verdict = forms.ChoiceField(
        label=_("结论"),
        choices=[*VERDICTS.items()],
        widget=forms.RadioSelect,
        help_text=_("违反申报条件、影响群众利益的，是严重问题。"),
    )


class SanctionForm(ActForm):
    """A sanction with what it needs."""

    move = forms.ChoiceField(
        label=_("怎样处理"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("还没选怎样处理。"),
            "invalid_choice": _("现在不能这样处理。请另选一种。"),
        },
    )
    reason = _words(
        _("事实和理由"), _("还没写事实和理由。"), _("单位会看到这些话。不要写检查员是谁。")
    )
    due_on = _day(_("整改到哪天"), _("只有“限期整改”要写。"), is_needed=False)
    paper = _paper(is_needed=False)

    def __init__(self, *args: Any, offers: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "move", self.choices(offers))

    def choices(self, offers: Sequence[str]) -> list[tuple[str, Any]]:
        """Return the sanctions that can be chosen."""
        return [(move, MOVES[move]) for move in offers]

    def clean(self) -> dict[str, Any]:
        """Ask for the last day where there is time to mend."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("move") == "rectify" and not said.get("due_on") and "due_on" in said:
            self.add_error("due_on", _("限期整改要写整改到哪天。"))
        return said

    def open_case(self) -> OpenCase:
        """Return what opens a case."""
        said = self.cleaned_data
        return OpenCase(
            said["move"], said["reason"], said["version"], said["due_on"], said["paper"]
        )


class ConfirmForm(SanctionForm):
    """What the office finds after a visit: nothing to do, or a sanction."""

    def choices(self, offers: Sequence[str]) -> list[tuple[str, Any]]:
        """Return the sanctions that can be chosen, and none."""
        return [("none", _("符合，不作处理")), *super().choices(offers)]

    def confirm(self) -> Confirm:
        """Return what confirms a visit."""
        said = self.cleaned_data
        move = "" if said["move"] == "none" else said["move"]
        return Confirm(said["reason"], said["version"], move, said["due_on"], said["paper"])


class StateForm(ActForm):
    """What a holder says before a sanction."""

    reason = _words(
        _("陈述和申辩"),
        _("还没写陈述和申辩。"),
        _("只能交一次。写清事实，证据可以另寄活动办公室。"),
        is_long=True,
    )


class MendForm(ActForm):
    """What a holder put right."""

    reason = _words(
        _("整改情况"),
        _("还没写整改情况。"),
        _("逐条写：哪里不对，怎样改的，现在怎样。"),
        is_long=True,
    )


class DecideForm(ActForm):
    """A decision that takes effect now."""

    reason = _words(
        _("决定的理由"),
        _("还没写决定的理由。"),
        _("会登在荣誉册上，人人可看。单位陈述过的，写明怎样看它的话。"),
    )
    paper = _paper(is_needed=True)

    def command(self) -> Decide:
        """Return what the operation takes."""
        said = self.cleaned_data
        return Decide(said["version"], said["reason"], said["paper"])


class DropForm(ActForm):
    """Letting a case go."""

    reason = _words(_("不作处理的理由"), _("还没写不作处理的理由。"))


class LiftForm(ActForm):
    """Ending a warning or a suspension."""

    reason = _words(_("解除的理由"), _("还没写解除的理由。"))


class SettleForm(ActForm):
    """An answer to a reported rectification."""

    answer = forms.ChoiceField(
        label=_("答复"),
        choices=[("accept", _("认可，恢复称号")), ("return", _("没有改好，退回再改"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("还没选答复。")},
    )
    reason = _words(_("核对的情况"), _("还没写核对的情况。"))
    due_on = _day(_("再改到哪天"), _("退回的才要写。"), is_needed=False)

    def clean(self) -> dict[str, Any]:
        """Ask for the next last day where it is sent back."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("answer") == "return" and not said.get("due_on") and "due_on" in said:
            self.add_error("due_on", _("退回的要写再改到哪天。"))
        return said

    def command(self) -> Settle:
        """Return what the operation takes."""
        said = self.cleaned_data
        return Settle(said["answer"] == "accept", said["reason"], said["version"], said["due_on"])


class AnnulForm(forms.Form):
    """A whole batch, by the number of honours looked at."""

    count = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    reason = _words(
        _("理由"), _("还没写理由。"), _("会登在荣誉册上。写清是项目依据的问题，与持有人无关。")
    )
    paper = _paper(is_needed=True)

    def command(self) -> Annul:
        """Return what the operation takes."""
        said = self.cleaned_data
        return Annul(said["reason"], said["paper"], said["count"])


class SurrenderForm(ActForm):
    """Giving an honour back."""

    reason = _words(_("交回的理由"), _("还没写交回的理由。"), _("会登在荣誉册上，人人可看。"))
