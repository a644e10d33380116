"""What does a short expression say of the answers, exactly, and is it one we take?

A small language on Python's own grammar (ADR 0018): names, numbers, texts, arithmetic, comparison,
`and or not in` and a few functions; nothing else is taken, nothing is ever executed. Numbers are
fractions, so nothing is rounded. What is not answered is unknown, and unknown spreads: only `and`
with a false side and `or` with a true one are known all the same.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Protocol

from hongbang.sheets.rules.counting import characters

Value = Fraction | bool | str | date | frozenset[str] | None
FACTS = ("edition_starts_on", "edition_ends_on", "today")
LONGEST, NODES_MAX, DEPTH_MAX, DIGITS_MAX = 500, 120, 14, 20
_NUMBER_GLUED = re.compile(r"(?<![A-Za-z0-9_])[\d.]+[A-Za-z_]")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")


class Known(Protocol):
    """What an expression may ask of the answers."""

    def value(self, name: str) -> Value:
        """Return the value of a field or a fact."""

    def column(self, table: str, column: str) -> Sequence[Value]:
        """Return the values of one column, from the first row to the last."""

    def count(self, table: str) -> int:
        """Return how many rows a table has."""

    def is_answered(self, name: str) -> bool:
        """Say whether a field has an answer."""


Asked = Callable[[Known], Value]


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression that was taken: what it names, and how it is worked out."""

    text: str
    names: frozenset[str]
    tables: frozenset[str]
    columns: frozenset[tuple[str, str]]
    answered: frozenset[str]
    ask: Asked = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Misread:
    """Why an expression is not taken: a code, and what it is about."""

    code: str
    about: str = ""


class _NotTaken(Exception):  # noqa: N818 - carries a Misread, never leaves this file
    def __init__(self, code: str, about: str = "") -> None:
        super().__init__(code)
        self.misread = Misread(code, about[:60])


@dataclass(slots=True)
class _Named:
    names: set[str] = field(default_factory=set)
    tables: set[str] = field(default_factory=set)
    columns: set[tuple[str, str]] = field(default_factory=set)
    answered: set[str] = field(default_factory=set)
    nodes: int = 0


@lru_cache(maxsize=4096)
def parse(text: str) -> Expression | Misread:
    """Take an expression, or say why not; never raises.

    Worked example: of 20 members 8 are women, so the sentence holds.

    >>> from types import SimpleNamespace
    >>> taken = parse("women * 2 <= members")
    >>> numbers = {"women": Fraction(8), "members": Fraction(20)}
    >>> taken.ask(SimpleNamespace(value=numbers.get))
    True
    >>> parse("__import__('os')")
    Misread(code='no_such_function', about='__import__')
    """
    named = _Named()
    try:
        ask = _taken(_tree(text), named, 0)
    except _NotTaken as why:
        return why.misread
    return Expression(
        text,
        frozenset(named.names),
        frozenset(named.tables),
        frozenset(named.columns),
        frozenset(named.answered),
        ask,
    )


def _tree(text: str) -> ast.expr:
    if len(text) > LONGEST:
        raise _NotTaken("too_long", str(len(text)))
    if "\\" in text or _NUMBER_GLUED.search(_QUOTED.sub('""', text)):
        raise _NotTaken("not_readable", text)  # Python would only warn of these
    try:
        return ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise _NotTaken("not_readable", text) from None


def _taken(node: ast.expr, named: _Named, depth: int) -> Asked:
    """Turn a node into the function that works it out."""
    named.nodes += 1
    if named.nodes > NODES_MAX or depth > DEPTH_MAX:
        raise _NotTaken("too_deep")
    build = _BUILD.get(type(node))
    if build is None:
        raise _NotTaken("not_allowed", type(node).__name__)
    return build(node, named, depth + 1)


# --- constants and names


def _constant(node: ast.Constant, _named: _Named, _depth: int) -> Asked:
    value = node.value
    if isinstance(value, bool | str):
        kept: Value = value
    elif isinstance(value, int | float) and len(str(value)) <= DIGITS_MAX:
        kept = _exact(value)
    else:
        raise _NotTaken("not_allowed", str(value))
    return lambda _known: kept


def _exact(value: float) -> Fraction:
    """Return the number as it was written: what Python prints of it reads back the same."""
    try:
        return Fraction(repr(value))
    except ValueError:  # infinity
        raise _NotTaken("not_allowed", str(value)) from None


