"""What does a source hold, part by part, however unfinished it is?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from hongbang.sheets.rules.faults import name_of
from hongbang.sheets.rules.shape import Words
from hongbang.sheets.texts import FIELD_KINDS, said


@dataclass(slots=True)
class Item:
    """A part in the outline: where it is, what it is called, and the parts below."""

    path: str
    place: str
    key: str
    label: str
    kind: str = ""
    is_required: bool = False
    is_conditional: bool = False
    fault_count: int = 0
    is_first: bool = False
    is_last: bool = False
    below: dict[str, list[Item]] = field(default_factory=dict)

    @property
    def anchor(self) -> str:
        """Return the id it has on the page."""
        return "p-" + self.path.replace(".", "-")

    @property
    def has_columns(self) -> bool:
        """Say whether it is a table."""
        return "columns" in self.below


def outline_of(content: Any, faulty: Sequence[str]) -> dict[str, list[Item]]:
    """Return the sections and the checks of a source."""
    source = content if isinstance(content, Mapping) else {}
    return {name: _items(source, name, "", faulty) for name in ("sections", "checks")}


def _items(
    owner: Mapping[str, Any], name: str, above: str, faulty: Sequence[str], place: str = ""
) -> list[Item]:
    parts = owner.get(name)
    if not isinstance(parts, list):
        return []
    found = []
    for number, part in enumerate(parts):
        where = f"{place}{name}.{name_of(part, number)}"
        item = _item(part, f"{above}{name}.{number}", where, faulty)
        item.is_first, item.is_last = number == 0, number == len(parts) - 1
        found.append(item)
    return found


def _item(part: Any, path: str, place: str, faulty: Sequence[str]) -> Item:
    told = part if isinstance(part, Mapping) else {}
    kind = told.get("kind")
    item = Item(
        path,
        place,
        str(told.get("key", "")),
        _label(told),
        str(FIELD_KINDS.get(kind, kind)) if isinstance(kind, str) else "",
        told.get("required") is True,
        bool(told.get("show_if")),
        sum(one == place or one.startswith(f"{place}.") for one in faulty),
    )
    names = {"sections": ("fields",), "fields": ("columns", "checks") if kind == "table" else ()}
    for name in names.get(path.split(".")[-2], ()):
        item.below[name] = _items(told, name, f"{path}.", faulty, f"{place}.")
    return item


def _label(part: Mapping[str, Any]) -> str:
    """Return what a part is called, in the reader's language where it is written in it."""
    for key in ("label", "title", "say"):
        words = part.get(key)
        if isinstance(words, Mapping):
            zh, en = str(words.get("zh", "")), str(words.get("en", ""))
            return said(Words(zh or en, en or zh))
    return ""
