"""Is each name in a sheet given once, and does each expression name what there is, in no circle?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from hongbang.sheets.rules.expressions import FACTS, Expression, parse
from hongbang.sheets.rules.shape import Fault

Plain = Mapping[str, object]

RESERVED = frozenset(
    {
        *("and", "or", "not", "in", "is", "if", "else", "for", "lambda", "await", "async"),
        *("as", "assert", "break", "class", "continue", "def", "del", "elif", "except"),
        *("finally", "from", "global", "import", "nonlocal", "pass", "raise", "return"),
        *("try", "while", "with", "yield"),
        *("sum", "count", "answered", "age", "years", "months", "day", "len", "min", "max"),
        *FACTS,
    }
)
WITHOUT_VALUE = frozenset({"table", "file", "opinion"})


def is_reserved(key: str) -> bool:
    """Say whether the language of expressions uses this name itself.

    >>> is_reserved("from"), is_reserved("headcount")
    (True, False)
    """
    return key in RESERVED


def twice(values: Sequence[object]) -> list[str]:
    """Return the texts that stand more than once, in their order.

    >>> twice(["a", "b", "a", 1, 1])
    ['a']
    """
    counted = Counter(one for one in values if isinstance(one, str))
    return [one for one, times in counted.items() if times > 1]


def sections_of(plain: Plain) -> Iterator[tuple[str, Plain]]:
    """Give each section that is a table, with its place."""
    yield from _parts(plain.get("sections"), "sections")


def fields_of(plain: Plain) -> Iterator[tuple[str, Plain]]:
    """Give each field that is a table, with its place."""
    for place, section in sections_of(plain):
        yield from _parts(section.get("fields"), f"{place}.fields")


def _parts(value: object, place: str) -> Iterator[tuple[str, Plain]]:
    if not isinstance(value, list | tuple):
        return
    for number, part in enumerate(value):
        if isinstance(part, Mapping):
            key = part.get("key")
            yield f"{place}.{key if isinstance(key, str) and key else number}", part


@dataclass(frozen=True, slots=True)
class _Use:
    """An expression, where it stands, what depends on it, and the columns it may name."""

    place: str
    taken: Expression
    owners: tuple[str, ...]
    row: frozenset[str]


def misnamed(plain: Plain) -> Iterator[Fault]:
    """Name what is named twice, what expressions name in vain, and circles."""
    yield from _twice_named(plain)
    kinds = {str(one.get("key")): str(one.get("kind")) for _place, one in fields_of(plain)}
    columns = {str(one.get("key")): _column_keys(one) for _place, one in fields_of(plain)}
    uses = [*_uses(plain)]
    for use in uses:
        yield from _in_vain(use, kinds, columns)
    yield from _strays(plain, kinds, columns)
    yield from _circles(uses, kinds)


def _twice_named(plain: Plain) -> Iterator[Fault]:
    lists = [
        ("sections", [one.get("key") for _place, one in sections_of(plain)]),
        ("sections", [one.get("key") for _place, one in fields_of(plain)]),
        ("checks", [one.get("key") for _place, one in _parts(plain.get("checks"), "checks")]),
    ]
    for place, field in fields_of(plain):
        for name in ("columns", "checks"):
            keys = [one.get("key") for _where, one in _parts(field.get(name), name)]
            lists.append((f"{place}.{name}", keys))
    for where, keys in lists:
        for key in twice(keys):
            yield Fault(where, "sheets.key_twice", {"key": key})


def _column_keys(field: Plain) -> frozenset[str]:
    return frozenset(str(one.get("key")) for _place, one in _parts(field.get("columns"), ""))


def _uses(plain: Plain) -> Iterator[_Use]:
    nothing: frozenset[str] = frozenset()
    for place, section in sections_of(plain):
        owners = tuple(
            str(one.get("key")) for _where, one in _parts(section.get("fields"), "fields")
        )
        yield from _use(section, "show_if", place, owners, nothing)
    for place, field in fields_of(plain):
        owners = (str(field.get("key")),)
        yield from _use(field, "show_if", place, owners, nothing)
        if field.get("kind") == "computed":
            yield from _use(field, "formula", place, owners, nothing)
        for where, check in _parts(field.get("checks"), f"{place}.checks"):
            yield from _use(check, "test", where, (), _column_keys(field))
    for where, check in _parts(plain.get("checks"), "checks"):
        yield from _use(check, "test", where, (), nothing)


def _use(
    part: Plain, name: str, place: str, owners: tuple[str, ...], row: frozenset[str]
) -> Iterator[_Use]:
    text = part.get(name)
    taken = parse(text) if isinstance(text, str) and text else None
    if isinstance(taken, Expression):
        yield _Use(f"{place}.{name}", taken, owners, row)


def _in_vain(
    use: _Use, kinds: Mapping[str, str], columns: Mapping[str, frozenset[str]]
) -> Iterator[Fault]:
    for name in sorted(use.taken.names - use.row - {*FACTS}):
        if name not in kinds:
            yield Fault(use.place, "sheets.name_unknown", {"name": name})
        elif kinds[name] in WITHOUT_VALUE:
            yield Fault(use.place, "sheets.name_without_value", {"name": name})
    for name in sorted(use.taken.answered - use.row - kinds.keys()):
        yield Fault(use.place, "sheets.name_unknown", {"name": name})
    tables = use.taken.tables | {table for table, _column in use.taken.columns}
    for name in sorted(one for one in tables if kinds.get(one) != "table"):
        yield Fault(use.place, "sheets.name_no_table", {"name": name})
    for table, column in sorted(use.taken.columns):
        if kinds.get(table) == "table" and column not in columns[table]:
            yield Fault(use.place, "sheets.name_unknown", {"name": f"{table}.{column}"})


def _strays(
    plain: Plain, kinds: Mapping[str, str], columns: Mapping[str, frozenset[str]]
) -> Iterator[Fault]:
    """Name checks that stand at a field there is not."""
    for where, check in _parts(plain.get("checks"), "checks"):
        if check.get("at") and str(check["at"]) not in kinds:
            yield Fault(f"{where}.at", "sheets.name_unknown", {"name": str(check["at"])[:40]})
    for place, field in fields_of(plain):
        for where, check in _parts(field.get("checks"), f"{place}.checks"):
            if check.get("at") and str(check["at"]) not in columns[str(field.get("key"))]:
                yield Fault(f"{where}.at", "sheets.name_unknown", {"name": str(check["at"])[:40]})


def _circles(uses: Sequence[_Use], kinds: Mapping[str, str]) -> Iterator[Fault]:
    """Name each use that leads back to the field it belongs to."""
    needs: dict[str, set[str]] = {}
    for use in uses:
        for owner in use.owners:
            needs[owner] = needs.get(owner, set()) | (_needed(use.taken) & kinds.keys())
    for use in uses:
        back = sorted({*use.owners} & _reached(_needed(use.taken) & kinds.keys(), needs))
        if back:
            yield Fault(use.place, "sheets.circle", {"name": back[0]})


def _needed(taken: Expression) -> set[str]:
    tables = (table for table, _column in taken.columns)
    return {*chain(taken.names, taken.answered, taken.tables, tables)}


def _reached(start: set[str], needs: Mapping[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    ahead = [*start]
    while ahead:
        name = ahead.pop()
        if name not in seen:
            seen.add(name)
            ahead += needs.get(name, ())
    return seen
