"""How does a page name what this room keeps?"""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from hongbang.activity import queries
from hongbang.programmes.texts.telling import named
from hongbang.sheets.texts import said

register = template.Library()
register.filter(named)
register.filter("said", said)


@register.filter
def kind_words(key: str) -> SafeString | str:
    """Say a kind of activity in the reader's language; its key where nobody knows it any more."""
    kind = queries.book().kind(key)
    return said(kind.title) if kind else key


@register.filter
def figure(value: object) -> str:
    """Write a figure as people do: without a nought behind the point."""
    text = f"{value}"
    return text.rstrip("0").rstrip(".") if "." in text else text