def _name(node: ast.Name, named: _Named, _depth: int) -> Asked:
    name = node.id
    named.names.add(name)
    return lambda known: known.value(name)


def _listed(node: ast.Tuple | ast.List, _named: _Named, _depth: int) -> Asked:
    found: set[str] = set()
    for one in node.elts:
        if not (isinstance(one, ast.Constant) and isinstance(one.value, str)):
            raise _NotTaken("list_of_texts")
        found.add(one.value)
    kept = frozenset(found)
    return lambda _known: kept


# --- arithmetic and comparison


def _plus(a: Fraction, b: Fraction) -> Fraction:
    return a + b


def _minus(a: Fraction, b: Fraction) -> Fraction:
    return a - b


def _times(a: Fraction, b: Fraction) -> Fraction:
    return a * b


def _over(a: Fraction, b: Fraction) -> Fraction | None:
    return a / b if b else None


_ARITHMETIC: Mapping[type[ast.operator], Callable[[Fraction, Fraction], Fraction | None]] = {
    ast.Add: _plus,
    ast.Sub: _minus,
    ast.Mult: _times,
    ast.Div: _over,
}


def _arithmetic(node: ast.BinOp, named: _Named, depth: int) -> Asked:
    work = _ARITHMETIC.get(type(node.op))
    if work is None:
        raise _NotTaken("not_allowed", type(node.op).__name__)
    left, right = _taken(node.left, named, depth), _taken(node.right, named, depth)

    def ask(known: Known) -> Value:
        a, b = left(known), right(known)
        return work(a, b) if _is_number(a) and _is_number(b) else None  # type: ignore[arg-type]  # both were looked at

    return ask


def _is_number(value: Value) -> bool:
    return isinstance(value, Fraction)


def _below(a: Value, b: Value) -> bool | None:
    if isinstance(a, Fraction) and isinstance(b, Fraction):
        return a < b
    return a < b if isinstance(a, date) and isinstance(b, date) else None


def _same(a: Value, b: Value) -> bool | None:
    is_alike = type(a) is type(b) and not isinstance(a, frozenset)
    return a == b if is_alike else None


def _among(a: Value, b: Value) -> bool | None:
    return a in b if isinstance(a, str) and isinstance(b, frozenset) else None


def _flipped(found: bool | None) -> bool | None:  # noqa: FBT001 - a value of the language
    return None if found is None else not found


_COMPARED: Mapping[type[ast.cmpop], Callable[[Value, Value], bool | None]] = {
    ast.Eq: _same,
    ast.NotEq: lambda a, b: _flipped(_same(a, b)),
    ast.Lt: _below,
    ast.Gt: lambda a, b: _below(b, a),
    ast.LtE: lambda a, b: _flipped(_below(b, a)),
    ast.GtE: lambda a, b: _flipped(_below(a, b)),
    ast.In: _among,
    ast.NotIn: lambda a, b: _flipped(_among(a, b)),
}


def _comparison(node: ast.Compare, named: _Named, depth: int) -> Asked:
    compare = [_COMPARED.get(type(one)) for one in node.ops]
    sides = [_taken(one, named, depth) for one in (node.left, *node.comparators)]
    if None in compare:
        raise _NotTaken("not_allowed", "is")
    pairs = [*zip(compare, sides, sides[1:], strict=False)]

    def ask(known: Known) -> Value:
        found = []
        for one, left, right in pairs:
            a, b = left(known), right(known)
            found.append(None if one is None or a is None or b is None else one(a, b))
        return _all(found)

    return ask


def _all(found: Sequence[Value]) -> bool | None:
    if any(one is False for one in found):
        return False
    return True if all(one is True for one in found) else None


def _any(found: Sequence[Value]) -> bool | None:
    if any(one is True for one in found):
        return True
    return False if all(one is False for one in found) else None


def _both(node: ast.BoolOp, named: _Named, depth: int) -> Asked:
    sides = [_taken(one, named, depth) for one in node.values]
    join = _all if isinstance(node.op, ast.And) else _any
    return lambda known: join([side(known) for side in sides])


def _unary(node: ast.UnaryOp, named: _Named, depth: int) -> Asked:
    side = _taken(node.operand, named, depth)
    if isinstance(node.op, ast.Not):
        return lambda known: _not(side(known))
    if not isinstance(node.op, ast.USub):
        raise _NotTaken("not_allowed", type(node.op).__name__)
    return lambda known: -found if isinstance(found := side(known), Fraction) else None


