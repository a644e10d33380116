"""What stands on the public site?"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from hongbang.kernel.search import plain, search_terms, search_text
from hongbang.notices import queries as notices
from hongbang.notices.queries import Notice
from hongbang.orgs import queries as orgs
from hongbang.orgs.queries import Organisation
from hongbang.portal.rules.edition import Edition, Honour, read_edition

FOUND_AT_MOST = 50


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, by kind."""

    notices: tuple[Notice, ...]
    organisations: tuple[Organisation, ...]
    honours: tuple[Honour, ...]

    @property
    def count(self) -> int:
        """Count everything found."""
        return len(self.notices) + len(self.organisations) + len(self.honours)


def edition(year: int) -> Edition | None:
    """Return the edition on the front page: the demonstration's, until editions exist."""
    return read_edition(_demo(), year) if settings.HONGBANG_DEMO else None


def news(how_many: int = 6) -> list[Notice]:
    """Return the latest public notices."""
    return [*notices.public_list()[:how_many]]


def hosts() -> QuerySet[Organisation]:
    """Return the hosts in their order."""
    return orgs.hosts()


def office() -> Organisation | None:
    """Return the programme's office."""
    return orgs.office()


def search(query: str, year: int) -> Found:
    """Find public notices, bodies and names by words, pinyin or initials."""
    terms = search_terms(query)
    if not terms:
        return Found((), (), ())
    shown = edition(year)
    honours = shown.honours if shown else ()
    return Found(
        tuple(notices.public_list(query)[:FOUND_AT_MOST]),
        tuple(orgs.search(query)[:FOUND_AT_MOST]),
        tuple(honour for honour in honours if all(term in _words(honour) for term in terms)),
    )


@lru_cache(maxsize=1)
def _demo() -> dict[str, Any]:
    return tomllib.loads(
        resources.files("hongbang.portal").joinpath("demo_edition.toml").read_text()
    )


@lru_cache(maxsize=1024)
def _words(honour: Honour) -> str:
    return search_text(plain(honour.name), honour.unit, honour.industry)
