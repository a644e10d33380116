"""Which activities were recorded, what must be reported, and what came in?"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from importlib import resources

from django.db.models import Exists, OuterRef, Q, QuerySet

from hongbang.accounts import queries as accounts
from hongbang.activity import access
from hongbang.activity.models import Activity as Activity  # others name rows, they hold no tables
from hongbang.activity.models import Return as Return
from hongbang.activity.rules import filling, kinds, summing
from hongbang.activity.rules.filling import Line, Typed
from hongbang.activity.rules.kinds import Book
from hongbang.activity.rules.lifecycle import EDITABLE, IN, PREPARED, RECORDED, SENT
from hongbang.activity.rules.summing import Deed, Sum
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.period import beijing_day, end_of, start_of
from hongbang.kernel.refusal import NotFound
from hongbang.orgs import access as org_access
from hongbang.orgs import queries as orgs
from hongbang.orgs.queries import Organisation as Organisation
from hongbang.programmes import queries as programmes
from hongbang.programmes.queries import Edition as Edition
from hongbang.programmes.rules.shapes import rows_of
from hongbang.sheets import queries as sheets
from hongbang.sheets.rules.shape import Definition, Field

STAGE = "statistics"
TOGETHER = ("edition__programme", "organ", "sheet")


@lru_cache(maxsize=1)
def book() -> Book:
    """Return the kinds of activity and what they feed."""
    source = resources.files("hongbang.activity").joinpath("data/figures.toml").read_text("utf-8")
    return kinds.read(tomllib.loads(source))


# --- records


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list of records is narrowed to; `month` is written 2026-11."""

    kind: str = ""
    month: str = ""


def visible(by: Actor) -> QuerySet[Activity]:
    """Return the records `by` may see."""
    return access.visible_to(by, Activity.objects.all())


def get(by: Actor, code: str) -> Activity:
    """Return one record; refuses with `NotFound` what is missing or not for this seat."""
    found = visible(by).select_related("unit").filter(public_id=code).first()
    if found is None:
        raise NotFound("activity.missing")
    return found


def listed(by: Actor, filters: Filters) -> QuerySet[Activity]:
    """Return the records as filtered, the latest activity first."""
    rows = visible(by).select_related("unit")
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.month:
        year, _dash, month = filters.month.partition("-")
        rows = rows.filter(starts_at__year=int(year), starts_at__month=int(month))
    return rows.order_by("-starts_at", "-pk")


# --- what is to be reported


def editions() -> list[Edition]:
    """Return the editions that ask for a return, the latest first."""
    rows = Edition.objects.filter(state__in=("published", "closed")).select_related("programme")
    found = rows.order_by("-year", "-published_at")
    return [one for one in found if programmes.chapter(one, "general").get("return_sheet")]


def edition(code: str) -> Edition:
    """Return one of these by its code; refuses with `NotFound`."""
    found = next((one for one in editions() if one.code == code), None)
    if found is None:
        raise NotFound("activity.no_edition")
    return found


def step(edition: Edition) -> tuple[date, date] | None:
    """Return the first and last day of the statistics step; None where the timetable has none."""
    rows = [
        (date.fromisoformat(row["starts_on"]), date.fromisoformat(row["ends_on"]))
        for row in rows_of(programmes.chapter(edition, "timetable"), "milestones")
        if row["stage"] == STAGE
    ]
    return (min(one for one, _last in rows), max(last for _one, last in rows)) if rows else None


def due_on(edition: Edition) -> date | None:
    """Return the day by which returns are due."""
    found = step(edition)
    return found[1] if found else None


def pinned_sheet(edition: Edition) -> sheets.Sheet:
    """Return the return sheet of an edition, in the version it was published with."""
    named = programmes.chapter(edition, "general")["return_sheet"]
    code, _at, number = named.partition("@")
    return sheets.published(code, int(number) if number else edition.pins.get(code))


