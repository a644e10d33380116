"""By which method is a category reviewed: as its edition says when the round is opened?"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hongbang.kernel.refusal import RuleBroken
from hongbang.programmes.rules.shapes import Plain, rows_of
from hongbang.reviews.rules.standing import CRITERION, Method, standing


@dataclass(frozen=True, slots=True)
class Terms:
    """What a round is opened with, and keeps: readings, trimming, ties, blindness, pass mark.

    `sheet` names the score sheet of the category, bare or `code@version`.
    """

    sheet: str
    readings: int
    least_readings: int
    trim: int = 0
    ties: tuple[str, ...] = ()
    is_blind: bool = False
    pass_mark: Decimal | None = None

    def plain(self) -> dict[str, Any]:
        """Return the terms as evidence writes them."""
        return {
            "readings": self.readings,
            "least_readings": self.least_readings,
            "trim": self.trim,
            "ties": [*self.ties],
            "is_blind": self.is_blind,
            "pass_mark": None if self.pass_mark is None else str(self.pass_mark),
        }


def terms(chapter: Plain, category: str) -> Terms:
    """Return the terms of a category in the edition's chapter of review.

    Worked example:

    >>> sheets = [{"category": "team", "sheet": "team_score"}]
    >>> found = terms({"readings": 5, "trim": 1, "score_sheets": sheets}, "team")
    >>> found.sheet, found.readings, found.least_readings, found.is_blind
    ('team_score', 5, 3, False)

    Refuses: `reviews.no_readings`, `reviews.no_score_sheet`.
    """
    readings = chapter.get("readings", 0)
    if readings < 1:
        raise RuleBroken("reviews.no_readings")
    named: Mapping[str, str] = {
        row["category"]: row["sheet"] for row in rows_of(chapter, "score_sheets")
    }
    if category not in named:
        raise RuleBroken("reviews.no_score_sheet")
    mark = chapter.get("pass_mark")
    return Terms(
        named[category],
        readings,
        least(readings),
        chapter.get("trim", 0),
        tuple(chapter.get("ties", ())),
        bool(chapter.get("is_blind", False)),
        Decimal(mark) if mark else None,
    )


def least(readings: int) -> int:
    """Return how many readings a file needs to have a score: more than half of those due.

    domain.md section 5 has three of five; a majority says the same for any other number.

    >>> [least(due) for due in (1, 2, 3, 5, 7)]
    [1, 2, 2, 3, 4]
    """
    return readings // 2 + 1


def check_ties(terms: Terms, sections: Collection[str]) -> None:
    """Refuse to open a round whose ties nobody could part, before anything is scored.

    >>> check_ties(Terms("s", 3, 2, ties=("criterion:results",)), {"results"})

    Refuses: `reviews.tie_rule_unknown`.
    """
    standing({}, Method("", ties=terms.ties))
    for rule in terms.ties:
        if rule.startswith(CRITERION) and rule.removeprefix(CRITERION) not in sections:
            raise RuleBroken("reviews.tie_rule_unknown", {"rule": rule})
