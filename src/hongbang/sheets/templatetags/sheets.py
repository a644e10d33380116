"""How does a page draw a sheet to be filled in?"""

from __future__ import annotations

from collections.abc import Mapping

from django import template

from hongbang.sheets.forms.answering import AnswerForm

register = template.Library()


@register.inclusion_tag("sheets/_sheet.html")
def sheet(form: AnswerForm) -> Mapping[str, object]:
    """Draw a sheet with its answers and findings; the form element, token and buttons are yours."""
    return {"form": form}
