"""What do answers say: the value of each field, which fields are shown, what is worked out?"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from hongbang.kernel.number import half_up
from hongbang.sheets.rules.expressions import Expression, Known, Value, parse
from hongbang.sheets.rules.faults import day_of
from hongbang.sheets.rules.shape import Definition, Field, Section

Answers = Mapping[str, object]
Facts = Mapping[str, date]
NOT_APPLICABLE = "na"
OPINION = ("text", "signer", "title", "signed_on", "sealed")
RATIO = ("numerator", "denominator", "from", "to", "source")
FILE = ("file", "name", "kind", "size", "caption")
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,6})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")


def number_of(raw: object) -> Fraction | None:
    """Return the number that a text writes, exactly; None where it writes none.

    >>> number_of("12.50"), number_of("1e3"), number_of(12)
    (Fraction(25, 2), None, None)
    """
    return Fraction(raw) if isinstance(raw, str) and _NUMBER.fullmatch(raw) else None


def date_of(raw: object) -> date | None:
    """Return the day that a text writes in full."""
    return day_of(raw) if isinstance(raw, str) and _DAY.fullmatch(raw) else None


def month_of(raw: object) -> date | None:
    """Return the first day of the month that a text writes."""
    return day_of(raw) if isinstance(raw, str) and _MONTH.fullmatch(raw) else None


def is_empty(raw: object) -> bool:
    """Say whether nothing was answered: nothing, blanks, or parts that are all so; No is an answer.

    >>> is_empty({"text": " ", "sealed": False}), is_empty(False)
    (True, False)
    """
    if isinstance(raw, str):
        return not raw.strip()
    if isinstance(raw, Mapping):
        return all(
            one is False or (isinstance(one, str) and not one.strip()) for one in raw.values()
        )
    return raw is None or (isinstance(raw, list) and not raw)


def per_cent(raw: object) -> Fraction | None:
    """Return a ratio in per cent, exactly: it is worked out and never typed.

    Worked example (domain.md section 3.1, E06): 287 of 300 were on time.

    >>> per_cent({"numerator": "287", "denominator": "300"})
    Fraction(287, 3)
    """
    if not isinstance(raw, Mapping):
        return None
    above, below = number_of(raw.get("numerator")), number_of(raw.get("denominator"))
    return above / below * 100 if above is not None and below else None


def _text(raw: object) -> Value:
    return raw.strip() or None if isinstance(raw, str) else None


def _scale(raw: object) -> Value:
    if raw == NOT_APPLICABLE:
        return None
    number = number_of(raw)
    return _text(raw) if number is None else number


def _chosen(raw: object) -> Value:
    if not isinstance(raw, list) or not raw:
        return None
    return frozenset(one for one in raw if isinstance(one, str))


def _flag(raw: object) -> Value:
    return raw if isinstance(raw, bool) else None


def _nothing(_raw: object) -> Value:
    return None


_VALUE: Mapping[str, Callable[[object], Value]] = {
    "text": _text,
    "long_text": _text,
    "whole": number_of,
    "decimal": number_of,
    "score": number_of,
    "date": date_of,
    "month": month_of,
    "yes_no": _flag,
    "choice": _text,
    "choices": _chosen,
    "scale": _scale,
    "ratio": per_cent,
}


def value_of(one: Field, raw: object) -> Value:
    """Return the value of one answer; None where there is none that can be read."""
    return _VALUE.get(one.kind, _nothing)(raw)


@dataclass(slots=True)
class Reading:
    """Answers as expressions ask them: what is hidden has no value, what is worked out has one.

    Worked out once and kept, as one page asks for the same value many times.
    """

    definition: Definition
    answers: Answers
    facts: Facts = field(default_factory=dict)
    _fields: dict[str, tuple[Section, Field]] = field(init=False)
    _values: dict[str, Value] = field(init=False, default_factory=dict)
    _shown: dict[str, bool] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._fields = {
            one.key: (section, one)
            for section in self.definition.sections
            for one in section.fields
        }

    def value(self, name: str) -> Value:
        """Return the value of a field or a fact."""
        if name in self.facts:
            return self.facts[name]
        if name not in self._values:
            self._values[name] = self._found(name)
        return self._values[name]

    def column(self, table: str, column: str) -> Sequence[Value]:
        """Return the values of one column."""
        _section, one = self._fields[table]
        found = next(part for part in one.columns if part.key == column)
        return [value_of(found, row.get(column)) for row in self.rows(table)]

    def count(self, table: str) -> int:
        """Return how many rows a table has."""
        return len(self.rows(table))

    def is_answered(self, name: str) -> bool:
        """Say whether a field is shown and has an answer."""
        if name not in self._fields or not self.is_shown(name):
            return False
        if self._fields[name][1].kind == "computed":
            return self.value(name) is not None
        return not is_empty(self.answers.get(name))

    def rows(self, table: str) -> list[Mapping[str, object]]:
        """Return the rows of a table that is shown."""
        raw = self.answers.get(table) if self.is_shown(table) else None
        return [row for row in raw if isinstance(row, Mapping)] if isinstance(raw, list) else []

    def is_shown(self, name: str) -> bool:
        """Say whether a field is asked for: its condition and its section's hold."""
        if name not in self._shown:
            section, one = self._fields[name]
            self._shown[name] = all(
                self.holds(condition) is True
                for condition in (section.show_if, one.show_if)
                if condition
            )
        return self._shown[name]

    def holds(self, text: str, known: Known | None = None) -> Value:
        """Work out an expression of the sheet."""
        taken = parse(text)
        return taken.ask(known or self) if isinstance(taken, Expression) else None

    def is_section_shown(self, section: Section) -> bool:
        """Say whether a section is shown at all."""
        return not section.show_if or self.holds(section.show_if) is True

    def _found(self, name: str) -> Value:
        if name not in self._fields or not self.is_shown(name):
            return None
        one = self._fields[name][1]
        if one.kind == "computed":
            return self.holds(one.formula)
        return value_of(one, self.answers.get(name))


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table, as its checks ask it: its columns first, then the whole sheet."""

    sheet: Reading
    columns: Mapping[str, Field]
    cells: Mapping[str, object]

    def value(self, name: str) -> Value:
        """Return the value of a column, a field or a fact."""
        if name in self.columns:
            return value_of(self.columns[name], self.cells.get(name))
        return self.sheet.value(name)

    def column(self, table: str, column: str) -> Sequence[Value]:
        """Return the values of one column of a table."""
        return self.sheet.column(table, column)

    def count(self, table: str) -> int:
        """Return how many rows a table has."""
        return self.sheet.count(table)

    def is_answered(self, name: str) -> bool:
        """Say whether a column or a field has an answer."""
        if name in self.columns:
            return not is_empty(self.cells.get(name))
        return self.sheet.is_answered(name)


def computed(
    definition: Definition, answers: Answers, facts: Facts | None = None
) -> dict[str, str | bool]:
    """Return what is worked out and known, by field: computed fields, and ratios in per cent.

    Numbers are rounded half up to the places of their field; the exact ones are in `Reading`.
    """
    reading = Reading(definition, answers, facts or {})
    found: dict[str, str | bool] = {}
    for one in definition.fields():
        if one.kind in {"computed", "ratio"}:
            value = reading.value(one.key)
            if value is not None:
                found[one.key] = written(value, one.places)
    return found


def written(value: Value, places: int) -> str | bool:
    """Write a value as plain JSON can hold it.

    >>> written(Fraction(287, 3), 2)
    '95.67'
    """
    if isinstance(value, Fraction):
        return f"{half_up(value, places):f}"
    if isinstance(value, bool | str):
        return value
    if isinstance(value, frozenset):
        return ", ".join(sorted(value))
    return value.isoformat() if value else ""
