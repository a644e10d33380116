"""How many of each group applied, and how many of them came how far?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

STAGES = ("applied", "recommended", "accepted", "chosen", "honoured")
GROUPS = ("district", "industry", "channel")
SHARES = ("women", "under35", "front_line", "non_public")
YES, UNKNOWN = "yes", "unknown"


@dataclass(frozen=True, slots=True)
class Applicant:
    """What is known of an applicant, and the stages it came to."""

    attributes: Mapping[str, str]
    stages: frozenset[str]


@dataclass(frozen=True, slots=True)
class Line:
    """One group, how many of it came to each stage, and what share of all that is."""

    key: str
    counts: tuple[int, ...]
    percents: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Structure:
    """The stages there are, all who came to each, and the groups of each kind."""

    stages: tuple[str, ...]
    totals: tuple[int, ...]
    parts: Mapping[str, tuple[Line, ...]]


def structure(applicants: Sequence[Applicant], order: Mapping[str, Sequence[str]]) -> Structure:
    """Count the groups of each kind by stage; those that nobody is from are left out.

    Worked example: three applied, one of them of the second district, which is recommended.

    >>> people = [Applicant({"district": "甲"}, frozenset({"applied"}))] * 2
    >>> people += [Applicant({"district": "乙"}, frozenset({"applied", "recommended"}))]
    >>> found = structure(people, {"district": ["乙", "甲"]})
    >>> found.stages, found.totals, [(one.key, one.counts) for one in found.parts["district"]]
    (('applied', 'recommended'), (3, 1), [('乙', (1, 1)), ('甲', (2, 0))])
    """
    reached = [name for name in STAGES if any(name in one.stages for one in applicants)]
    totals = tuple(_count(applicants, name) for name in reached)
    parts = {
        kind: tuple(_line(key, kind, applicants, reached, totals) for key in keys)
        for kind, keys in ((kind, _keys(applicants, kind, order)) for kind in GROUPS)
    }
    parts["shares"] = tuple(_line(YES, name, applicants, reached, totals) for name in SHARES)
    return Structure(tuple(reached), totals, parts)


def _keys(
    applicants: Iterable[Applicant], kind: str, order: Mapping[str, Sequence[str]]
) -> list[str]:
    """Return the groups somebody is from, in the order of the edition, the unknown last."""
    there = {one.attributes.get(kind, UNKNOWN) for one in applicants}
    known = [key for key in order.get(kind, ()) if key in there]
    return known + sorted(there - {*known, UNKNOWN}) + [UNKNOWN] * (UNKNOWN in there)


def _line(
    key: str,
    kind: str,
    applicants: Iterable[Applicant],
    stages: Sequence[str],
    totals: Sequence[int],
) -> Line:
    those = [one for one in applicants if one.attributes.get(kind, UNKNOWN) == key]
    counts = tuple(_count(those, name) for name in stages)
    shares = tuple(
        round(100 * count / total) if total else None
        for count, total in zip(counts, totals, strict=True)
    )
    return Line(kind if key == YES else key, counts, shares)


def _count(applicants: Iterable[Applicant], stage: str) -> int:
    return sum(stage in one.stages for one in applicants)
