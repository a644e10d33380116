"""How does a page draw given answers to be read?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import template

from hongbang.applications.forms.showing import Part, is_chinese
from hongbang.applications.queries import Application
from hongbang.applications.rules import freezing
from hongbang.programmes.texts.telling import named

register = template.Library()
register.filter(named)
register.filter(is_chinese)


@register.inclusion_tag("applications/_answers.html")
def answers(parts: Sequence[Part], application: Application) -> Mapping[str, object]:
    """Draw the sections of a form with their answers; files lead to this application's own."""
    return {"parts": parts, "application": application}


@register.inclusion_tag("applications/_survey.html")
def frozen_survey(
    kept: Mapping[str, Any], *, to_office: bool = False, is_preview: bool = False
) -> dict[str, object]:
    """Draw the customer survey that was frozen; figures only where enough answered."""
    found = freezing.from_kept(kept)
    is_shown = found is not None and found.is_shown(to_office=to_office)
    return {"survey": found, "is_shown": is_shown, "is_preview": is_preview}
