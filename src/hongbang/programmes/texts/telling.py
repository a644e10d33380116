"""How is what stands in an edition's chapters said to a person?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hongbang.programmes.rules.catalogue import CHAPTERS
from hongbang.programmes.rules.changes import Change, since
from hongbang.programmes.rules.chapters import Chapters, faults, file_of
from hongbang.programmes.rules.checking import Fault, day_of
from hongbang.programmes.rules.opening import Item
from hongbang.programmes.rules.shapes import Chapter, Part, Plain, named_rows
from hongbang.programmes.texts import FAULTS, ITEMS
from hongbang.programmes.texts.chapters import CHAPTERS as NAMES
from hongbang.programmes.texts.chapters import NOTES, label, option
from hongbang.ui.dates import plain_day_words

TITLES = ("name", "words", "title", "category", "host")
SHORT = 120  # signs of a long text in a list of keys
INNER = frozenset(
    {
        "review.ties",
        *(
            f"conditions.conditions.{key}"
            for key in ("indicator", "operator", "value", "among", "unit", "origin")
        ),
    }
)
PUBLIC = ("categories", "timetable", "conditions", "contacts", "annexes")


@dataclass(frozen=True, slots=True)
class Pair:
    """A key and what stands there, in words."""

    label: str
    words: str
    is_inner: bool = False  # read by the machine; the reader has it in other words


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: where it stands, what it is called, what else it says."""

    place: int
    name: str
    title: str
    pairs: tuple[Pair, ...]

    @property
    def shown(self) -> tuple[Pair, ...]:
        """Return what concerns a reader, without what only the machine reads."""
        return tuple(pair for pair in self.pairs if not pair.is_inner)


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a chapter."""

    key: str
    label: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A chapter in words."""

    name: str
    label: str
    note: str
    pairs: tuple[Pair, ...]
    tables: tuple[Table, ...]
    faults: int = 0

    @property
    def is_empty(self) -> bool:
        """Say whether nothing is written yet."""
        return not self.pairs and not any(table.rows for table in self.tables)

    @property
    def rows(self) -> int:
        """Count the rows of all tables."""
        return sum(len(table.rows) for table in self.tables)


@dataclass(frozen=True, slots=True)
class ItemTold:
    """A line of the checklist in words."""

    words: str
    detail: str
    chapter: str
    chapter_label: str
    is_met: bool
    is_must: bool


def said(words: Mapping[str, str]) -> str:
    """Return the words in the language of the page."""
    other = words.get("zh", "")
    return words.get("en") or other if get_language() == "en" else other or words.get("en", "")


class HasNames(Protocol):
    """A thing with a name in both languages, such as a category or an edition."""

    name: str
    name_en: str


def named(thing: HasNames) -> str:
    """Return the name of a thing in the language of the page; a filter of every room's pages."""
    return said({"zh": thing.name, "en": thing.name_en})


def told(chapters: Chapters) -> list[Told]:
    """Return the chapters that everybody will see, in words."""
    return [tables_told(CHAPTERS[name], chapters) for name in PUBLIC]


def chapters_told(chapters: Chapters, sheets: Collection[str]) -> list[Told]:
    """Return every chapter, with the number of its faults."""
    found = [fault.file for fault in faults(chapters, sheets)]
    return [
        tables_told(shape, chapters, found.count(file_of(name))) for name, shape in CHAPTERS.items()
    ]


def tables_told(
    shape: Chapter, chapters: Chapters, count: int = 0, *, is_whole: bool = False
) -> Told:
    """Return one chapter in words, long texts shortened where they need not be whole."""
    speaker, content = _Speaker(chapters, is_whole=is_whole), chapters.get(shape.name, {})
    tables = tuple(
        Table(
            part.key,
            label(f"{shape.name}.{part.key}"),
            tuple(
                speaker.row(part, f"{shape.name}.{part.key}", place, name, row)
                for place, (name, row) in enumerate(named_rows(part, content), start=1)
            ),
        )
        for part in shape.tables
    )
    pairs = speaker.pairs(shape.fields, shape.name, content)
    return Told(shape.name, str(NAMES[shape.name]), str(NOTES[shape.name]), pairs, tables, count)


def approval(general: Plain) -> str:
    """Say by whom and under which reference the programme is approved."""
    if "approval_reference" not in general:
        return ""
    told_ = {"by": general.get("approval_body", ""), "reference": general["approval_reference"]}
    return _("%(by)s批准，%(reference)s") % told_


