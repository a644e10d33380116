"""How do typed strings become a wish, a letter's words, or an act on a delivery?"""

from __future__ import annotations

from typing import Any, Self

from django import forms
from django.utils.translation import gettext_lazy as _

from hongbang.outbox.queries import Asked, Filters, LetterFilters, Template
from hongbang.outbox.rules import letters
from hongbang.outbox.rules.commands import Act, Wish, Word
from hongbang.outbox.rules.letters import Words
from hongbang.outbox.texts import CHOICES, STATES, WAYS, kinds

TOO_LONG = _("写了 %(show_value)s 字，最多 %(limit_value)s 字。请写短一些。")


class AddressForm(forms.Form):
    """What a list is narrowed to by its address; anything unknown counts as not narrowed."""

    def asked(self, name: str) -> str:
        """Return what was asked for in one field."""
        self.full_clean()
        data: dict[str, Any] = getattr(self, "cleaned_data", {})
        return str(data.get(name, ""))

    def active(self) -> list[tuple[str, str, str]]:
        """Return the filters in force as (name, label, value in words), for the chips."""
        found = []
        for name, field in self.fields.items():
            value = self.asked(name)
            words = value
            if isinstance(field, forms.ChoiceField):
                words = str(dict(field.choices).get(value, ""))  # type: ignore[arg-type]  # pairs, as written below
            if value:
                found.append((name, str(field.label), words))
        return found


class InboxForm(AddressForm):
    """What the inbox is narrowed to."""

    q = forms.CharField(label=_("找消息，可用拼音"), required=False, max_length=60)
    read = forms.ChoiceField(
        label=_("看过没有"),
        required=False,
        choices=[("", _("全部消息")), ("unread", _("未读")), ("read", _("已读"))],
    )

    def filters(self) -> Asked:
        """Return the filters as the query takes them."""
        return Asked(self.asked("q"), self.asked("read"))


class LettersForm(AddressForm):
    """What the office's list of letters is narrowed to."""

    q = forms.CharField(label=_("找信件"), required=False, max_length=60)
    state = forms.ChoiceField(
        label=_("用语"),
        required=False,
        choices=[
            ("", _("全部用语")),
            ("own", _("办公室用语")),
            ("default", _("默认用语")),
            ("ahead", _("有草稿")),
        ],
    )

    def filters(self) -> LetterFilters:
        """Return the filters as the query takes them."""
        return LetterFilters(self.asked("q"), self.asked("state"))


class DeliveriesForm(AddressForm):
    """What the list of deliveries is narrowed to."""

    q = forms.CharField(label=_("信件编号、收件人编号或种类"), required=False, max_length=60)
    state = forms.ChoiceField(
        label=_("状态"), required=False, choices=[("", _("全部状态")), *STATES.items()]
    )
    way = forms.ChoiceField(
        label=_("方式"), required=False, choices=[("", _("邮件和短信")), *WAYS.items()]
    )

    def filters(self) -> Filters:
        """Return the filters as the query takes them."""
        return Filters(self.asked("q"), self.asked("state"), self.asked("way"))


class WishForm(forms.Form):
    """How I want to be told, kind by kind."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind, label in kinds().items():
            self.fields[f"kind_{kind}"] = forms.ChoiceField(
                label=label,
                choices=[*CHOICES.items()],
                widget=forms.RadioSelect,
                initial="at_once",
                error_messages={"required": _("还没选怎样提醒。")},
            )

    @classmethod
    def showing(cls, choices: dict[str, str], version: int) -> Self:
        """Return the form filled with what is kept."""
        kept = {f"kind_{kind}": choice for kind, choice in choices.items()}
        return cls(initial=kept | {"version": version})

    def command(self) -> Wish:
        """Return what the operation takes."""
        data = self.cleaned_data
        choices = {kind: data[f"kind_{kind}"] for kind in kinds()}
        return Wish(choices, data["version"])


class WordForm(forms.Form):
    """The words of a letter, with their gaps."""

    heading = forms.CharField(
        label=_("邮件标题"),
        max_length=letters.HEADING_MAX,
        error_messages={"required": _("标题还空着。请写一句话。"), "max_length": TOO_LONG},
    )
    body = forms.CharField(
        label=_("邮件正文"),
        max_length=letters.BODY_MAX,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("纯文字。花括号里的项目，发信时换成真内容。"),
        error_messages={"required": _("正文还空着。请写好再存。"), "max_length": TOO_LONG},
    )
    short = forms.CharField(
        label=_("短信"),
        max_length=letters.SHORT_MAX,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("70 字以内是一条；更长的按每 67 字一条分开计费。"),
        error_messages={"required": _("短信还空着。请写一句短话。"), "max_length": TOO_LONG},
    )
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    @classmethod
    def showing(cls, template: Template) -> Self:
        """Return the form filled with what is kept."""
        return cls(
            initial={
                "heading": template.heading,
                "body": template.body,
                "short": template.short,
                "version": template.version,
            }
        )

    def words(self) -> Words:
        """Return what was typed, or what is shown where nothing was."""
        return Words(*(str(self[name].value() or "") for name in ("heading", "body", "short")))

    def command(self, code: str, language: str) -> Word:
        """Return what the operation takes."""
        data = self.cleaned_data
        typed = Words(data["heading"], data["body"], data["short"])
        return Word(code, language, typed, data["version"])


class ActForm(forms.Form):
    """A move, from the version that was looked at."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def command(self) -> Act:
        """Return what the operation takes."""
        return Act(self.cleaned_data["version"], self.cleaned_data.get("reason", ""))


class DropForm(ActForm):
    """A letter to give up, and why."""

    reason = forms.CharField(
        label=_("理由"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("一句话，记入账本。"),
        error_messages={
            "required": _("没有办成：还没写理由。请用一句话说明为什么放弃。"),
            "max_length": TOO_LONG,
        },
    )
