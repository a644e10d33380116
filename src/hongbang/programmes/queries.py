"""Which programmes and editions are there, who sees them, and what do they say?"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from chinese_calendar import constants
from django.db.models import Q, QuerySet

from hongbang.kernel.actor import Actor
from hongbang.kernel.period import end_of
from hongbang.kernel.refusal import NotFound
from hongbang.kernel.search import search_terms
from hongbang.programmes import access
from hongbang.programmes.models import Category as Category  # others name rows, hold no tables
from hongbang.programmes.models import Edition as Edition
from hongbang.programmes.models import EditionRevision as EditionRevision
from hongbang.programmes.models import Override as Override
from hongbang.programmes.models import Programme as Programme
from hongbang.programmes.models import Track as Track
from hongbang.programmes.rules import turning, workdays
from hongbang.programmes.rules.catalogue import CHAPTERS
from hongbang.programmes.rules.lifecycle import PUBLIC
from hongbang.programmes.rules.opening import Item, checklist
from hongbang.programmes.rules.shapes import Part, Plain
from hongbang.programmes.rules.turning import Turn
from hongbang.sheets import queries as sheets

TABLE = Edition._meta.db_table  # noqa: SLF001 - Django's own door to a table's name


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list of editions is narrowed to."""

    query: str = ""
    state: str = ""
    programme: str = ""


def programmes() -> QuerySet[Programme]:
    """Return the programmes by name."""
    return Programme.objects.order_by("name", "pk")


def programme(code: str) -> Programme:
    """Return one programme by the code in its addresses; refuses with `NotFound`."""
    found = Programme.objects.filter(code=code).first()
    if found is None:
        raise NotFound("programmes.missing")
    return found


def visible(by: Actor) -> QuerySet[Edition]:
    """Return the editions `by` may see."""
    return access.visible_to(by, Edition.objects.all())


def get(by: Actor, public_id: str) -> Edition:
    """Return one edition; refuses with `NotFound` what is missing or not for this seat."""
    return _one(visible(by).filter(public_id=public_id))


def by_code(by: Actor, code: str) -> Edition:
    """Return one edition by the code in its public address; a discarded one has given it up."""
    return _one(visible(by).filter(code=code).exclude(state="discarded"))


def public_edition(code: str) -> Edition:
    """Return a public edition by its code; refuses with `NotFound`."""
    return _one(Edition.objects.filter(code=code, state__in=PUBLIC))


def directory(by: Actor, filters: Filters) -> QuerySet[Edition]:
    """Return the editions as filtered, the latest year first, without their chapters."""
    found = Q()
    for term in search_terms(filters.query):
        found &= Q(search_text__contains=term)
    if filters.state:
        found &= Q(state=filters.state)
    if filters.programme:
        found &= Q(programme__code=filters.programme)
    rows = visible(by).filter(found).select_related("programme")
    return rows.defer("chapters", "pins").order_by("-year", "-changed_at", "-pk")


def drafts(by: Actor) -> QuerySet[Edition]:
    """Return the editions that wait to be opened, longest untouched first."""
    waiting = visible(by).filter(state="draft").select_related("programme")
    return waiting.order_by("changed_at", "pk")


def current(day: date) -> Edition | None:
    """Return the edition that stands on the public site on a day: the latest one then public."""
    then_public = Edition.objects.filter(state__in=PUBLIC, published_at__lt=end_of(day))
    return then_public.select_related("programme").order_by("-year", "-published_at").first()


def next_turn(day: date) -> Turn | None:
    """Return the next first or last day of the timetable that stands on the public site."""
    edition = current(day)
    return turning.next_turn(chapter(edition, "timetable"), day) if edition else None


def public_editions() -> QuerySet[Edition]:
    """Return every public edition, the latest year first, without their chapters."""
    rows = Edition.objects.filter(state__in=PUBLIC).select_related("programme")
    return rows.defer("chapters", "pins").order_by("-year", "-published_at")


def before(edition: Edition) -> Edition | None:
    """Return the edition that this one is compared with: what it came from, else last year's."""
    if edition.cloned_from_id:
        return edition.cloned_from
    earlier = Edition.objects.filter(programme=edition.programme_id, year__lt=edition.year)
    return earlier.exclude(state="discarded").order_by("-year").first()


def revisions(edition: Edition) -> list[EditionRevision]:
    """Return what was amended, the latest first."""
    return [*edition.revisions.order_by("-place")]


def chapter(edition: Edition, name: str) -> Plain:
    """Return what a chapter holds, empty where it is not written yet."""
    if name not in CHAPTERS:
        raise NotFound("programmes.chapter_unknown")
    content: Plain = edition.chapters.get(name, {})
    return content


def list_of_missing(
    edition: Edition, calendar: workdays.Calendar | None = None
) -> tuple[Item, ...]:
    """Return the checklist of an edition: what is there, what is missing."""
    return checklist(edition.chapters, known_sheets(), calendar)


def known_sheets() -> Collection[str]:
    """Return what chapters may name: codes of published sheets, bare or `code@version`."""
    numbered = {f"{code}@{number}" for code, number in sheets.published_numbers()}
    return numbered | {*latest_sheets()}


def pins_for(chapters: Mapping[str, Plain]) -> dict[str, int]:
    """Return the versions at which the sheets of some chapters stand now."""
    wanted = {one for one in sheets_in(chapters) if "@" not in one}
    latest = latest_sheets()
    return {code: latest[code] for code in sorted(wanted) if code in latest}


def latest_sheets() -> Mapping[str, int]:
    """Return the latest published version of each sheet."""
    return sheets.latest_numbers()


def sheets_in(chapters: Mapping[str, Plain]) -> list[str]:
    """List the sheets that some chapters name, each once."""
    found: dict[str, None] = {}
    for name, shape in CHAPTERS.items():
        _gather(shape.parts, chapters.get(name, {}), found)
    return [*found]


def _gather(parts: tuple[Part, ...], row: Plain, found: dict[str, None]) -> None:
    for part in parts:
        if part.kind == "sheet" and part.key in row:
            found[row[part.key]] = None
        for one in row.get(part.key, []) if part.kind == "rows" else []:
            _gather(part.parts, one, found)


def overrides() -> QuerySet[Override]:
    """Return the days that the office takes otherwise, the latest first."""
    return Override.objects.order_by("-day")


def calendar() -> workdays.Calendar:
    """Return what is known of working days now: announced, and the office's own word."""
    kept = dict(Override.objects.values_list("day", "is_worked"))
    years, off, made_up = _announced()
    return workdays.Calendar(years, off, made_up, kept)


@lru_cache(maxsize=1)
def _announced() -> tuple[frozenset[int], frozenset[date], frozenset[date]]:
    off, made_up = frozenset(constants.holidays), frozenset(constants.workdays)
    return frozenset(day.year for day in off), off, made_up


def _one(found: QuerySet[Edition]) -> Edition:
    edition = found.select_related("programme", "cloned_from").first()
    if edition is None:
        raise NotFound("programmes.missing")
    return edition
