"""How does a page say reasons, rules and points?"""

from __future__ import annotations

from collections.abc import Mapping

from django import template

from hongbang.programmes.texts.telling import named
from hongbang.selections import texts
from hongbang.selections.queries import Seat
from hongbang.selections.rules.answering import Held

register = template.Library()
register.filter(named)
register.filter(texts.points)
register.filter(texts.wanted)
register.filter(texts.shortfall)


@register.filter
def why(seat: Seat, names: Mapping[str, str]) -> str:
    """Say why somebody is where they are."""
    return texts.reason_words(seat.code, seat.rules, names)


@register.filter
def called(one: Held, names: Mapping[str, str]) -> str:
    """Say a rule in words."""
    return names.get(one.rule, one.rule)


@register.filter
def cost_of(one: Held, costs: Mapping[str, int]) -> int:
    """Return what the list would be worth more without a rule."""
    return costs.get(one.rule, 0)


@register.filter
def kind_words(kind: str) -> object:
    """Say a kind of seat."""
    return texts.KINDS[kind]
