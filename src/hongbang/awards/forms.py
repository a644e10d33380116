"""How do typed strings confer honours or fetch a certificate?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hongbang.awards.rules.commands import Confer, Fetch
from hongbang.awards.rules.conferring import PAPER_LEAST, PAPER_MOST


class ConferForm(forms.Form):
    """Conferring the honours that a preview shows, by a paper, from a day on."""

    paper = forms.CharField(
        label=_("决定的文号"),
        min_length=PAPER_LEAST,
        max_length=PAPER_MOST,
        widget=forms.TextInput(attrs={"lang": "zh-Hans", "autocomplete": "off"}),
        help_text=_("照决定上的写，例如 示范发〔2026〕7号。每个称号的经历里都会写上。"),
        error_messages={
            "required": _("还没写文号。"),
            "min_length": _("文号太短。请照决定上的写。"),
            "max_length": _("文号太长，最多 %(limit_value)s 字。"),
        },
    )
    on = forms.DateField(
        label=_("授予的日子"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("有效期从这一天算起，证书上也写这一天。"),
        error_messages={
            "required": _("还没选授予的日子。"),
            "invalid": _("日期读不出来。请写成 2026-12-21 这样。"),
        },
    )
    is_partial = forms.BooleanField(label=_("先授予这些，还在等的以后再授予"), required=False)
    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, has_waiting: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_waiting:
            del self.fields["is_partial"]

    def command(self) -> Confer:
        """Return what the operation takes."""
        said = self.cleaned_data
        is_partial = bool(said.get("is_partial"))
        return Confer(said["paper"], said["on"], said["seen"], is_partial)


class FetchForm(forms.Form):
    """Fetching a certificate, by the version looked at."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", False)  # one on each row of the page
        super().__init__(*args, **kwargs)

    def command(self) -> Fetch:
        """Return what the operation takes."""
        return Fetch(self.cleaned_data["version"])
