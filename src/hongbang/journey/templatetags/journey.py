"""How do pages across rooms name an edition?"""

from __future__ import annotations

from django import template

from hongbang.programmes.texts.telling import named

register = template.Library()
register.filter(named)
