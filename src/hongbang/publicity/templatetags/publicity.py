"""How does a page name what publicity keeps?"""

from __future__ import annotations

from django import template

from hongbang.programmes.queries import Category, Edition
from hongbang.programmes.texts.telling import said

register = template.Library()


@register.filter
def named(thing: Category | Edition) -> str:
    """Name a category or an edition in the reader's language."""
    return said({"zh": thing.name, "en": thing.name_en})


@register.inclusion_tag("publicity/_objection_state.html")
def objection_state(state: str) -> dict[str, str]:
    """Draw how an objection stands, as a tag."""
    return {"state": state}
