"""How does one part of a sheet's source change, and the rest stay as it is?

A part is named by its path, such as `sections.0.fields.3.columns.1`; drafts may be unfinished, so
keys cannot name it. Each function returns a new source, the old one is untouched.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from hongbang.kernel.refusal import RuleBroken
from hongbang.sheets.rules.faults import name_of

Plain = dict[str, Any]
LISTS = ("sections", "fields", "columns", "checks")
_NAME = r"(?:sections|fields|columns|checks)"
_PATH = re.compile(rf"(?:{_NAME}\.[0-9]{{1,3}}\.){{0,2}}{_NAME}(?:\.[0-9]{{1,3}})?")


def part_at(source: Mapping[str, Any], path: str) -> Plain:
    """Return a copy of the part at a path; the whole source for an empty one.

    >>> part_at({"sections": [{"key": "team"}]}, "sections.0")
    {'key': 'team'}

    Refuses: `sheets.not_there`.
    """
    found = _at(source, path) if path else source
    if not isinstance(found, Mapping):
        raise RuleBroken("sheets.not_there")
    return deepcopy(dict(found))


def place_of(source: Mapping[str, Any], path: str) -> str:
    """Return the place of a part as faults name it.

    >>> place_of({"sections": [{"key": "team", "fields": [{}]}]}, "sections.0.fields.0")
    'sections.team.fields.0'
    """
    names, steps = [], path.split(".") if path else []
    for number in range(0, len(steps), 2):
        at = ".".join(steps[: number + 2])
        names += [steps[number], name_of(part_at(source, at), int(steps[number + 1]))]
    return ".".join(names)


def found(source: Mapping[str, Any], path: str, key: str) -> str:
    """Return where the part with this key stands now: at the path, or elsewhere in its list.

    >>> found({"sections": [{"key": "new"}, {"key": "team"}]}, "sections.0", "team")
    'sections.1'

    Refuses: `sheets.not_there`.
    """
    above, _dot, number = path.rpartition(".")
    parts = list_at(source, above)
    keys = [part.get("key", "") if isinstance(part, Mapping) else "" for part in parts]
    if int(number) < len(keys) and keys[int(number)] == key:
        return path
    if key not in keys:
        raise RuleBroken("sheets.not_there")
    return f"{above}.{keys.index(key)}"


def placed(source: Mapping[str, Any], path: str, part: Plain) -> Plain:
    """Return the source with another part at a path; the parts below it stay.

    >>> placed({"sections": [{"key": "a", "fields": [{}]}]}, "sections.0", {"key": "b"})
    {'sections': [{'key': 'b', 'fields': [{}]}]}
    """
    changed = deepcopy(dict(source))
    old = changed if not path else _at(changed, path)
    if not isinstance(old, dict):
        raise RuleBroken("sheets.not_there")
    below = {name: old[name] for name in LISTS if name in old}
    old.clear()
    old |= part | below
    return changed


def added(source: Mapping[str, Any], path: str, part: Plain) -> Plain:
    """Return the source with a part more at the end of the list at a path.

    >>> added({}, "sections", {"key": "team"})
    {'sections': [{'key': 'team'}]}
    """
    changed = deepcopy(dict(source))
    above, _dot, name = path.rpartition(".")
    owner = _at(changed, above) if above else changed
    if not isinstance(owner, dict) or not _PATH.fullmatch(path) or path[-1].isdigit():
        raise RuleBroken("sheets.not_there")
    parts = owner.get(name)
    owner[name] = [*(parts if isinstance(parts, list) else []), part]
    return changed


def moved(source: Mapping[str, Any], path: str, by: int) -> Plain:
    """Return the source with a part moved so many places down; it stops at either end.

    >>> moved({"sections": [1, 2, 3]}, "sections.2", -1)
    {'sections': [1, 3, 2]}
    """
    changed = deepcopy(dict(source))
    parts, number = _listed(changed, path)
    part = parts.pop(number)
    parts.insert(max(0, number + by), part)
    return changed


def removed(source: Mapping[str, Any], path: str) -> Plain:
    """Return the source without the part at a path.

    >>> removed({"sections": [1, 2, 3]}, "sections.1")
    {'sections': [1, 3]}
    """
    changed = deepcopy(dict(source))
    parts, number = _listed(changed, path)
    del parts[number]
    return changed


def _listed(source: Plain, path: str) -> tuple[list[Any], int]:
    above, _dot, number = path.rpartition(".")
    parts = list_at(source, above)
    if not number.isdigit() or int(number) >= len(parts):
        raise RuleBroken("sheets.not_there")
    return parts, int(number)


def list_at(source: Mapping[str, Any], path: str) -> list[Any]:
    """Return the list at a path.

    Refuses: `sheets.not_there`.
    """
    parts = _at(source, path)
    if not isinstance(parts, list):
        raise RuleBroken("sheets.not_there")
    return parts


def _at(source: Mapping[str, Any], path: str) -> Any:
    if not _PATH.fullmatch(path):
        raise RuleBroken("sheets.not_there")
    here: Any = source
    for step in path.split("."):
        try:
            here = here[int(step)] if step.isdigit() else here[step]
        except (KeyError, IndexError, TypeError):
            raise RuleBroken("sheets.not_there") from None
    return here
