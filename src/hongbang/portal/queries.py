"""What stands on the public site?"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import lru_cache
from importlib import resources
from typing import Any

from django.conf import settings
from django.db.models import F

from hongbang.kernel.period import end_of
from hongbang.kernel.search import plain, search_terms, search_text
from hongbang.notices import queries as notices
from hongbang.notices.queries import Notice
from hongbang.orgs import queries as orgs
from hongbang.orgs.queries import Organisation
from hongbang.portal.rules.contacts import Contact, fit_for_public
from hongbang.portal.rules.edition import Edition, Honour, RedList, edition_of, read_honours
from hongbang.privacy import queries as privacy
from hongbang.privacy.texts import CLASSES
from hongbang.programmes import queries as programmes

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


@dataclass(frozen=True, slots=True)
class Posted:
    """A notice as other programs read it: only what is public, nothing of the text at work."""

    code: str
    title: str
    author: str
    published_at: datetime
    changed_at: datetime


def edition(day: date) -> Edition | None:
    """Return the edition that is public on a day."""
    found = programmes.current(day)
    return edition_of(found.code, found.chapters) if found else None


def red_list() -> RedList | None:
    """Return the names that hang: invented ones in a demonstration, none until awards exist."""
    return _demo_honours() if settings.HONGBANG_DEMO else None


def news(how_many: int = 6, until: date | None = None) -> list[Notice]:
    """Return the latest public notices, or those that were on a day."""
    found = notices.public_list()
    if until:
        found = found.filter(published_at__lt=end_of(until))
    return [*found[:how_many]]


def posted(how_many: int) -> list[Posted]:
    """Return the latest public texts, changed when last made public or withdrawn."""
    latest = notices.public_list().filter(revisions__place=F("revision"))
    rows = latest.values_list(
        *("public_id", "public_title", "revisions__author"),
        *("published_at", "revisions__published_at", "withdrawn_at"),
    )
    return [
        Posted(code, title, author, published_at, withdrawn_at or corrected_at)
        for code, title, author, published_at, corrected_at, withdrawn_at in rows[:how_many]
    ]


def hosts() -> list[Contact]:
    """Return how the hosts are reached, in their order."""
    return [_contact(host) for host in orgs.hosts()]


def office() -> Contact | None:
    """Return how the programme's office is reached."""
    found = orgs.office()
    return _contact(found) if found else None


def search(query: str) -> Found:
    """Find public notices, bodies and names by words, pinyin or initials."""
    terms = search_terms(query)
    if not terms:
        return Found((), (), ())
    hanging = red_list()
    honours = hanging.honours if hanging else ()
    return Found(
        tuple(notices.public_list(query)[:FOUND_AT_MOST]),
        tuple(orgs.search(query)[:FOUND_AT_MOST]),
        tuple(honour for honour in honours if all(term in _words(honour) for term in terms)),
    )


@lru_cache(maxsize=1)
def _demo_honours() -> RedList:
    source: dict[str, Any] = tomllib.loads(
        resources.files("hongbang.portal").joinpath("demo_honours.toml").read_text("utf-8")
    )
    return read_honours(source)


@lru_cache(maxsize=1024)
def _words(honour: Honour) -> str:
    return search_text(plain(honour.name), honour.unit, honour.industry)


def terms() -> list[tuple[privacy.Lasting, str]]:
    """Return how long each class of words about people stays, with the class's name."""
    return [(one, str(CLASSES[one.data_class])) for one in privacy.terms()]


def _contact(body: Organisation) -> Contact:
    return fit_for_public(Contact(*(getattr(body, one.name) for one in fields(Contact))))
