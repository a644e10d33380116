"""What is wrong with the source of a sheet? Every defect, each at its place; nothing raises."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

from hongbang.sheets.rules import naming
from hongbang.sheets.rules.expressions import Misread, parse
from hongbang.sheets.rules.shape import (
    ANY,
    CHECKS_MAX,
    COLUMNS_MAX,
    DECIMALS,
    EXPRESSIONS,
    FIELDS_MAX,
    FILES,
    FLAGS,
    IN_TABLE,
    KEY_MAX,
    NEEDS,
    OF_KIND,
    OPTIONS_MAX,
    SECTIONS_MAX,
    SHEETS,
    TAKEN,
    WHOLES,
    WORDS,
    Fault,
)

WORDS_MAX = 1000
_KEY = re.compile(r"[a-z][a-z0-9_]*")
_VALUE = re.compile(r"[A-Za-z0-9_.-]{1,40}")
_ORIGIN = re.compile(r"stated|default: .+")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_NUMBER = re.compile(r"-?\d{1,12}(\.\d{1,6})?")
PAIRS = (("min", "max"), ("least", "most"), ("earliest", "latest"), ("min_rows", "max_rows"))


Faults = Iterator[Fault]
Plain = Mapping[str, object]


def faults(plain: object) -> tuple[Fault, ...]:
    """Name every defect of a definition, in the order of its source.

    Worked example: a title without English, and no kind.

    >>> [(one.place, one.code) for one in faults({"title": {"zh": "表"}})]
    [('kind', 'sheets.key_missing'), ('title.en', 'sheets.words_missing')]
    """
    if not isinstance(plain, Mapping):
        return (Fault("", "sheets.not_a_table"),)
    return (*_definition(plain), *naming.misnamed(plain))


def decimal_of(value: object) -> Decimal | None:
    """Return a decimal as definitions write it, an int or text; None where it is none.

    >>> decimal_of("0.50"), decimal_of(3), decimal_of(0.5)
    (Decimal('0.50'), Decimal('3'), None)
    """
    if isinstance(value, bool) or not isinstance(value, int | str):
        return None
    try:
        return Decimal(value) if _NUMBER.fullmatch(str(value)) else None
    except InvalidOperation:  # pragma: no cover - the pattern lets only numbers through
        return None


def _definition(plain: Plain) -> Faults:
    yield from _keys(plain, "", ("kind", "title", "help", "sections", "checks"), ("kind", "title"))
    kind = plain.get("kind")
    yield from _offered(kind or "", "kind", SHEETS)
    yield from _words(plain, "", ("title", "help"))
    sections = plain.get("sections", [])
    yield from _list(sections, "sections", SECTIONS_MAX, _section)
    yield from _list(plain.get("checks", []), "checks", CHECKS_MAX, _check)
    if kind == "scoring":
        yield from _weights(plain)


def _section(plain: Plain, place: str) -> Faults:
    yield from _keys(plain, place, ("key", "title", "help", "show_if", "fields"), ("key", "title"))
    yield from _key(plain, place)
    yield from _words(plain, place, ("title", "help"))
    yield from _expression(plain, place, "show_if")
    yield from _list(plain.get("fields", []), f"{place}.fields", FIELDS_MAX, _field)


def _field(plain: Plain, place: str, kinds: Sequence[str] = tuple(OF_KIND)) -> Faults:
    kind = plain.get("kind")
    if kind is None:
        yield Fault(f"{place}.kind", "sheets.key_missing", {"key": "kind"})
        return
    if not isinstance(kind, str) or kind not in kinds:
        yield Fault(
            f"{place}.kind", "sheets.not_offered", {"value": _shown(kind), "of": _of(kinds)}
        )
        return
    known = (*ANY, *OF_KIND[kind])
    yield from _keys(plain, place, known, ("key", "label", *NEEDS.get(kind, ())))
    yield from _key(plain, place)
    for name in known:
        if name in plain and name not in {"key", "kind"}:
            yield from _value(plain, place, name)
    yield from _crossed(plain, place)
    yield from _OF_KIND.get(kind, _nothing)(plain, place)


def _column(plain: Plain, place: str) -> Faults:
    yield from _field(plain, place, IN_TABLE)
    if plain.get("show_if"):
        yield Fault(f"{place}.show_if", "sheets.not_in_columns")


def _value(plain: Plain, place: str, name: str) -> Faults:
    """Judge one value by what its key asks for."""
    if name in WORDS:
        yield from _words(plain, place, (name,))
    elif name in EXPRESSIONS:
        yield from _expression(plain, place, name)
    elif name in WHOLES:
        yield from _whole(plain[name], f"{place}.{name}", *WHOLES[name])
    elif name in TAKEN:
        yield from _offered(plain[name], f"{place}.{name}", TAKEN[name])
    else:
        yield from _PARTS.get(name, _plain_text)(plain[name], f"{place}.{name}")


def _offered(value: object, where: str, offered: Sequence[str]) -> Faults:
    if value not in ("", *offered):
        yield Fault(where, "sheets.not_offered", {"value": _shown(value), "of": _of(offered)})


def _flag(value: object, where: str) -> Faults:
    if not isinstance(value, bool):
        yield Fault(where, "sheets.not_a_flag")


def _decimal(value: object, where: str) -> Faults:
    if decimal_of(value) is None:
        yield Fault(where, "sheets.not_a_number", {"value": _shown(value)})


# --- keys, words, numbers, texts


def _keys(plain: Plain, place: str, known: Sequence[str], needed: Sequence[str]) -> Faults:
    dot = f"{place}." if place else ""
    for key in plain:
        if key not in known:
            yield Fault(f"{dot}{_shown(key)}", "sheets.key_unknown", {"key": _shown(key)})
    for key in needed:
        if plain.get(key) in (None, "", [], {}):
            yield Fault(f"{dot}{key}", "sheets.key_missing", {"key": key})


def _key(plain: Plain, place: str) -> Faults:
    key = plain.get("key")
    if key in (None, ""):
        return
    if not isinstance(key, str) or not _KEY.fullmatch(key) or len(key) > KEY_MAX:
        yield Fault(f"{place}.key", "sheets.key_odd", {"key": _shown(key)})
    elif naming.is_reserved(key):
        yield Fault(f"{place}.key", "sheets.key_reserved", {"key": key})


def _words(plain: Plain, place: str, names: Sequence[str]) -> Faults:
    dot = f"{place}." if place else ""
    for name in names:
        value = plain.get(name)
        if value in (None, "", {}):
            continue
        if not isinstance(value, Mapping):
            yield Fault(f"{dot}{name}", "sheets.words_missing", {"language": "zh, en"})
            continue
        for key in value:
            if key not in {"zh", "en"}:
                where = f"{dot}{name}.{_shown(key)}"
                yield Fault(where, "sheets.key_unknown", {"key": _shown(key)})
        for language in ("zh", "en"):
            yield from _word(value.get(language), f"{dot}{name}.{language}", language)


def _word(said: object, where: str, language: str) -> Faults:
    if not isinstance(said, str) or not said.strip():
        yield Fault(where, "sheets.words_missing", {"language": language})
    else:
        yield from _plain_text(said, where)


def _plain_text(value: object, where: str) -> Faults:
    if not isinstance(value, str):
        yield Fault(where, "sheets.not_a_text")
    elif len(value) > WORDS_MAX:
        yield Fault(where, "sheets.text_long", {"most": WORDS_MAX})
    elif _CONTROL.search(value):
        yield Fault(where, "sheets.text_odd")


def _whole(value: object, where: str, least: int, most: int) -> Faults:
    if isinstance(value, bool) or not isinstance(value, int):
        yield Fault(where, "sheets.not_a_number", {"value": _shown(value)})
    elif not least <= value <= most:
        yield Fault(where, "sheets.out_of_range", {"least": least, "most": most})


def _expression(plain: Plain, place: str, name: str) -> Faults:
    text = plain.get(name, "")
    if text == "":
        return
    if not isinstance(text, str):
        yield Fault(f"{place}.{name}", "sheets.not_a_text")
        return
    read = parse(text)
    if isinstance(read, Misread):
        yield Fault(f"{place}.{name}", f"sheets.expression_{read.code}", {"about": read.about})


def _origin(value: object, where: str) -> Faults:
    if value and not (isinstance(value, str) and _ORIGIN.fullmatch(value)):
        yield Fault(where, "sheets.origin_odd")
    elif value:
        yield from _plain_text(value, where)


def _day(value: object, where: str) -> Faults:
    """Judge a day or a month; which of the two is asked for is looked at beside it."""
    if value and day_of(value) is None:
        yield Fault(where, "sheets.not_a_day", {"value": _shown(value)})


def day_of(value: object) -> date | None:
    """Return the day that a text names, the first of it where it names a month.

    >>> day_of("2016-11"), day_of("2016-11-31")
    (datetime.date(2016, 11, 1), None)
    """
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d\d(-\d\d)?", value):
        return None
    try:
        return date.fromisoformat(value if len(value) == 10 else f"{value}-01")
    except ValueError:
        return None


# --- lists of parts


def _list(value: object, place: str, most: int, judge: Callable[[Plain, str], Faults]) -> Faults:
    """Judge each part of a list of tables, named by its key where it has one of its own."""
    if not isinstance(value, list | tuple):
        yield Fault(place, "sheets.not_a_list")
        return
    if len(value) > most:
        yield Fault(place, "sheets.too_many", {"most": most})
        return
    for number, part in enumerate(value):
        where = f"{place}.{name_of(part, number)}"
        if isinstance(part, Mapping):
            yield from judge(part, where)
        else:
            yield Fault(where, "sheets.not_a_table")


def name_of(part: object, number: int) -> str:
    """Name a part of a list by its key or value, else by where it stands."""
    if isinstance(part, Mapping):
        for key in ("key", "value"):
            name = part.get(key)
            if isinstance(name, str) and _VALUE.fullmatch(name):
                return name
    return str(number)


def _options(value: object, where: str) -> Faults:
    yield from _list(value, where, OPTIONS_MAX, _option)
    if isinstance(value, list | tuple):
        values = [one.get("value") for one in value if isinstance(one, Mapping)]
        for name in naming.twice(values):
            yield Fault(where, "sheets.value_twice", {"value": name})


def _option(plain: Plain, place: str) -> Faults:
    yield from _keys(plain, place, ("value", "words"), ("value", "words"))
    value = plain.get("value", "")
    if value != "" and not (isinstance(value, str) and _VALUE.fullmatch(value)):
        yield Fault(f"{place}.value", "sheets.value_odd", {"value": _shown(value)})
    yield from _words(plain, place, ("words",))


def _anchors(value: object, where: str) -> Faults:
    yield from _list(value, where, OPTIONS_MAX, _anchor)


def _anchor(plain: Plain, place: str) -> Faults:
    yield from _keys(plain, place, ("at", "words"), ("at", "words"))
    if plain.get("at", "") != "" and decimal_of(plain["at"]) is None:
        yield Fault(f"{place}.at", "sheets.not_a_number", {"value": _shown(plain["at"])})
    yield from _words(plain, place, ("words",))


def _columns(value: object, where: str) -> Faults:
    yield from _list(value, where, COLUMNS_MAX, _column)


def _checks(value: object, where: str) -> Faults:
    yield from _list(value, where, CHECKS_MAX, _check)


def _check(plain: Plain, place: str) -> Faults:
    known = ("key", "test", "say", "severity", "at")
    yield from _keys(plain, place, known, known[:3])
    yield from _key(plain, place)
    yield from _words(plain, place, ("say",))
    for name in ("test", "severity", "at"):
        if name in plain:
            yield from _value(plain, place, name)


def _file_kinds(value: object, where: str) -> Faults:
    if not isinstance(value, list | tuple):
        yield Fault(where, "sheets.not_a_list")
        return
    for one in value:
        yield from _offered(one or " ", where, FILES)
    for name in naming.twice(list(value)):
        yield Fault(where, "sheets.value_twice", {"value": name})


_PARTS: Mapping[str, Callable[[object, str], Faults]] = {
    **dict.fromkeys(FLAGS, _flag),
    **dict.fromkeys(DECIMALS, _decimal),
    "origin": _origin,
    "earliest": _day,
    "latest": _day,
    "options": _options,
    "columns": _columns,
    "checks": _checks,
    "anchors": _anchors,
    "kinds": _file_kinds,
}


# --- what the values of one field say together


def _crossed(plain: Plain, place: str) -> Faults:
    for low, high in PAIRS:
        a, b = _comparable(plain, low), _comparable(plain, high)
        if a is not None and b is not None and type(a) is type(b) and a > b:  # type: ignore[operator]  # the same type
            params = {"low": low, "high": high}
            yield Fault(f"{place}.{high}", "sheets.crossed", params)


def _comparable(plain: Plain, name: str) -> Decimal | date | None:
    value = plain.get(name)
    if name in {"earliest", "latest"}:
        return day_of(value)
    number = decimal_of(value)
    is_unset = name in WHOLES and not number
    return None if is_unset else number


def _nothing(_plain: Plain, _place: str) -> Faults:
    yield from ()


def _choice(plain: Plain, place: str) -> Faults:
    if bool(plain.get("options")) == bool(plain.get("options_from")):
        yield Fault(f"{place}.options", "sheets.one_source_of_options")


def _scale(plain: Plain, place: str) -> Faults:
    low, high = plain.get("low", 0), plain.get("high", 0)
    if bool(plain.get("options")) == bool(high):
        yield Fault(f"{place}.options", "sheets.words_or_figures")
    elif isinstance(low, int) and isinstance(high, int) and high and low >= high:
        yield Fault(f"{place}.high", "sheets.crossed", {"low": "low", "high": "high"})


def _score(plain: Plain, place: str) -> Faults:
    points, step = plain.get("points"), decimal_of(plain.get("step", "0.5"))
    if not isinstance(points, int) or points < 1:
        return
    if step is not None and (step <= 0 or Decimal(points) % step):
        yield Fault(f"{place}.step", "sheets.step_odd", {"points": points})
    anchors = plain.get("anchors", [])
    if isinstance(anchors, list | tuple):
        for one in anchors:
            at = decimal_of(one.get("at")) if isinstance(one, Mapping) else None
            if at is not None and not 0 <= at <= points:
                params = {"least": 0, "most": points}
                yield Fault(f"{place}.anchors", "sheets.out_of_range", params)


def _months(plain: Plain, place: str) -> Faults:
    length = 7 if plain.get("kind") == "month" else 10
    for name in ("earliest", "latest"):
        value = plain.get(name)
        if day_of(value) is not None and len(str(value)) != length:
            yield Fault(f"{place}.{name}", "sheets.not_a_day", {"value": _shown(value)})


_OF_KIND: Mapping[str, Callable[[Plain, str], Faults]] = {
    "choice": _choice,
    "choices": _choice,
    "scale": _scale,
    "score": _score,
    "date": _months,
    "month": _months,
}


def _weights(plain: Plain) -> Faults:
    """The points of a score sheet sum to 100 (domain.md section 5)."""
    points = [
        field.get("points")
        for _place, field in naming.fields_of(plain)
        if field.get("kind") == "score"
    ]
    total = sum(one for one in points if isinstance(one, int))
    if total != 100:
        yield Fault("sections", "sheets.weights", {"total": total})


def _of(values: Sequence[str]) -> str:
    return ", ".join(values)


def _shown(value: object) -> str:
    return _CONTROL.sub("?", str(value))[:60]
