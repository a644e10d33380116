"""What exactly was conferred, and by which digest is it named?

The content is plain data, so that anybody can compute the digest of a batch again; names stand in
it as they were on the day.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hongbang.kernel.canon import canonical_json, sha256_hex

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Conferred:
    """An honour as it is conferred: its number, for which application, in which category."""

    number: str
    application: str
    category: str
    name: str
    unit: str

    def plain(self) -> dict[str, str]:
        """Return it as plain data."""
        return {
            "number": self.number,
            "application": self.application,
            "category": self.category,
            "name": self.name,
            "unit": self.unit,
        }


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for a whole batch: the paper, the days, and the digest the hosts approved."""

    edition: str
    paper: str
    first_on: date
    last_on: date
    approved: str


def content(terms: Terms, honours: Iterable[Conferred]) -> dict[str, Any]:
    """Write what is conferred as plain data.

    >>> terms = Terms("E1", "示范发〔2026〕7号", date(2026, 12, 21), date(2029, 12, 20), "0" * 64)
    >>> made = content(terms, [Conferred("2026-01-0001-6", "A1", "team", "一组", "示范公司")])
    >>> made["honours"][0]["number"], made["last_on"]
    ('2026-01-0001-6', '2029-12-20')
    """
    return {
        "format": FORMAT,
        "edition": terms.edition,
        "paper": terms.paper,
        "first_on": terms.first_on.isoformat(),
        "last_on": terms.last_on.isoformat(),
        "approved": terms.approved,
        "honours": [one.plain() for one in honours],
    }


def digest(terms: Terms, honours: Iterable[Conferred]) -> str:
    """Return the digest that names a batch."""
    return sha256_hex(canonical_json(content(terms, honours)))


def seen(edition: str, honours: Sequence[Conferred]) -> str:
    """Return the digest of names and numbers as a preview shows them.

    The head confers what was looked at: when a name or a number is another one, so is this.

    >>> one = Conferred("2026-01-0001-6", "A1", "team", "一组", "示范公司")
    >>> seen("E1", [one]) == seen("E1", [one]), seen("E1", [one]) == seen("E2", [one])
    (True, False)
    """
    return sha256_hex(
        canonical_json({"edition": edition, "honours": [one.plain() for one in honours]})
    )
