"""How does a page say results, decisions, rules and names?"""

from __future__ import annotations

from django import template

from hongbang.approvals import texts
from hongbang.programmes.texts.telling import named
from hongbang.selections.texts import points, shortfall, wanted

register = template.Library()
register.filter(named)
register.filter(points)
register.filter(wanted)
register.filter(shortfall)


@register.filter
def result_words(result: str) -> object:
    """Say what a department answered."""
    return texts.RESULTS[result]
