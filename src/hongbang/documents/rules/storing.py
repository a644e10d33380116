"""How is typed content kept as plain values until it is its turn, and read again?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any, cast

from hongbang.documents.rules import content as kinds
from hongbang.documents.rules.content import Content

_KINDS: dict[str, Callable[..., object]] = {
    kind.__name__.lower(): kind
    for kind in (
        *(kinds.Paragraph, kinds.Heading, kinds.Item, kinds.Grid),
        *(kinds.Paper, kinds.Letter, kinds.Sheet, kinds.Certificate),
        *(kinds.Form, kinds.Part, kinds.Box),
    )
}


def to_plain(content: Content) -> dict[str, Any]:
    """Write content as values that JSON can hold.

    >>> to_plain(kinds.Sheet("表", kinds.Grid(("甲",), (("一",),))))["grid"]["rows"]
    [['一']]
    """
    return cast("dict[str, Any]", _plain(content))


def from_plain(told: Mapping[str, Any]) -> Content:
    """Read content as `to_plain` wrote it; raises `KeyError` for a kind that is none."""
    return cast("Content", _read(told))


def _plain(value: object) -> object:
    if is_dataclass(value):
        named = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        return {"kind": type(value).__name__.lower(), **named}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return {"day": value.isoformat()} if isinstance(value, date) else value


def _read(told: object) -> object:
    match told:
        case {"day": day}:
            return date.fromisoformat(str(day))
        case {"kind": kind, **named}:
            return _KINDS[str(kind)](**{str(name): _read(value) for name, value in named.items()})
        case list():
            return tuple(_read(one) for one in told)
    return told
