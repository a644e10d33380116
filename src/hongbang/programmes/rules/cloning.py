"""What does next year's edition begin with, when it begins from this year's?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from hongbang.programmes.rules.catalogue import CHAPTERS
from hongbang.programmes.rules.checking import day_of, tidy
from hongbang.programmes.rules.shapes import WORDS, Part, Plain

# What was granted for one year only, and what is history, does not come along or stays as it was.
EMPTIED = frozenset({"general.approval_reference", "general.approved_on"})
EMPTIED_IN_ROWS = frozenset({"appointments.appointed_on"})
HISTORY = frozenset({"general.basis"})
_FIGURES = "〇一二三四五六七八九"


def moved_day(day: date, years: int) -> date:
    """Move a day by years; 29 February becomes the 28th where there is none.

    >>> moved_day(date(2016, 11, 10), 1), moved_day(date(2016, 2, 29), 1)
    (datetime.date(2017, 11, 10), datetime.date(2017, 2, 28))
    """
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def moved_words(text: str, before: int, after: int) -> str:
    """Put the new year where the old one stood, in figures of both kinds.

    >>> moved_words("2016年（二〇一六年）120160元", 2016, 2017)
    '2017年（二〇一七年）120160元'
    """
    text = re.sub(rf"(?<!\d){before}(?!\d)", str(after), text)
    return text.replace(_in_chinese(before), _in_chinese(after))


def cloned(
    chapters: Mapping[str, Plain], year: int, pins: Mapping[str, int]
) -> dict[str, dict[str, Any]]:
    """Return the chapters for another year: days moved, the year's number changed, no approval.

    Sheets are taken at the versions in `pins`, so that a later version is a choice somebody makes.

    >>> old = {"general": {"year": 2016, "ends_on": "2016-12-31", "approved_on": "2016-10-01"}}
    >>> cloned(old, 2017, {})
    {'general': {'year': 2017, 'ends_on': '2017-12-31'}}
    """
    before = int(chapters.get("general", {}).get("year", year))
    carry = _Carry(before, year, pins)
    made = {
        name: carry.table(CHAPTERS[name].parts, content, name)
        for name, content in chapters.items()
        if name in CHAPTERS
    }
    if "general" in made:
        made["general"]["year"] = year
    kept: dict[str, dict[str, Any]] = tidy(made)
    return kept


class _Carry:
    """How the values of one year become those of another."""

    def __init__(self, before: int, after: int, pins: Mapping[str, int]) -> None:
        self.before, self.after, self.pins = before, after, pins

    def table(self, parts: tuple[Part, ...], row: Plain, at: str) -> dict[str, Any]:
        known = {part.key: part for part in parts}
        return {
            key: self.value(known[key], value, f"{at}.{key}")
            for key, value in row.items()
            if key in known and f"{at}.{key}" not in EMPTIED
        }

    def value(self, part: Part, value: Any, at: str) -> Any:
        if at in HISTORY:
            return value
        if part.kind == "rows":
            chapter = at.partition(".")[0]
            return [
                {
                    key: one
                    for key, one in self.table(part.parts, row, at).items()
                    if f"{chapter}.{key}" not in EMPTIED_IN_ROWS
                }
                for row in value
            ]
        if part.kind == "words":
            return {
                language: moved_words(value[language], self.before, self.after)
                for language in WORDS
                if language in value
            }
        return self.plain(part, value)

    def plain(self, part: Part, value: Any) -> Any:
        day = day_of(value) if part.kind == "day" else None
        if day:
            return moved_day(day, self.after - self.before).isoformat()
        if part.kind == "sheet" and value in self.pins:
            return f"{value}@{self.pins[value]}"
        return value


def _in_chinese(year: int) -> str:
    return "".join(_FIGURES[int(figure)] for figure in str(year))
