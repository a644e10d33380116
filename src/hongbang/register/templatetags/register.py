"""How does a page name what the register keeps?"""

from __future__ import annotations

from django import template

from hongbang.programmes.texts.telling import named
from hongbang.register.queries import Honour
from hongbang.register.texts import STATES

register = template.Library()
register.filter(named)


@register.inclusion_tag("register/_status.html")
def status(name: str) -> dict[str, object]:
    """Draw how an honour stands, as a tag."""
    return {"status": name, "words": STATES[name]}


@register.filter
def others(honour: Honour) -> str:
    """Name the unit behind a team or a person; nothing where the unit itself is honoured."""
    return honour.unit.name if honour.team or honour.nominee else ""
