"""How is a sheet's definition read from its plain form, and written back without loss?

This is the door other rooms use: the parts of `shape`, `faults`, `read`, `plain`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from decimal import Decimal
from typing import Any

from hongbang.kernel.refusal import RuleBroken
from hongbang.sheets.rules.faults import decimal_of, faults
from hongbang.sheets.rules.shape import (
    ANY,
    DECIMALS,
    OF_KIND,
    WORDS,
    Anchor,
    Check,
    Definition,
    Fault,
    Field,
    Option,
    Section,
    Words,
)

__all__ = [
    "Anchor",
    "Check",
    "Definition",
    "Fault",
    "Field",
    "Option",
    "Section",
    "Words",
    "faults",
    "plain",
    "read",
]

_DEFAULTS = {one.name: one.default for one in fields(Field) if one.default is not MISSING}


def read(source: Mapping[str, Any]) -> Definition:
    """Read a definition; the inverse of `plain`.

    Worked example:

    >>> read({"kind": "survey", "title": {"zh": "调查表", "en": "Survey"}}).title.en
    'Survey'

    Refuses: `sheets.faulty`, with the first fault.
    """
    found = faults(source)
    if found:
        first = found[0]
        params = {"place": first.place, "fault": first.code, **first.params}
        raise RuleBroken("sheets.faulty", params)
    return Definition(
        source["kind"],
        _words(source["title"]),
        _words(source.get("help")),
        tuple(map(_section, source.get("sections", ()))),
        tuple(map(_check, source.get("checks", ()))),
    )


def plain(definition: Definition) -> dict[str, Any]:
    """Write a definition as plain values: text, whole numbers, flags, lists, tables.

    What is as usual is left out, so that the same sheet always has the same plain form.
    """
    written: dict[str, Any] = {"kind": definition.kind, "title": _said(definition.title)}
    written |= _present("help", definition.help, _said)
    written |= _present("sections", definition.sections, _many(_plain_section))
    return written | _present("checks", definition.checks, _many(_plain_check))


# --- reading


def _words(source: Any) -> Any:
    return Words(source["zh"], source["en"]) if source else None


def _section(source: Mapping[str, Any]) -> Section:
    return Section(
        source["key"],
        _words(source["title"]),
        _words(source.get("help")),
        source.get("show_if", ""),
        tuple(map(_field, source.get("fields", ()))),
    )


def _field(source: Mapping[str, Any]) -> Field:
    named = {name: _value(name, source[name]) for name in source if name != "kind"}
    return Field(kind=source["kind"], **named)


def _value(name: str, value: Any) -> Any:
    if name in WORDS:
        return _words(value)
    if name in DECIMALS:
        return decimal_of(value)
    reader = _READ.get(name)
    return reader(value) if reader else value


def _check(source: Mapping[str, Any]) -> Check:
    severity = source.get("severity") or "block"
    return Check(
        source["key"], source["test"], _words(source["say"]), severity, source.get("at", "")
    )


_READ: Mapping[str, Callable[[Any], Any]] = {
    "options": lambda many: tuple(Option(one["value"], _words(one["words"])) for one in many),
    "anchors": lambda many: tuple(
        Anchor(decimal_of(one["at"]) or Decimal(0), _words(one["words"])) for one in many
    ),
    "columns": lambda many: tuple(map(_field, many)),
    "checks": lambda many: tuple(map(_check, many)),
    "kinds": tuple,
}


# --- writing


def _present(name: str, value: Any, write: Callable[[Any], Any]) -> dict[str, Any]:
    return {name: write(value)} if value else {}


def _many(write: Callable[[Any], Any]) -> Callable[[Any], list[Any]]:
    return lambda values: [write(one) for one in values]


def _said(words: Words) -> dict[str, str]:
    return {"zh": words.zh, "en": words.en}


def _number(value: Decimal) -> int | str:
    whole = value.to_integral_value()
    return int(whole) if value == whole else f"{value.normalize():f}"


def _plain_section(section: Section) -> dict[str, Any]:
    written: dict[str, Any] = {"key": section.key, "title": _said(section.title)}
    written |= _present("help", section.help, _said)
    written |= _present("show_if", section.show_if, str)
    return written | _present("fields", section.fields, _many(_plain_field))


def _plain_field(field: Field) -> dict[str, Any]:
    """Write the keys of a field that are not as usual, in the order of its kind."""
    written: dict[str, Any] = {}
    for name in (*ANY, *OF_KIND[field.kind]):
        value = getattr(field, name)
        if name not in _DEFAULTS or value != _DEFAULTS[name]:
            written[name] = _written(name, value)
    return written


def _written(name: str, value: Any) -> Any:
    if name in WORDS:
        return _said(value)
    if name in DECIMALS:
        return _number(value)
    writer = _WRITE.get(name)
    return writer(value) if writer else value


def _plain_check(check: Check) -> dict[str, Any]:
    written: dict[str, Any] = {"key": check.key, "test": check.test, "say": _said(check.say)}
    if check.severity != "block":
        written["severity"] = check.severity
    return written | _present("at", check.at, str)


_WRITE: Mapping[str, Callable[[Any], Any]] = {
    "options": _many(lambda one: {"value": one.value, "words": _said(one.words)}),
    "anchors": _many(lambda one: {"at": _number(one.at), "words": _said(one.words)}),
    "columns": _many(_plain_field),
    "checks": _many(_plain_check),
    "kinds": list,
}
