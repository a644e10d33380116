"""What does a score sheet add up to, exactly?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from hongbang.kernel.refusal import RuleBroken
from hongbang.sheets.rules.answers import check
from hongbang.sheets.rules.reading import Answers, Reading
from hongbang.sheets.rules.shape import BLOCK, Definition, Field


@dataclass(frozen=True, slots=True)
class Score:
    """The points of one sheet: in all, of how many, by section, and what has no points yet.

    Only fields of kind `score` that are shown count; sections without any are left out.
    """

    total: Decimal
    points: int
    sections: Mapping[str, Decimal]
    missing: tuple[str, ...] = ()


def score(definition: Definition, answers: Answers) -> Score:
    """Add up what has points so far; whatever cannot be read counts as missing.

    Worked example:

    >>> from hongbang.sheets.rules.shape import Section, Words
    >>> words = Words("满意度", "Satisfaction")
    >>> index, care = (Field(key, "score", words, points=10) for key in ("index", "care"))
    >>> results = Section("results", words, fields=(index, care))
    >>> sheet = Definition("scoring", words, sections=(results,))
    >>> found = score(sheet, {"index": "7.5"})
    >>> found.total, found.points, found.missing
    (Decimal('7.5'), 20, ('care',))
    """
    reading = Reading(definition, answers)
    sections: dict[str, Decimal] = {}
    missing: list[str] = []
    points = 0
    for section, one in _scored(definition, reading):
        value = reading.value(one.key)
        points += one.points
        sections.setdefault(section, Decimal(0))
        if isinstance(value, Fraction):
            sections[section] += _exact(value)
        else:
            missing.append(one.key)
    return Score(sum(sections.values(), Decimal(0)), points, sections, tuple(missing))


def final(definition: Definition, answers: object) -> Score:
    """Add up a sheet that is to be signed: nothing missing, nothing out of range or off its step.

    Refuses: `reviews.sheet_unfinished`, with the place and code of the first finding;
    `reviews.nothing_to_score` where a sheet has no points at all.
    """
    found = check(definition, answers, final=True)
    first = next((one for one in found if one.severity == BLOCK), None)
    if first is not None or not isinstance(answers, Mapping):
        params = {"place": first.place, "fault": first.code} if first else {}
        raise RuleBroken("reviews.sheet_unfinished", params)
    added = score(definition, answers)
    if added.missing:
        params = {"place": added.missing[0], "fault": "sheets.required"}
        raise RuleBroken("reviews.sheet_unfinished", params)
    if not added.points:
        raise RuleBroken("reviews.nothing_to_score")
    return added


def _scored(definition: Definition, reading: Reading) -> Iterator[tuple[str, Field]]:
    for section in definition.sections:
        for one in section.fields:
            if one.kind == "score" and reading.is_shown(one.key):
                yield section.key, one


def _exact(value: Fraction) -> Decimal:
    """Write a number that was read from decimal digits as decimal digits; nothing is rounded."""
    return Decimal(value.numerator) / Decimal(value.denominator)