def definition(sheet: sheets.Sheet) -> Definition:
    """Return what a return asks."""
    return sheets.definition(sheet)


def reporting(edition: Edition, pk: int | None = None) -> QuerySet[Organisation]:
    """Return the organs that owe a return, with units right below them, or that sent one.

    What an organ sent before it was merged or closed still counts.
    """
    units = Organisation.objects.filter(parent=OuterRef("pk"), kind="unit", closed_at__isnull=True)
    begun = Return.objects.filter(edition=edition, organ=OuterRef("pk"), state__in=IN)
    owes = Exists(units) & Q(closed_at__isnull=True)
    found = Organisation.objects.filter(owes | Exists(begun), kind="organ")
    found = found.filter(pk=pk) if pk else found
    return found.order_by("area__kind", "area__place", "area__name", "channel", "name")


def organ(edition: Edition, by: Actor, code: str) -> Organisation:
    """Return an organ whose return this seat may see; refuses with `NotFound`."""
    found = orgs.get(by, code)
    if not access.may("report", by).ok or not reporting(edition, found.pk).exists():
        raise NotFound("activity.missing")
    return found


def return_of(edition: Edition, organ: Organisation) -> Return | None:
    """Return what an organ has begun to report, if anything."""
    rows = Return.objects.select_related(*TOGETHER)
    return rows.filter(edition=edition, organ=organ).first()


def get_return(by: Actor, edition: Edition, organ: Organisation) -> Return:
    """Return it where this seat may see it; refuses with `NotFound`."""
    rows = access.returns_visible_to(by, Return.objects.select_related(*TOGETHER))
    found = rows.filter(edition=edition, organ=organ).first()
    if found is None:
        raise NotFound("activity.missing")
    return found


def sums(edition: Edition, organ: Organisation) -> dict[str, Sum]:
    """Add up the records of the units right below an organ, in the days of the edition.

    Each unit is below one organ alone, so that no record is counted twice over all organs.
    """
    general = programmes.chapter(edition, "general")
    rows = Activity.objects.filter(state=RECORDED, unit__parent=organ)
    rows = rows.filter(starts_at__gte=start_of(date.fromisoformat(general["starts_on"])))
    rows = rows.filter(starts_at__lt=end_of(date.fromisoformat(general["ends_on"])))
    parts = ("kind", "teams", "people", "women", "under35", "hours", "helped")
    deeds = [Deed(str(unit), *rest) for unit, *rest in rows.values_list("unit", *parts)]
    return summing.sums(book(), deeds)


def lines(
    edition: Edition, organ: Organisation, found: Return | None, typed: Typed | None = None
) -> tuple[Line, ...]:
    """Return the figures of a return: as signed, or as records and the organ say them now."""
    if found is not None and found.state not in EDITABLE and typed is None:
        return filling.from_plain(found.lines)
    sheet = found.sheet if found else pinned_sheet(edition)
    if typed is None:
        typed = found.typed if found else {}
    return filling.lines(definition(sheet), sums(edition, organ), typed)


def signers(found: Return | None) -> Mapping[str, str]:
    """Return the names of those who signed, by `prepared` and `signed`."""
    if found is None:
        return {}
    people = {"prepared": found.prepared_by, "signed": found.signed_by}
    held = {name: accounts.person_behind(code) for name, code in people.items() if code}
    return {name: one.name for name, one in held.items() if one}


# --- whose turn it is


@dataclass(frozen=True, slots=True)
class Owed:
    """A return that waits for an organ: of which edition, how far it is, until when."""

    edition: Edition
    organ: Organisation
    state: str
    due_on: date | None


def owed(by: Actor, today: date) -> list[Owed]:
    """Return what waits for this seat of an organ: the clerk to fill in, the head to sign."""
    own = org_access.home(by) if by.role in org_access.ORGAN else None
    if own is None:
        return []
    found = []
    for one in editions():
        reach = step(one)
        if one.state != "published" or reach is None or today < reach[0]:
            continue
        if not reporting(one, own.pk).exists():
            continue
        begun = return_of(one, own)
        state = begun.state if begun else ""
        turn = state in ("", *EDITABLE) if by.role is Role.ORGAN_CLERK else state == PREPARED
        if turn:
            found.append(Owed(one, own, state, due_on(one)))
    return found


