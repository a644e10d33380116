"""What does a return say, figure by figure, and what is still wrong with it?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from hongbang.activity.rules.summing import Sum
from hongbang.kernel.canon import canonical_json, sha256_hex
from hongbang.kernel.privacy import personal_numbers
from hongbang.kernel.refusal import RuleBroken
from hongbang.sheets.rules.answers import Finding, check
from hongbang.sheets.rules.reading import number_of
from hongbang.sheets.rules.shape import BLOCK, Definition, Field

NUMBERS = ("whole", "decimal")
ADDED_MOST, NOTE_MOST = 20, 100
Typed = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Line:
    """One figure: what records say (None where they say nothing), what the organ adds, and why."""

    key: str
    recorded: Decimal | None
    records: int
    added: str = ""
    note: str = ""

    @property
    def total(self) -> str:
        """Return what is reported; whatever is no number stands as it was typed.

        >>> Line("people", Decimal(30), 2, "4.5").total, Line("people", None, 0, "x").total
        ('34.5', 'x')
        """
        if self.recorded is None:
            return self.added
        added = number_of(self.added or "0")
        return self.added if added is None else _written(self.recorded + Decimal(self.added or "0"))

    @property
    def differs(self) -> bool:
        """Say whether the report differs from the records."""
        return self.recorded is not None and number_of(self.added or "0") != 0

    def plain(self) -> dict[str, Any]:
        """Return it as it is kept and digested."""
        recorded = None if self.recorded is None else _written(self.recorded)
        return {
            "key": self.key,
            "recorded": recorded,
            "records": self.records,
            "added": self.added,
            "note": self.note,
            "total": self.total,
        }


def _written(value: Decimal) -> str:
    whole = value.to_integral_value()
    return f"{whole:f}" if value == whole else f"{value.normalize():f}"


def figures(definition: Definition) -> tuple[Field, ...]:
    """Return what a return reports: the numbers of its sheet, in order."""
    return tuple(one for one in definition.fields() if one.kind in NUMBERS)


def adds(field: Field) -> bool:
    """Say whether a figure can be added over organs: whole numbers, and what has no ceiling."""
    return field.kind == "whole" or field.most is None


def lines(definition: Definition, sums: Mapping[str, Sum], typed: Typed) -> tuple[Line, ...]:
    """Lay out every figure of a sheet: records, what was typed."""
    return tuple(
        _line(one.key, sums.get(one.key), typed.get(one.key, {})) for one in figures(definition)
    )


def _line(key: str, summed: Sum | None, typed: Mapping[str, str]) -> Line:
    added, note = typed.get("added", ""), typed.get("note", "")
    if summed is None:
        return Line(key, None, 0, added, note)
    return Line(key, summed.value, summed.count, added, note)


def from_plain(rows: Iterable[Mapping[str, Any]]) -> tuple[Line, ...]:
    """Read lines as they were kept."""
    return tuple(
        Line(
            row["key"],
            None if row["recorded"] is None else Decimal(row["recorded"]),
            row["records"],
            row["added"],
            row["note"],
        )
        for row in rows
    )


def findings(definition: Definition, said: Sequence[Line], *, final: bool) -> tuple[Finding, ...]:
    """Judge a return by its sheet's own checks, and ask for a note where it differs.

    Who signs is not asked here: the two signatures are deeds of their own.
    """
    answers = {one.key: one.total for one in said if one.total}
    known = {one.key for one in said}
    found = [
        one
        for one in check(definition, answers, final=final)
        if one.place in known or one.place.startswith("checks.")
    ]
    found += [
        Finding(one.key, "activity.no_note")
        for one in said
        if final and one.differs and not one.note
    ]
    found += [Finding(one.key, "activity.note_names") for one in said if personal_numbers(one.note)]
    return tuple(found)


def check_sound(found: Sequence[Finding]) -> None:
    """Refuse to sign a return with faults.

    Refuses: `activity.unfinished`.
    """
    count = len([one for one in found if one.severity == BLOCK])
    if count:
        raise RuleBroken("activity.unfinished", {"count": count})


def check_second(prepared_by: str, person: str) -> None:
    """Refuse that one person signs twice (domain.md 3.5: filler and responsible both sign).

    >>> check_second("P1", "P2")

    Refuses: `activity.same_person`.
    """
    if prepared_by == person:
        raise RuleBroken("activity.same_person")


def digest(edition: str, organ: str, sheet: Mapping[str, Any], said: Sequence[Line]) -> str:
    """Return what stands for a prepared return in the ledger: both sign the same figures.

    >>> digest("E1", "O1", {"code": "return", "number": 1}, [Line("people", None, 0, "3")])[:8]
    'ec03ebc0'
    """
    return sha256_hex(
        canonical_json(
            {
                "edition": edition,
                "organ": organ,
                "sheet": dict(sheet),
                "lines": [one.plain() for one in said],
            }
        )
    )


def is_late(sent_on: date, due_on: date | None) -> bool:
    """Say whether a return came after its day; late is shown, never refused.

    >>> is_late(date(2016, 11, 15), date(2016, 11, 15)), is_late(date(2016, 11, 16), None)
    (False, False)
    """
    return due_on is not None and sent_on > due_on
