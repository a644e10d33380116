"""How does a page name what publicity keeps?"""

from __future__ import annotations

from django import template

from hongbang.programmes.texts.telling import named

register = template.Library()
register.filter(named)


@register.inclusion_tag("publicity/_objection_state.html")
def objection_state(state: str) -> dict[str, str]:
    """Draw how an objection stands, as a tag."""
    return {"state": state}
