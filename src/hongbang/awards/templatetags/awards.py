"""How does a page name what awards keep?"""

from __future__ import annotations

from django import template

from hongbang.programmes.texts.telling import named
from hongbang.register.texts import STATES

register = template.Library()
register.filter(named)


@register.inclusion_tag("awards/_status.html")
def stands(status: str) -> dict[str, object]:
    """Draw how an honour stands, as a tag."""
    return {"status": status, "words": STATES[status]}
