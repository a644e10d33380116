"""What may an auditor ask of the ledger, in the address?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hongbang.audit.queries import Filters
from hongbang.audit.texts import room_labels, seat_labels, verb_labels


class FilterForm(forms.Form):
    """The filter bar; a field that is wrong is left out and says why."""

    room = forms.ChoiceField(label=_("业务"), required=False)
    verb = forms.ChoiceField(label=_("办的事"), required=False)
    seat = forms.ChoiceField(label=_("席位"), required=False)
    actor = forms.CharField(label=_("经办人编号"), max_length=64, required=False)
    subject = forms.CharField(label=_("对象编号"), max_length=64, required=False)
    since = forms.DateField(
        label=_("从哪天"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    until = forms.DateField(
        label=_("到哪天"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    refused = forms.BooleanField(label=_("只看被拒绝的"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seat = self.data.get("seat", "")
        for name, labels in (
            ("room", room_labels()),
            ("verb", verb_labels()),
            ("seat", seat_labels(seat)),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells mypy what stands above
            field.choices = [("", _("不限")), *labels.items()]

    def filters(self) -> Filters:
        """Return what was asked, without what was wrong."""
        self.full_clean()
        asked = {name: value for name, value in self.cleaned_data.items() if value}
        return Filters(**asked)

    def active(self) -> Iterator[tuple[str, str]]:
        """Yield each filter in force as (name, words) for its chip."""
        for name, value in self.cleaned_data.items():
            if not value:
                continue
            field = self.fields[name]
            label = str(field.label)
            if isinstance(field, forms.ChoiceField):
                yield name, str(dict(field.choices)[value])  # type: ignore[arg-type]  # pairs, set above
            elif isinstance(field, forms.BooleanField):
                yield name, label
            else:
                yield name, f"{label} {value}"


class ExportForm(forms.Form):
    """Which copy is wanted: the filtered table, or the whole for checking, with words or bare."""

    form = forms.ChoiceField(choices=[("xlsx", "XLSX"), ("jsonl", "JSONL"), ("bare", "JSONL")])
