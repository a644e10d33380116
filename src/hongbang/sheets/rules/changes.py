"""What is different between two definitions, for a person to read?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from difflib import SequenceMatcher
from typing import Any

from hongbang.sheets.rules.shape import Check, Definition, Field, Section, Words

ADDED, REMOVED, MOVED, CHANGED = "added", "removed", "moved", "changed"
_PARTS = frozenset({"key", "fields", "columns", "checks", "sections"})


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: of what (sheet, section, field, column, check), where, and which.

    `key` names the part that changed; `before` and `after` are words in both languages.
    """

    of: str
    place: str
    what: str
    label: Words
    key: str = ""
    before: Words = field(default=Words("", ""))
    after: Words = field(default=Words("", ""))


Changes = Iterator[Change]
Part = Section | Field | Check


def changes(before: Definition, after: Definition) -> tuple[Change, ...]:
    """Name every difference, in the order of the later sheet; none between equal ones.

    Worked example: a limit was raised.

    >>> old = Field("members", "whole", Words("人数", "Members"), most=20)
    >>> new = Field("members", "whole", Words("人数", "Members"), most=30)
    >>> def sheet(one):
    ...     section = Section("team", Words("班组", "Team"), fields=(one,))
    ...     return Definition("application", Words("表", "Form"), sections=(section,))
    >>> [(one.place, one.key, one.after.en) for one in changes(sheet(old), sheet(new))]
    [('members', 'most', '30')]
    """
    return (*_definition(before, after),)


def _definition(before: Definition, after: Definition) -> Changes:
    yield from _own("sheet", "", after.title, before, after)
    yield from _many("section", before.sections, after.sections)
    old = {one.key: (section.key, one) for section in before.sections for one in section.fields}
    new = {one.key: (section.key, one) for section in after.sections for one in section.fields}
    for key, (_place, one) in old.items():
        if key not in new:
            yield Change("field", key, REMOVED, one.label)
    strayed = _strayed([*old], [*new])
    for key, (place, one) in new.items():
        if key not in old:
            yield Change("field", key, ADDED, one.label)
            continue
        earlier_place, earlier = old[key]
        if place != earlier_place or key in strayed:
            yield Change("field", key, MOVED, one.label)
        yield from _field(earlier, one)
    yield from _many("check", before.checks, after.checks)


def _field(before: Field, after: Field) -> Changes:
    yield from _own("field", after.key, after.label, before, after)
    yield from _many("column", before.columns, after.columns, f"{after.key}.")
    yield from _many("check", before.checks, after.checks, f"{after.key}.")


def _many(of: str, before: Sequence[Part], after: Sequence[Part], inside: str = "") -> Changes:
    """Compare parts that are known by their keys."""
    old: Mapping[str, Part] = {one.key: one for one in before}
    new: Mapping[str, Part] = {one.key: one for one in after}
    for key, one in old.items():
        if key not in new:
            yield Change(of, inside + key, REMOVED, _label(one))
    strayed = _strayed([*old], [*new])
    for key, one in new.items():
        if key not in old:
            yield Change(of, inside + key, ADDED, _label(one))
            continue
        if key in strayed:
            yield Change(of, inside + key, MOVED, _label(one))
        yield from _own(of, inside + key, _label(one), old[key], one)


def _own(of: str, place: str, label: Words, before: Any, after: Any) -> Changes:
    """Compare what a part says itself, not the parts in it."""
    for one in fields(after):
        if one.name in _PARTS:
            continue
        a, b = getattr(before, one.name), getattr(after, one.name)
        if a != b:
            yield Change(of, place, CHANGED, label, one.name, _said(a), _said(b))


def _label(part: Part) -> Words:
    if isinstance(part, Field):
        return part.label
    return part.title if isinstance(part, Section) else Words(part.key, part.key)


def _strayed(before: Sequence[str], after: Sequence[str]) -> frozenset[str]:
    """Return what stands in both, but in another order."""
    old = [one for one in before if one in set(after)]
    new = [one for one in after if one in set(before)]
    kept: set[str] = set()
    for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        kept |= {*new[block.b : block.b + block.size]}
    return frozenset(new) - kept


def _said(value: Any) -> Words:
    """Put a value into words of both languages."""
    if isinstance(value, Words):
        return value
    if isinstance(value, tuple):
        many = [_said(one) for one in value]
        return Words("、".join(one.zh for one in many), ", ".join(one.en for one in many))
    if hasattr(value, "words"):
        name = getattr(value, "value", None) or getattr(value, "at", "")
        return Words(f"{name} {value.words.zh}", f"{name} {value.words.en}")
    text = "" if value is None else str(value)
    return Words(text, text)