class _Speaker:
    """How values of one edition are said: keys of rows by the names of those rows."""

    def __init__(self, chapters: Chapters, *, is_whole: bool = False) -> None:
        self.chapters, self.is_whole = chapters, is_whole

    def row(self, table: Part, at: str, place: int, name: str, row: Plain) -> Row:
        key = next((one for one in TITLES if one in row), "")
        part = next((one for one in table.parts if one.key == key), None)
        title = self.words(part, at, row[key]) if part else name
        rest = tuple(one for one in table.parts if one.key not in {key, table.name})
        return Row(place, name if table.name else "", title, self.pairs(rest, at, row))

    def pairs(self, parts: Iterable[Part], at: str, row: Plain) -> tuple[Pair, ...]:
        return tuple(
            Pair(
                label(f"{at}.{part.key}"),
                self.words(part, at, row[part.key]),
                is_inner=f"{at}.{part.key}" in INNER,
            )
            for part in parts
            if part.key in row
        )

    def words(self, part: Part, at: str, value: Any) -> str:
        """Return one value in words."""
        if part.kind == "words":
            words = said(value)
            return words if self.is_whole or len(words) <= SHORT else words[:SHORT] + "…"
        if part.kind == "flag":
            return _("是")
        if isinstance(value, list):
            return _("、").join(self.one(part, f"{at}.{part.key}", one) for one in value)
        return self.one(part, f"{at}.{part.key}", value)

    def one(self, part: Part, place: str, value: Any) -> str:
        if part.kind in {"choice", "choices"}:
            return option(place, value)
        if part.to:
            return self.named(part.to, value)
        day = day_of(value) if part.kind == "day" else None
        if day:
            return plain_day_words(day, get_language() or "zh-hans")
        return str(NAMES.get(value, value)) if place == "annexes.annexes.chapter" else str(value)

    def named(self, target: str, key: str) -> str:
        chapter, table = target.split(".")
        part = CHAPTERS[chapter].part(table)
        rows = dict(named_rows(part, self.chapters.get(chapter, {}))) if part else {}
        return said(rows.get(key, {}).get("name", {})) or key


def items_told(items: Iterable[Item]) -> list[ItemTold]:
    """Return the checklist in words."""
    return [
        ItemTold(
            str(ITEMS[item.code]),
            "" if item.is_met else _detail(item),
            item.chapter,
            str(NAMES[item.chapter]),
            item.is_met,
            item.is_must,
        )
        for item in items
    ]


def _detail(item: Item) -> str:
    if item.code == "sound":
        return _("还有 %(n)s 处要改") % {"n": item.params["n"]}
    if item.code == "stages":
        stages: Any = item.params["stages"]
        named = [option("timetable.milestones.stage", stage) for stage in stages]
        return _("还缺：%(what)s") % {"what": _("、").join(named)}
    names = item.params.get("en" if get_language() == "en" else "zh")
    if item.code == "workdays":
        return _("截止日逢休息日：%(what)s") % {"what": names}
    return _("还缺：%(what)s") % {"what": names} if names else ""


def faults_told(name: str, chapters: Chapters, sheets: Collection[str]) -> list[Pair]:
    """Return what is wrong with a chapter, each with its place in words."""
    found = [fault for fault in faults(chapters, sheets) if fault.file == file_of(name)]
    return [Pair(_place(name, fault), reason(fault)) for fault in found if fault.place]


def reason(fault: Fault) -> str:
    """Say why something is a fault."""
    return str(FAULTS[fault.code]) % {key: str(one) for key, one in fault.params.items()}


def _place(name: str, fault: Fault) -> str:
    """Say where a fault stands: table, row, key."""
    steps = fault.place.split(".")
    part = CHAPTERS[name].part(steps[0])
    if part is None:
        return fault.place
    words = [label(f"{name}.{steps[0]}")]
    if part.kind == "rows" and len(steps) > 1:
        words.append(steps[1])
        known = {one.key for one in part.parts}
        words += [label(f"{name}.{steps[0]}.{steps[2]}")] if set(steps[2:3]) & known else []
    return " › ".join(words)


def changes_told(
    before: Chapters, after: Chapters, pins: Mapping[str, int]
) -> list[tuple[str, list[str]]]:
    """Return what changed since last year, chapter by chapter, in sentences."""
    found: dict[str, list[str]] = {}
    for change in since(before, after, pins):
        found.setdefault(str(NAMES[change.chapter]), []).append(sentence(change, after))
    return [*found.items()]


def sentence(change: Change, chapters: Chapters) -> str:
    """Say one change in a sentence."""
    shape, speaker = CHAPTERS[change.chapter], _Speaker(chapters)
    part = shape.part(change.table) if change.table else None
    if part and not change.key:
        return _row_sentence(part, speaker, change)
    parts = part.parts if part else shape.fields
    one = next(found for found in parts if found.key == change.key)
    at = f"{change.chapter}.{change.table}" if change.table else change.chapter
    words = {
        "what": label(f"{at}.{change.key}"),
        "row": _row_words(part, speaker, change, chapters),
        "before": "" if change.before is None else speaker.words(one, at, change.before),
        "after": "" if change.after is None else speaker.words(one, at, change.after),
    }
    if change.kind == "added":
        return _("%(row)s新写了“%(what)s”：%(after)s") % words
    if change.kind == "removed":
        return _("%(row)s不再写“%(what)s”，原来是：%(before)s") % words
    return _("%(row)s“%(what)s”由 %(before)s 改为 %(after)s") % words


def _row_words(part: Part | None, speaker: _Speaker, change: Change, chapters: Chapters) -> str:
    """Name the row that a change is in, as it is called now."""
    if part is None:
        return ""
    row = dict(named_rows(part, chapters.get(change.chapter, {}))).get(change.row, {})
    at = f"{change.chapter}.{change.table}"
    return speaker.row(part, at, 1, change.row, row).title + _("：")


def _row_sentence(part: Part, speaker: _Speaker, change: Change) -> str:
    at = f"{change.chapter}.{change.table}"
    table = label(at)
    if change.kind == "moved":
        order = _("、").join(change.after)
        return _("“%(table)s”的先后改了：%(after)s") % {"table": table, "after": order}
    row = change.after if change.kind == "added" else change.before
    told_ = {"table": table, "title": speaker.row(part, at, 1, change.row, row).title}
    if change.kind == "added":
        return _("“%(table)s”加了一行：%(title)s") % told_
    return _("“%(table)s”去掉一行：%(title)s") % told_
