"""What is different between two editions, chapter by chapter, for a person to read?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hongbang.programmes.rules.catalogue import CHAPTERS
from hongbang.programmes.rules.cloning import cloned
from hongbang.programmes.rules.shapes import Part, Plain, named_rows

Place = tuple[str, str, str]  # chapter, table, row


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: `added`, `removed`, `changed` or `moved`, where, and both values."""

    chapter: str
    kind: str
    table: str = ""
    row: str = ""
    key: str = ""
    before: Any = None
    after: Any = None


def since(
    before: Mapping[str, Plain], after: Mapping[str, Plain], pins: Mapping[str, int] | None = None
) -> tuple[Change, ...]:
    """Return what changed since last year beyond what moves with the year by itself.

    >>> old = {"general": {"year": 2016, "starts_on": "2016-10-17"}}
    >>> since(old, {"general": {"year": 2017, "starts_on": "2017-10-17"}})
    ()
    """
    year = int(after.get("general", {}).get("year", 0)) or None
    known = pins or {}
    return changes(cloned(before, year, known) if year else before, after)


def changes(before: Mapping[str, Plain], after: Mapping[str, Plain]) -> tuple[Change, ...]:
    """Return every difference, in the order of the chapters.

    >>> changes({"review": {"readings": 3}}, {"review": {"readings": 5}})
    (Change(chapter='review', kind='changed', table='', row='', key='readings', before=3, after=5),)
    """
    found: list[Change] = []
    for name, chapter in CHAPTERS.items():
        old, new = before.get(name, {}), after.get(name, {})
        found += _fields((name, "", ""), chapter.fields, old, new)
        for table in chapter.tables:
            found += _rows(name, table, old, new)
    return tuple(found)


def _fields(at: Place, parts: tuple[Part, ...], old: Plain, new: Plain) -> Iterator[Change]:
    chapter, table, row = at
    for part in parts:
        was, is_now = old.get(part.key), new.get(part.key)
        if was == is_now:
            continue
        kind = "added" if was is None else "removed" if is_now is None else "changed"
        yield Change(chapter, kind, table, row, part.key, was, is_now)


def _rows(chapter: str, table: Part, old: Plain, new: Plain) -> Iterator[Change]:
    was, is_now = dict(named_rows(table, old)), dict(named_rows(table, new))
    for name, row in was.items():
        if name not in is_now:
            yield Change(chapter, "removed", table.key, name, before=row)
    for name, row in is_now.items():
        if name not in was:
            yield Change(chapter, "added", table.key, name, after=row)
        else:
            yield from _fields((chapter, table.key, name), table.parts, was[name], row)
    if _order(was, is_now) != _order(is_now, was):
        yield Change(chapter, "moved", table.key, before=[*was], after=[*is_now])


def _order(of: Mapping[str, Plain], others: Mapping[str, Plain]) -> list[str]:
    """List the names that both have, in the order of the first."""
    return [name for name in of if name in others]
