"""Which annexes does an edition hand out (N18), made from its chapters and its sheets?

A chapter is printed as it stands, a sheet as a blank form. Nothing is kept: whoever downloads an
annex gets what the edition says now, and a published edition says the same for ever.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hongbang.documents.rules.content import COLUMNS, Box, Form, Part
from hongbang.kernel.refusal import NotFound
from hongbang.orgs import queries as orgs
from hongbang.programmes import queries
from hongbang.programmes.queries import Edition
from hongbang.programmes.rules.catalogue import CHANNELS, CHAPTERS
from hongbang.programmes.rules.shapes import rows_of
from hongbang.programmes.texts.chapters import OPTIONS
from hongbang.programmes.texts.telling import Pair, Table, said, tables_told
from hongbang.sheets import queries as sheets
from hongbang.sheets.exports import CHINESE, ENGLISH, blank
from hongbang.sheets.rules.shape import Option, Words

# What is printed behind a chapter, as the notice has it: annex 1 holds conditions and review.
BESIDE: Mapping[str, tuple[str, ...]] = {"conditions": ("review",)}
NUMBER, TITLE = 1, 6  # columns; the rest is for what else a row says


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex as it is listed."""

    number: int
    title: str
    sheet: str
    chapter: str


def annexes(edition: Edition) -> list[Annex]:
    """List the annexes of an edition in the language of the page, in their order."""
    rows = rows_of(queries.chapter(edition, "annexes"), "annexes")
    found = [
        Annex(row["number"], said(row["title"]), row.get("sheet", ""), row.get("chapter", ""))
        for row in rows
    ]
    return sorted(found, key=lambda annex: annex.number)


def paper(edition: Edition, number: int) -> Form:
    """Lay out one annex; refuses with `programmes.annex_missing` what is not there.

    Refuses: `NotFound`.
    """
    annex = next((one for one in annexes(edition) if one.number == number), None)
    if annex is None:
        raise NotFound("programmes.annex_missing")
    mark = _("附件%(number)s") % {"number": number}
    if annex.chapter:
        names = (annex.chapter, *BESIDE.get(annex.chapter, ()))
        parts = [part for name in names for part in _chapter(edition, name)]
        return Form(annex.title, tuple(parts), mark=mark)
    code, _at, version = annex.sheet.partition("@")
    sheet = sheets.published(code, int(version) if version else edition.pins.get(code))
    return blank(
        sheets.definition(sheet),
        annex.title,
        lists=lists(edition),
        mark=mark,
        tongue=ENGLISH if get_language() == "en" else CHINESE,
    )


def lists(edition: Edition) -> dict[str, Sequence[Option]]:
    """Return the named lists of this edition that a paper can show: not hundreds of organs."""
    industries = rows_of(queries.chapter(edition, "industries"), "industries")
    categories = rows_of(queries.chapter(edition, "categories"), "categories")
    return {
        "industries": [_option(row["key"], row["name"]) for row in industries],
        "categories": [_option(row["key"], row["name"]) for row in categories],
        "channels": [
            Option(one, Words(str(OPTIONS["channel"][one]), str(OPTIONS["channel"][one])))
            for one in CHANNELS
        ],
        "districts": [
            Option(area.name, Words(area.name, area.name_en or area.name))
            for area in orgs.areas().filter(kind="district")
        ],
    }


def _option(value: str, words: Mapping[str, str]) -> Option:
    return Option(value, Words(words["zh"], words["en"]))


def _chapter(edition: Edition, name: str) -> Iterator[Part]:
    """Draw what a chapter says: its keys in words, then each table row by row."""
    told = tables_told(CHAPTERS[name], edition.chapters, is_whole=True)
    lines = tuple(_line(pair) for pair in told.pairs if not pair.is_inner)
    if lines:
        yield Part(told.label, lines)
    for table in told.tables:
        if table.rows and table.key != "score_sheets":  # which speaks to the house
            yield Part(table.label, tuple(_rows(table)))


def _line(pair: Pair) -> tuple[Box, ...]:
    return (Box(pair.label, 3, is_label=True), Box(pair.words, COLUMNS - 3))


def _rows(table: Table) -> Iterator[tuple[Box, ...]]:
    for row in table.rows:
        more = "\n".join(
            _("%(label)s：%(words)s") % {"label": pair.label, "words": pair.words}
            for pair in row.pairs
            if not pair.is_inner
        )
        yield (
            Box(str(row.place), NUMBER, is_label=True),
            Box(row.title, TITLE),
            Box(more, COLUMNS - NUMBER - TITLE),
        )
