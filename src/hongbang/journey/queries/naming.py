"""What is a category or an edition called in the reader's language?"""

from __future__ import annotations

from django.utils.translation import get_language

from hongbang.programmes.queries import Category, Edition


def named(thing: Category | Edition) -> str:
    """Name a category or an edition: in English where it has an English name and is asked for."""
    return thing.name_en if get_language() == "en" and thing.name_en else thing.name
