"""What stands on the public site?"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime

from django.db.models import F

from hongbang.kernel.period import end_of
from hongbang.kernel.search import search_terms
from hongbang.notices import queries as notices
from hongbang.notices.queries import Notice
from hongbang.orgs import queries as orgs
from hongbang.orgs.queries import Organisation
from hongbang.portal.rules.contacts import Contact, fit_for_public
from hongbang.portal.rules.edition import Edition, edition_of
from hongbang.privacy import queries as privacy
from hongbang.privacy.texts import CLASSES
from hongbang.programmes import queries as programmes
from hongbang.register import queries as register
from hongbang.register.queries import Honour, RedList

FOUND_AT_MOST = 50
HANGING = 8  # so many names hang on the front page


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


def red_list(day: date) -> RedList | None:
    """Return the names that hang on a day; None while no honour is valid."""
    return register.hanging(day, HANGING)


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


def search(query: str, day: date) -> Found:
    """Find public notices, bodies and honours by words, pinyin or initials."""
    if not search_terms(query):
        return Found((), (), ())
    honours = register.listed(register.Filters(query=query), day)
    return Found(
        tuple(notices.public_list(query)[:FOUND_AT_MOST]),
        tuple(orgs.search(query)[:FOUND_AT_MOST]),
        tuple(honours[:FOUND_AT_MOST]),
    )


def terms() -> list[tuple[privacy.Lasting, str]]:
    """Return how long each class of words about people stays, with the class's name."""
    return [(one, str(CLASSES[one.data_class])) for one in privacy.terms()]


def _contact(body: Organisation) -> Contact:
    return fit_for_public(Contact(*(getattr(body, one.name) for one in fields(Contact))))
