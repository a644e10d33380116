"""How do given answers read: each question that was asked, with its answer in words?

Drawn by the tag `{% answers parts application %}`; later rooms read submitted revisions so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from hongbang.sheets.forms.answering import PARTS, YES_OR_NO
from hongbang.sheets.forms.posted import NO, YES
from hongbang.sheets.rules.answers import Lists
from hongbang.sheets.rules.reading import NOT_APPLICABLE, Facts, Reading, is_empty, written
from hongbang.sheets.rules.shape import Definition, Field
from hongbang.sheets.texts import said

_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Answer:
    """One question with its answer in words, as a table, or as files."""

    key: str
    label: str
    words: str = ""
    heads: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    files: Sequence[Mapping[str, str]] = field(default_factory=tuple)
    is_long: bool = False

    @property
    def is_chinese(self) -> bool:
        """Say whether the words are Chinese, whatever language the page speaks."""
        return is_chinese(self.words)

    @property
    def is_given(self) -> bool:
        """Say whether there is an answer."""
        return bool(self.words or self.rows or self.files)


def is_chinese(text: str) -> bool:
    """Say whether a text holds Chinese characters.

    >>> is_chinese("班组长"), is_chinese("7 years")
    (True, False)
    """
    return _HAN.search(text) is not None


@dataclass(frozen=True, slots=True)
class Part:
    """A section with the questions that were asked in it."""

    title: str
    answers: Sequence[Answer]


def shown(
    definition: Definition, answers: Mapping[str, Any], facts: Facts, lists: Lists
) -> list[Part]:
    """Return the sections that were asked, each with its answers in words."""
    reader = _Reader(Reading(definition, answers, facts), lists)
    return [
        Part(said(section.title), reader.answers(section.fields))
        for section in definition.sections
        if reader.reading.is_section_shown(section)
    ]


@dataclass(frozen=True, slots=True)
class _Reader:
    reading: Reading
    lists: Lists

    def answers(self, fields: Sequence[Field]) -> list[Answer]:
        return [self.answer(one) for one in fields if self.reading.is_shown(one.key)]

    def answer(self, one: Field) -> Answer:
        label, raw = said(one.label), self.reading.answers.get(one.key)
        if one.kind == "computed":
            value = self.reading.value(one.key)
            worked = "" if value is None else str(written(value, one.places))
            return Answer(one.key, label, _with_unit(one, worked))
        if is_empty(raw):
            return Answer(one.key, label)
        if isinstance(raw, list) and one.kind == "file":
            return Answer(one.key, label, files=raw)
        if isinstance(raw, list) and one.kind == "table":
            return self.table(one, raw)
        words = self.in_parts(one, raw) if isinstance(raw, Mapping) else self.plain(one, raw)
        return Answer(one.key, label, words, is_long=one.kind in {"long_text", "opinion"})

    def table(self, one: Field, raw: Sequence[Mapping[str, object]]) -> Answer:
        """Write a table, row by row."""
        rows = [[self.plain(column, row.get(column.key)) for column in one.columns] for row in raw]
        heads = [said(column.label) for column in one.columns]
        return Answer(one.key, said(one.label), heads=heads, rows=rows)

    def in_parts(self, one: Field, raw: Mapping[str, Any]) -> str:
        """Write an answer in parts: a ratio or an opinion."""
        return self.ratio(one, raw) if one.kind == "ratio" else _opinion(raw)

    def plain(self, one: Field, raw: object) -> str:
        """Write an answer of one part."""
        if isinstance(raw, bool):
            raw = YES if raw else NO
        if isinstance(raw, list):
            return "、".join(self.chosen(one, text) for text in raw)
        return _with_unit(one, self.chosen(one, raw)) if isinstance(raw, str) else ""

    def chosen(self, one: Field, text: str) -> str:
        """Return the words of a choice; anything else reads as it was typed."""
        if text == NOT_APPLICABLE and one.not_applicable:
            return said(one.not_applicable)
        options = self.lists.get(one.options_from, ()) if one.options_from else one.options
        offered = YES_OR_NO if one.kind == "yes_no" else options
        return next((said(option.words) for option in offered if option.value == text), text)

    def ratio(self, one: Field, raw: Mapping[str, str]) -> str:
        """Write a rate with what it is worked out from."""
        rate = self.reading.value(one.key)
        told = {
            "rate": f"{written(rate, one.places)}%" if rate is not None else "—",
            "above": f"{said(one.numerator)} {raw.get('numerator', '—')}",
            "below": f"{said(one.denominator)} {raw.get('denominator', '—')}",
            "first": raw.get("from", "—"),
            "last": raw.get("to", "—"),
            "source": raw.get("source", "—"),
        }
        return _("%(rate)s（%(above)s，%(below)s；%(first)s 到 %(last)s；出自 %(source)s）") % told


def _opinion(raw: Mapping[str, Any]) -> str:
    named = [str(raw[part]) for part in ("signer", "title", "signed_on") if raw.get(part)]
    sealed = [str(PARTS["sealed"])] if raw.get("sealed") is True else []
    return "\n".join(filter(None, [str(raw.get("text", "")), "，".join([*named, *sealed])]))


def _with_unit(one: Field, text: str) -> str:
    return f"{text} {said(one.unit)}" if text and one.unit else text
