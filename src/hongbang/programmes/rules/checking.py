"""Does a chapter hold what its shape says, key by key?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from hongbang.kernel.privacy import personal_numbers
from hongbang.programmes.rules.shapes import WORDS, Chapter, Part, Plain, row_name

LONGEST = 20_000
KEY = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,39}")
DECIMAL = re.compile(r"-?\d{1,12}(\.\d{1,6})?")
SHEET = re.compile(r"[a-z][a-z0-9_]{0,39}(@[1-9]\d{0,5})?")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong: in which file, at which dotted key, why, with what to say about it."""

    file: str
    place: str
    code: str
    params: Mapping[str, object] = field(default_factory=dict)


def day_of(value: object) -> date | None:
    """Read a day as it is written, or nothing where it is none.

    >>> day_of("2016-11-10")
    datetime.date(2016, 11, 10)
    >>> day_of("2016-02-30") is None
    True
    """
    if not isinstance(value, str) or DAY.fullmatch(value) is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def decimal_of(value: object) -> Decimal | None:
    """Read a decimal as it is written, or nothing where it is none.

    >>> decimal_of("0.40")
    Decimal('0.40')
    >>> decimal_of("40 %") is None
    True
    """
    if not isinstance(value, str) or DECIMAL.fullmatch(value) is None:
        return None
    return Decimal(value)


def tidy(value: Any) -> Any:
    """Return plain data in its one form: days and decimals as text, nothing that says nothing.

    >>> tidy({"on": date(2016, 11, 10), "is_open": False, "note": " ", "of": [" 工会 "]})
    {'on': '2016-11-10', 'of': ['工会']}
    """
    if isinstance(value, str):
        return value.replace("\r\n", "\n").strip()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [tidy(one) for one in value]
    if isinstance(value, Mapping):
        kept = {str(key): tidy(one) for key, one in value.items()}
        return {key: one for key, one in kept.items() if not _says_nothing(one)}
    return value


def _says_nothing(value: object) -> bool:
    return value is None or value is False or (isinstance(value, str | list | dict) and not value)


def shape_faults(chapter: Chapter, content: Plain, file: str) -> tuple[Fault, ...]:
    """Name everything in a chapter that its shape does not allow.

    >>> from hongbang.programmes.rules.catalogue import TRACKS
    >>> [fault.place for fault in shape_faults(TRACKS, {"tracks": [{"key": "city"}]}, "t")]
    ['tracks.city.name']
    """
    return tuple(
        Fault(file, ".".join(place), f"programmes.{why}", params)
        for place, why, params in _table(chapter.parts, content, ())
    )


Told = Iterator[tuple[tuple[str, ...], str, dict[str, object]]]
Place = tuple[str, ...]


def _table(parts: tuple[Part, ...], content: Plain, at: Place) -> Told:
    yield from _unknown(content, {part.key for part in parts}, at)
    for part in parts:
        value = content.get(part.key)
        if part.required and _says_nothing(value):
            yield (*at, part.key), "key_missing", {"key": part.key}
        elif value is not None:
            yield from CHECKS[part.kind](part, value, (*at, part.key))


def _unknown(content: Plain, known: set[str], at: Place) -> Told:
    for key in content:
        if key not in known:
            yield (*at, key), "unknown_key", {"key": key}


def _rows(part: Part, value: object, at: Place) -> Told:
    if not isinstance(value, list):
        yield at, "not_list", {}
        return
    seen: set[str] = set()
    for place, row in enumerate(value, start=1):
        if not isinstance(row, dict):
            yield (*at, str(place)), "not_table", {}
            continue
        name = row_name(part, row, place)
        yield from _table(part.parts, row, (*at, name))
        if part.name and name in seen:
            yield (*at, name, part.name), "key_twice", {"key": name}
        seen.add(name)


def _text(part: Part, value: object, at: Place) -> Told:
    if not isinstance(value, str) or CONTROL.search(value):
        yield at, "not_text", {}
        return
    most = part.most or LONGEST
    if len(value) > most:
        yield at, "too_long", {"most": most, "length": len(value)}
    if personal_numbers(value):
        yield at, "personal_number", {}


def _words(part: Part, value: object, at: Place) -> Told:
    if not isinstance(value, dict):
        yield at, "not_words", {}
        return
    yield from _unknown(value, set(WORDS), at)
    for language, why in zip(WORDS, ("no_chinese", "no_english"), strict=True):
        if _says_nothing(value.get(language)):
            yield (*at, language), why, {}
        else:
            most = Part(part.key, "text", most=part.most * 4 if part.most else None)
            yield from _text(most if language == "en" else part, value[language], (*at, language))


def _key(_part: Part, value: object, at: Place) -> Told:
    if not isinstance(value, str) or KEY.fullmatch(value) is None:
        yield at, "not_key", {}


def _whole(part: Part, value: object, at: Place) -> Told:
    if isinstance(value, bool) or not isinstance(value, int):
        yield at, "not_whole", {}
    elif part.least is not None and value < part.least:
        yield at, "too_small", {"least": part.least}
    elif value > (part.most if part.most is not None else 999_999):
        yield at, "too_large", {"most": part.most if part.most is not None else 999_999}


def _decimal(_part: Part, value: object, at: Place) -> Told:
    if decimal_of(value) is None:
        yield at, "not_decimal", {}


def _share(_part: Part, value: object, at: Place) -> Told:
    found = decimal_of(value)
    if found is None:
        yield at, "not_decimal", {}
    elif not 0 <= found <= 1:
        yield at, "share_range", {}


def _day(_part: Part, value: object, at: Place) -> Told:
    if day_of(value) is None:
        yield at, "not_day", {}


def _flag(_part: Part, value: object, at: Place) -> Told:
    if not isinstance(value, bool):
        yield at, "not_flag", {}


def _choice(part: Part, value: object, at: Place) -> Told:
    if value not in part.options:
        yield at, "unknown_choice", {"options": "、".join(part.options)}


def _lines(part: Part, value: object, at: Place) -> Told:
    if not isinstance(value, list):
        yield at, "not_list", {}
        return
    for place, one in enumerate(value, start=1):
        if _says_nothing(one):
            yield (*at, str(place)), "not_text", {}
        else:
            yield from _one_of(part, one, (*at, str(place)))
    written = [one for one in value if isinstance(one, str)]
    if len(set(written)) < len(written):
        yield at, "twice_in_list", {}


def _one_of(part: Part, one: object, at: Place) -> Told:
    check = {"choices": _choice, "refers": _text}.get(part.kind, _text)
    yield from check(part, one, at)


def _sheet(_part: Part, value: object, at: Place) -> Told:
    if not isinstance(value, str) or SHEET.fullmatch(value) is None:
        yield at, "not_sheet", {}


CHECKS: dict[str, Callable[[Part, object, Place], Told]] = {
    "text": _text,
    "words": _words,
    "key": _key,
    "whole": _whole,
    "decimal": _decimal,
    "share": _share,
    "day": _day,
    "flag": _flag,
    "choice": _choice,
    "choices": _lines,
    "lines": _lines,
    "refer": _text,
    "refers": _lines,
    "sheet": _sheet,
    "rows": _rows,
}
