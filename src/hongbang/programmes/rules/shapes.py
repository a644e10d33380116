"""How is it said what a chapter of an edition may hold?

A chapter is plain data: text, whole numbers, yes or no, lists and tables. Days and decimals are
text (`2016-11-10`, `0.40`), so that files, forms and digests all see the same value.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Plain = Mapping[str, Any]

WORDS = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Part:
    """One key of a chapter or of a row, and what may stand there.

    `kind` is one of `text`, `words` (`zh` and `en`), `key`, `whole`, `decimal`, `share`, `day`,
    `flag`, `choice`, `choices`, `lines`, `refer`, `refers`, `sheet` or `rows`. `refer` parts name
    the chapter and table they point to. `is_key` marks what names a row.
    """

    key: str
    kind: str
    required: bool = False
    options: tuple[str, ...] = ()
    to: str = ""
    least: int | None = None
    most: int | None = None
    parts: tuple[Part, ...] = ()
    is_key: bool = False
    is_long: bool = False

    @property
    def name(self) -> str:
        """Return the key that names a row of this table, "" where rows have none.

        >>> Part("milestones", "rows", parts=(Part("key", "key", is_key=True),)).name
        'key'
        """
        return next((part.key for part in self.parts if part.is_key), "")


@dataclass(frozen=True, slots=True)
class Chapter:
    """A named chapter: its parts, and whether a published edition may amend it."""

    name: str
    parts: tuple[Part, ...]
    is_amendable: bool = False
    required: bool = False

    def part(self, key: str) -> Part | None:
        """Return the part called so.

        >>> Chapter("hosts", (Part("office", "words"),)).part("office").kind
        'words'
        """
        return next((part for part in self.parts if part.key == key), None)

    @property
    def tables(self) -> tuple[Part, ...]:
        """Return the parts that are tables."""
        return tuple(part for part in self.parts if part.kind == "rows")

    @property
    def fields(self) -> tuple[Part, ...]:
        """Return the parts that are not."""
        return tuple(part for part in self.parts if part.kind != "rows")


def rows_of(content: Plain, table: str) -> list[dict[str, Any]]:
    """Return the rows of a table, whatever else may stand there.

    >>> rows_of({"hosts": [{"key": "union"}, 7]}, "hosts")
    [{'key': 'union'}]
    """
    found = content.get(table)
    return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []


def row_name(part: Part, row: Plain, place: int) -> str:
    """Name a row as a place does: by its key, else by its number from one.

    >>> row_name(Part("t", "rows", parts=(Part("id", "key", is_key=True),)), {"id": "E01"}, 3)
    'E01'
    >>> row_name(Part("t", "rows"), {}, 3)
    '3'
    """
    value = row.get(part.name) if part.name else None
    return str(value) if isinstance(value, str | int) and value not in {"", 0} else str(place)


def named_rows(part: Part, content: Plain) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the rows of a table with their names."""
    for place, row in enumerate(rows_of(content, part.key), start=1):
        yield row_name(part, row, place), row
