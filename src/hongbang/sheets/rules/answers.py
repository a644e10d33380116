"""Are the answers to a sheet right, and where not?

Answers are plain JSON: text, flags, lists and tables. What is hidden is neither asked nor checked;
a draft (`final=False`) is never asked for what is missing or still too short.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from hongbang.orgs.rules import uscc
from hongbang.sheets.rules.counting import characters
from hongbang.sheets.rules.reading import (
    FILE,
    NOT_APPLICABLE,
    OPINION,
    RATIO,
    Answers,
    Facts,
    Reading,
    Row,
    computed,
    date_of,
    is_empty,
    month_of,
    number_of,
    per_cent,
)
from hongbang.sheets.rules.shape import BLOCK, FILES, ROWS_MAX, WARN, Definition, Field, Option

__all__ = ["Finding", "characters", "check", "computed", "places_of"]

Lists = Mapping[str, Sequence[Option]]
TEXT_MAX, LONG_MAX, ROWS_USUAL = 200, 5000, 30
SHORT_MAX = 100
_MEGABYTE = 1024 * 1024
_PATTERN: Mapping[str, re.Pattern[str]] = {
    "name": re.compile(r"[^\W\d_]{1,30}(?:[·•.' -]{1,2}[^\W\d_]{1,30}){0,5}\.?"),
    "mobile": re.compile(r"1[3-9][0-9]{9}"),
    "phone": re.compile(
        r"(?:\(?0[0-9]{2,3}\)?[- ]?)?[2-9][0-9]{6,7}(?:[-*转 ][0-9]{1,6})?"
        r"|1[3-9][0-9]{9}|[48]00-?[0-9]{3}-?[0-9]{4}|[19][0-9]{4}"
    ),
    "email": re.compile(r"[^@\s]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}"),
    "postcode": re.compile(r"[0-9]{6}"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with an answer: where, which code, what its sentence needs, how grave."""

    place: str
    code: str
    params: Mapping[str, object] = field(default_factory=dict)
    severity: str = BLOCK


Findings = Iterator[Finding]


@dataclass(frozen=True, slots=True)
class _Asking:
    """What every question is judged by."""

    reading: Reading
    lists: Lists
    final: bool


def check(
    definition: Definition,
    answers: object,
    *,
    facts: Facts | None = None,
    lists: Lists | None = None,
    final: bool,
) -> tuple[Finding, ...]:
    """Judge answers, in the order of the sheet; never raises, whatever the answers hold.

    Worked example: a draft may be unfinished, what is submitted may not.

    >>> from hongbang.sheets.rules.shape import Section, Words
    >>> name = Field("name", "text", Words("名称", "Name"), required=True)
    >>> section = Section("one", Words("一", "One"), fields=(name,))
    >>> sheet = Definition("application", Words("表", "Form"), sections=(section,))
    >>> check(sheet, {}, final=False)
    ()
    >>> [(one.place, one.code) for one in check(sheet, {}, final=True)]
    [('name', 'sheets.required')]
    """
    if not isinstance(answers, Mapping):
        return (Finding("", "sheets.answer_odd"),)
    asking = _Asking(Reading(definition, answers, facts or {}), lists or {}, final)
    return (*_sheet(definition, answers, asking),)


def places_of(findings: Sequence[Finding]) -> frozenset[str]:
    """Return the fields that findings stand at."""
    return frozenset(one.place.partition(".")[0] for one in findings)


def _sheet(definition: Definition, answers: Answers, asking: _Asking) -> Findings:
    known = set()
    for one in definition.fields():
        known.add(one.key)
        if asking.reading.is_shown(one.key):
            yield from _answer(one, answers.get(one.key), one.key, asking)
    for key in answers:
        if key not in known:
            yield Finding(str(key)[:40], "sheets.answer_unknown")
    for test in definition.checks:
        if asking.reading.holds(test.test) is False:
            params = {"zh": test.say.zh, "en": test.say.en}
            yield Finding(test.at or f"checks.{test.key}", "sheets.check", params, test.severity)


def _answer(one: Field, raw: object, place: str, asking: _Asking) -> Findings:
    """Judge one answer: is it there, and does it keep to its kind?"""
    if one.kind == "computed":
        if not is_empty(raw):
            yield Finding(place, "sheets.answer_odd")
    elif not is_empty(raw):
        yield from _BY_KIND[one.kind](one, raw, place, asking)
    elif one.required and asking.final:
        yield Finding(place, "sheets.required")


# --- texts and numbers


def _text(one: Field, raw: object, place: str, asking: _Asking) -> Findings:
    if not isinstance(raw, str):
        yield Finding(place, "sheets.answer_odd")
        return
    most = one.max or (LONG_MAX if one.kind == "long_text" else TEXT_MAX)
    yield from _length(raw, place, one.min if asking.final else 0, most)
    if one.kind == "text" and ("\n" in raw or "\r" in raw):
        yield Finding(place, "sheets.one_line")
    if one.pattern:
        yield from _pattern(one.pattern, raw.strip(), place)


