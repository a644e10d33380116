"""How does a page name what oversight keeps?"""

from __future__ import annotations

from django import template

from hongbang.oversight.texts import STATES
from hongbang.programmes.texts.telling import named

register = template.Library()
register.filter(named)


@register.inclusion_tag("oversight/_state.html")
def state(name: str) -> dict[str, object]:
    """Draw how a visit, a case or a rectification stands, as a tag."""
    return {"state": name, "words": STATES[name]}