@dataclass(frozen=True, slots=True)
class Arrived:
    """How many returns of an edition wait for the office, are in, and are owed at all."""

    edition: Edition
    waiting: int
    inside: int
    whole: int


def arrived(by: Actor) -> list[Arrived]:
    """Return, for the office, the editions with returns to accept."""
    if not access.may("accept", by).ok:
        return []
    rows = Return.objects.filter(state=SENT).values_list("edition", flat=True)
    waiting = {*rows}
    return [roll(one).arrived for one in editions() if one.pk in waiting] if waiting else []


# --- over all organs


@dataclass(frozen=True, slots=True)
class Place:
    """An organ that owes a return, and its return, where there is one."""

    organ: Organisation
    found: Return | None
    due_on: date | None

    @property
    def state(self) -> str:
        """Say how far it is; "" where nothing was begun."""
        return self.found.state if self.found else ""

    @property
    def is_in(self) -> bool:
        """Say whether its figures count."""
        return self.state in IN

    @property
    def is_late(self) -> bool:
        """Say whether it came after its day."""
        sent = self.found.sent_at if self.found else None
        return sent is not None and filling.is_late(beijing_day(sent), self.due_on)

    @property
    def figures(self) -> dict[str, str]:
        """Return its signed figures; nothing where it is not in."""
        rows = self.found.lines if self.found and self.is_in else []
        return {row["key"]: row["total"] for row in rows}


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure over all organs."""

    key: str
    field: Field
    total: str
    organs: int


@dataclass(frozen=True, slots=True)
class Roll:
    """All organs that owe a return for an edition, and what came in."""

    edition: Edition
    sheet: sheets.Sheet
    places: tuple[Place, ...]

    @property
    def arrived(self) -> Arrived:
        """Count them."""
        waiting = [one for one in self.places if one.state == SENT]
        inside = [one for one in self.places if one.is_in]
        return Arrived(self.edition, len(waiting), len(inside), len(self.places))

    def figures(self) -> Sequence[Figure]:
        """Add the returns that are in up, figure by figure."""
        rows = [one.figures for one in self.places if one.is_in]
        return [_figure(one, rows) for one in filling.figures(definition(self.sheet))]


def _figure(field: Field, rows: Sequence[Mapping[str, str]]) -> Figure:
    places = field.places if field.kind == "decimal" else 0
    adds = filling.adds(field)
    total = summing.together(book(), field.key, rows, adds=adds, places=places)
    return Figure(field.key, field, total, len([row for row in rows if row.get(field.key)]))


def roll(edition: Edition) -> Roll:
    """Return every organ that owes a return, with its return: what waits first, then what lacks."""
    begun = {one.organ_id: one for one in Return.objects.filter(edition=edition)}
    due = due_on(edition)
    places = [Place(one, begun.get(one.pk), due) for one in reporting(edition)]
    order = {SENT: 0, "": 1, "draft": 1, "returned": 1, PREPARED: 1}
    places.sort(key=lambda one: order.get(one.state, 2))
    return Roll(edition, pinned_sheet(edition), tuple(places))


def overview(by: Actor) -> list[tuple[Edition, Return | None, Organisation | None]]:
    """Return the editions with a return; for an organ those it owes one, with its own return."""
    if by.role not in org_access.ORGAN:
        return [(one, None, None) for one in editions()]
    own = org_access.home(by)
    mine = [one for one in editions() if own and reporting(one, own.pk).exists()]
    return [(one, return_of(one, own), own) for one in mine if own]


def today_of(at: datetime) -> date:
    """Return the day of a moment, as the timetable counts it."""
    return beijing_day(at)
