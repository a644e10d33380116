"""Which bodies are there?"""

from __future__ import annotations

from django.db.models import Q, QuerySet

from hongbang.kernel.search import search_terms
from hongbang.orgs.models import (
    Organisation as Organisation,  # others name rows, they hold no tables
)


def hosts() -> QuerySet[Organisation]:
    """Return the hosts in their order of precedence."""
    return Organisation.objects.filter(kind="host").order_by("host_rank")


def office() -> Organisation | None:
    """Return the programme's office, where one is registered."""
    return Organisation.objects.filter(kind="office").order_by("pk").first()


def is_name_taken(name: str) -> bool:
    """Say whether a body of this name is registered."""
    return Organisation.objects.filter(name=name).exists()


def search(query: str) -> QuerySet[Organisation]:
    """Find bodies whose words, pinyin or initials hold every term."""
    found = Q()
    for term in search_terms(query):
        found &= Q(search_text__contains=term)
    return Organisation.objects.filter(found).order_by("host_rank", "name")
