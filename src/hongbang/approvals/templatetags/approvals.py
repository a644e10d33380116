"""How does a page say results, decisions, rules and names?"""

from __future__ import annotations

from django import template

from hongbang.approvals import texts
from hongbang.programmes.queries import Category, Edition
from hongbang.programmes.texts.telling import said
from hongbang.selections.texts import points, shortfall, wanted

register = template.Library()
register.filter(points)
register.filter(wanted)
register.filter(shortfall)


@register.filter
def named(thing: Category | Edition) -> str:
    """Name a category or an edition in the reader's language."""
    return said({"zh": thing.name, "en": thing.name_en})


@register.filter
def result_words(result: str) -> object:
    """Say what a department answered."""
    return texts.RESULTS[result]