def _length(raw: str, place: str, least: int, most: int) -> Findings:
    count = characters(raw)
    if "\x00" in raw or len(raw) > 4 * most + SHORT_MAX:  # blanks do not count, but are kept
        yield Finding(place, "sheets.answer_odd")
    elif count > most:
        yield Finding(place, "sheets.text_over", {"count": count, "most": most})
    elif count < least:
        yield Finding(place, "sheets.text_under", {"count": count, "least": least})


def _pattern(pattern: str, text: str, place: str) -> Findings:
    if pattern == "uscc":
        verdict = uscc.check(text)
        if verdict.fault:
            params = {"meant": "、".join(verdict.suggestions)}
            code = "meant" if verdict.suggestions else verdict.fault
            yield Finding(place, f"sheets.uscc_{code}", params, WARN)
    elif not _PATTERN[pattern].fullmatch(text):
        yield Finding(place, f"sheets.no_{pattern}")


def _number(one: Field, raw: object, place: str, _asking: _Asking) -> Findings:
    number = number_of(raw)
    if number is None:
        yield Finding(place, "sheets.no_number")
        return
    if one.kind == "whole" and number.denominator != 1:
        yield Finding(place, "sheets.no_whole_number")
    elif one.kind == "decimal" and (number * 10**one.places).denominator != 1:
        yield Finding(place, "sheets.too_many_places", {"places": one.places})
    yield from _bounds(one, number, place)


def _bounds(one: Field, number: Fraction, place: str) -> Findings:
    if one.least is not None and number < Fraction(one.least):
        yield Finding(place, "sheets.number_under", {"least": f"{one.least:f}"})
    if one.most is not None and number > Fraction(one.most):
        yield Finding(place, "sheets.number_over", {"most": f"{one.most:f}"})


def _day(one: Field, raw: object, place: str, _asking: _Asking) -> Findings:
    read = month_of if one.kind == "month" else date_of
    day = read(raw)
    if day is None:
        yield Finding(place, f"sheets.no_{one.kind}")
        return
    earliest, latest = read(one.earliest), read(one.latest)
    if earliest and day < earliest:
        yield Finding(place, "sheets.day_before", {"earliest": one.earliest})
    if latest and day > latest:
        yield Finding(place, "sheets.day_after", {"latest": one.latest})


def _yes_no(one: Field, raw: object, place: str, asking: _Asking) -> Findings:
    if not isinstance(raw, bool):
        yield Finding(place, "sheets.answer_odd")
    elif one.must_agree and not raw and asking.final:
        yield Finding(place, "sheets.must_agree")


# --- choices


def _offered(one: Field, lists: Lists) -> frozenset[str] | None:
    """Return the values that can be chosen; None where the named list was not given."""
    options = lists.get(one.options_from) if one.options_from else one.options
    return None if options is None else frozenset(option.value for option in options)


def _choice(one: Field, raw: object, place: str, asking: _Asking) -> Findings:
    offered = _offered(one, asking.lists)
    if not isinstance(raw, str) or (offered is not None and raw not in offered):
        yield Finding(place, "sheets.no_such_choice")


def _choices(one: Field, raw: object, place: str, asking: _Asking) -> Findings:
    if not isinstance(raw, list) or not all(isinstance(value, str) for value in raw):
        yield Finding(place, "sheets.answer_odd")
        return
    offered = _offered(one, asking.lists)
    chosen = set(raw)
    if (offered is not None and not chosen <= offered) or len(chosen) < len(raw):
        yield Finding(place, "sheets.no_such_choice")
    if one.max and len(chosen) > one.max:
        yield Finding(place, "sheets.choices_over", {"most": one.max})
    if asking.final and len(chosen) < one.min:
        yield Finding(place, "sheets.choices_under", {"least": one.min})


def _scale(one: Field, raw: object, place: str, _asking: _Asking) -> Findings:
    if raw == NOT_APPLICABLE and one.not_applicable:
        return
    if one.high:
        offered = {str(figure) for figure in range(one.low, one.high + 1)}
    else:
        offered = {option.value for option in one.options}
    if not isinstance(raw, str) or raw not in offered:
        yield Finding(place, "sheets.no_such_choice")


def _score(one: Field, raw: object, place: str, _asking: _Asking) -> Findings:
    number = number_of(raw)
    if number is None:
        yield Finding(place, "sheets.no_number")
    elif not 0 <= number <= one.points:
        yield Finding(place, "sheets.points_over", {"most": one.points})
    elif (number / Fraction(one.step)).denominator != 1:
        yield Finding(place, "sheets.points_between", {"step": f"{one.step:f}"})


# --- what has parts


def _table(one: Field, raw: object, place: str, asking: _Asking) -> Findings:
    if not isinstance(raw, list) or len(raw) > ROWS_MAX:
        yield Finding(place, "sheets.answer_odd")
        return
    most = one.max_rows or ROWS_USUAL
    if len(raw) > most:
        yield Finding(place, "sheets.rows_over", {"most": most})
    if asking.final and len(raw) < one.min_rows:
        yield Finding(place, "sheets.rows_under", {"least": one.min_rows})
    columns = {column.key: column for column in one.columns}
    for number, cells in enumerate(raw):
        yield from _row(one, columns, cells, f"{place}.{number}", asking)


