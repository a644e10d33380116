"""To what is the list of sheets narrowed?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hongbang.sheets.queries import Filters
from hongbang.sheets.texts import KINDS, STATES


class FilterForm(forms.Form):
    """What the list is narrowed to; anything unknown is taken as not narrowed."""

    q = forms.CharField(label=_("标题、代号，可用拼音"), required=False, max_length=60)
    kind = forms.ChoiceField(label=_("种类"), required=False, choices=[("", _("全部种类")), *KINDS])
    state = forms.ChoiceField(
        label=_("状态"), required=False, choices=[("", _("全部状态")), *STATES.items()]
    )

    def filters(self) -> Filters:
        """Return the filters as the query takes them."""
        self.full_clean()
        data: dict[str, Any] = getattr(self, "cleaned_data", {})
        return Filters(data.get("q", ""), data.get("kind", ""), data.get("state", ""))

    def active(self) -> list[tuple[str, str, str]]:
        """Return the filters in force as (name, label, value in words), for the chips."""
        found = self.filters()
        named = [("q", found.query, found.query)]
        named += [("kind", found.kind, str(dict(KINDS).get(found.kind, "")))]
        named += [("state", found.state, str(STATES.get(found.state, "")))]
        return [(name, str(self[name].label), words) for name, value, words in named if value]
