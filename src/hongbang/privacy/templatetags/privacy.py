"""How does a page show a word that is not for everybody's eyes?"""

from __future__ import annotations

from django import template

from hongbang.privacy.rules.classes import DataClass
from hongbang.privacy.rules.masking import mask

register = template.Library()


@register.filter
def masked(word: str | None, data_class: str) -> str:
    """Show a word as others see it: `{{ person.mobile|masked:"contact" }}`."""
    return mask(word or "", DataClass(data_class))
