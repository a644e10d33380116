"""How does a page draw given answers to be read?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django import template

from hongbang.applications.forms.showing import Part, is_chinese
from hongbang.applications.queries import Application, Category, Edition
from hongbang.programmes.texts.telling import said

register = template.Library()
register.filter(is_chinese)


@register.filter
def named(thing: Category | Edition) -> str:
    """Name a category or an edition in the reader's language."""
    return said({"zh": thing.name, "en": thing.name_en})


@register.inclusion_tag("applications/_answers.html")
def answers(parts: Sequence[Part], application: Application) -> Mapping[str, object]:
    """Draw the sections of a form with their answers; files lead to this application's own."""
    return {"parts": parts, "application": application}