def _not(found: Value) -> bool | None:
    return not found if isinstance(found, bool) else None


# --- functions


def _whole_months(start: date, end: date) -> int:
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - (end.day < start.day)


def _months(start: Value, end: Value) -> Value:
    if not (isinstance(start, date) and isinstance(end, date)):
        return None
    return Fraction(_whole_months(start, end))


def _years(start: Value, end: Value) -> Value:
    months = _months(start, end)
    return Fraction(months.numerator // 12) if isinstance(months, Fraction) else None


def _day(text: Value) -> Value:
    try:
        return date.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None


def _len(value: Value) -> Value:
    if isinstance(value, str):
        return Fraction(characters(value))
    return Fraction(len(value)) if isinstance(value, frozenset) else None


def _extreme(choose: Callable[[Sequence[Fraction]], Fraction]) -> Callable[..., Value]:
    def found(*values: Value) -> Value:
        numbers = [one for one in values if isinstance(one, Fraction)]
        return choose(numbers) if len(numbers) == len(values) else None

    return found


# name: (at least so many values, at most so many, what it does)
_FUNCTIONS: Mapping[str, tuple[int, int, Callable[..., Value]]] = {
    "years": (2, 2, _years),
    "months": (2, 2, _months),
    "day": (1, 1, _day),
    "len": (1, 1, _len),
    "min": (2, 9, _extreme(min)),
    "max": (2, 9, _extreme(max)),
}


def _call(node: ast.Call, named: _Named, depth: int) -> Asked:
    if not isinstance(node.func, ast.Name) or node.keywords:
        raise _NotTaken("not_allowed", "call")
    name = node.func.id
    special = _SPECIAL.get(name)
    if special is not None:
        return special(node, named, depth)
    if name not in _FUNCTIONS:
        raise _NotTaken("no_such_function", name)
    least, most, work = _FUNCTIONS[name]
    if not least <= len(node.args) <= most:
        raise _NotTaken("wrong_count", name)
    asked = [_taken(one, named, depth) for one in node.args]
    return lambda known: work(*(one(known) for one in asked))


def _age(node: ast.Call, named: _Named, depth: int) -> Asked:
    if not 1 <= len(node.args) <= 2:
        raise _NotTaken("wrong_count", "age")
    asked = [_taken(one, named, depth) for one in node.args]
    if len(asked) == 1:
        asked.append(_name(ast.Name("edition_starts_on"), named, depth))
    born, on = asked
    return lambda known: _years(born(known), on(known))


def _sum(node: ast.Call, named: _Named, _depth: int) -> Asked:
    match node.args:
        case [ast.Attribute(value=ast.Name(id=table), attr=column)]:
            named.columns.add((table, column))
        case _:
            raise _NotTaken("wants_a_column", "sum")

    def ask(known: Known) -> Value:
        found = known.column(table, column)
        numbers = [one for one in found if isinstance(one, Fraction)]
        is_known = found and len(numbers) == len(found)
        return sum(numbers, Fraction(0)) if is_known else None

    return ask


def _count(node: ast.Call, named: _Named, _depth: int) -> Asked:
    table = _only_name(node, "count")
    named.tables.add(table)
    return lambda known: Fraction(known.count(table))


def _answered(node: ast.Call, named: _Named, _depth: int) -> Asked:
    name = _only_name(node, "answered")
    named.answered.add(name)
    return lambda known: known.is_answered(name)


def _only_name(node: ast.Call, function: str) -> str:
    if len(node.args) == 1 and isinstance(node.args[0], ast.Name):
        return node.args[0].id
    raise _NotTaken("wants_a_name", function)


_SPECIAL: Mapping[str, Callable[[ast.Call, _Named, int], Asked]] = {
    "age": _age,
    "sum": _sum,
    "count": _count,
    "answered": _answered,
}
_BUILD: Mapping[type[ast.expr], Callable[..., Asked]] = {
    ast.Constant: _constant,
    ast.Name: _name,
    ast.Tuple: _listed,
    ast.List: _listed,
    ast.BinOp: _arithmetic,
    ast.Compare: _comparison,
    ast.BoolOp: _both,
    ast.UnaryOp: _unary,
    ast.Call: _call,
}