def _row(
    one: Field, columns: Mapping[str, Field], cells: object, place: str, asking: _Asking
) -> Findings:
    if not isinstance(cells, Mapping) or not cells.keys() <= columns.keys():
        yield Finding(place, "sheets.answer_odd")
        return
    for key, column in columns.items():
        yield from _answer(column, cells.get(key), f"{place}.{key}", asking)
    row = Row(asking.reading, columns, cells)
    for test in one.checks:
        if asking.reading.holds(test.test, row) is False:
            where = f"{place}.{test.at or one.columns[0].key}"
            params = {"zh": test.say.zh, "en": test.say.en}
            yield Finding(where, "sheets.check", params, test.severity)


def _parts(raw: object, known: Sequence[str], place: str) -> Findings:
    """Find what is no answer in parts: another shape, an unknown part, a part that is no text."""
    is_whole = isinstance(raw, Mapping) and all(
        key in known and isinstance(part, bool if key == "sealed" else str)
        for key, part in raw.items()
    )
    if not is_whole:
        yield Finding(place, "sheets.answer_odd")


def _ratio(one: Field, raw: object, place: str, asking: _Asking) -> Findings:
    odd = [*_parts(raw, RATIO, place)]
    if odd or not isinstance(raw, Mapping):
        yield from odd
        return
    for part in RATIO:
        yield from _ratio_part(part, raw.get(part, ""), f"{place}.{part}", asking)
    above, below = number_of(raw.get("numerator")), number_of(raw.get("denominator"))
    if below == 0:
        yield Finding(f"{place}.denominator", "sheets.ratio_of_nothing")
    elif above is not None and below is not None and above > below:
        yield Finding(f"{place}.numerator", "sheets.ratio_over")
    start, end = month_of(raw.get("from")), month_of(raw.get("to"))
    if start and end and end < start:
        yield Finding(f"{place}.to", "sheets.ratio_backwards")
    rate = per_cent(raw)
    if rate is not None:
        yield from _bounds(one, rate, place)


def _ratio_part(part: str, raw: str, place: str, asking: _Asking) -> Findings:
    if not raw.strip():
        if asking.final:
            yield Finding(place, "sheets.part_missing")
    elif part == "source":
        yield from _length(raw, place, 0, SHORT_MAX)
    elif part in {"from", "to"}:
        if month_of(raw) is None:
            yield Finding(place, "sheets.no_month")
    elif (number := number_of(raw)) is None or number < 0:
        yield Finding(place, "sheets.no_number")


def _file(one: Field, raw: object, place: str, asking: _Asking) -> Findings:
    if not isinstance(raw, list):
        yield Finding(place, "sheets.answer_odd")
        return
    if len(raw) > one.max_count:
        yield Finding(place, "sheets.files_over", {"most": one.max_count})
    for number, part in enumerate(raw[: one.max_count]):
        where = f"{place}.{number}"
        odd = [*_parts(part, FILE, where)]
        yield from odd or _one_file(one, part, where, asking)


def _one_file(one: Field, part: Mapping[str, str], place: str, asking: _Asking) -> Findings:
    kinds, size = one.kinds or FILES, number_of(part.get("size", ""))
    if part.get("kind") not in kinds:
        yield Finding(place, "sheets.file_kind", {"of": "、".join(kinds).upper()})
    if size is None or size > one.max_mb * _MEGABYTE:
        yield Finding(place, "sheets.file_large", {"most": one.max_mb})
    caption = part.get("caption", "")
    if one.captions and asking.final and not caption.strip():
        yield Finding(f"{place}.caption", "sheets.no_caption")
    yield from _length(caption, f"{place}.caption", 0, SHORT_MAX)


def _opinion(one: Field, raw: object, place: str, asking: _Asking) -> Findings:
    odd = [*_parts(raw, OPINION, place)]
    if odd or not isinstance(raw, Mapping):
        yield from odd
        return
    yield from _length(raw.get("text", ""), f"{place}.text", 0, one.max or TEXT_MAX)
    for part in ("signer", "title"):
        yield from _length(raw.get(part, ""), f"{place}.{part}", 0, SHORT_MAX)
    signed_on = raw.get("signed_on", "")
    if signed_on and date_of(signed_on) is None:
        yield Finding(f"{place}.signed_on", "sheets.no_date")
    if asking.final:
        for part in OPINION[:4]:
            if is_empty(raw.get(part)):
                yield Finding(f"{place}.{part}", "sheets.part_missing")
        if one.seal and raw.get("sealed") is not True:
            yield Finding(f"{place}.sealed", "sheets.no_seal")


_BY_KIND: Mapping[str, Callable[[Field, object, str, _Asking], Findings]] = {
    "text": _text,
    "long_text": _text,
    "whole": _number,
    "decimal": _number,
    "date": _day,
    "month": _day,
    "yes_no": _yes_no,
    "choice": _choice,
    "choices": _choices,
    "table": _table,
    "ratio": _ratio,
    "file": _file,
    "opinion": _opinion,
    "scale": _scale,
    "score": _score,
}
