"""Who holds which honour, how does it stand, and what happened to it?"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Substr

from hongbang.audit.models import Recorded
from hongbang.kernel.refusal import NotFound, RuleBroken
from hongbang.kernel.search import search_terms
from hongbang.orgs.models import Nominee, Organisation, Team
from hongbang.programmes import queries as programmes
from hongbang.programmes.queries import Category as Category
from hongbang.programmes.queries import Edition as Edition
from hongbang.programmes.rules.shapes import rows_of
from hongbang.register.models import Honour as Honour  # others name rows, they hold no tables
from hongbang.register.models import Turn as Turn
from hongbang.register.rules.commands import NewHonour
from hongbang.register.rules.lifecycle import ENDED, LIVE, VALID
from hongbang.register.rules.standing import LAPSED, NOT_YET, QUIET, Turned, status_on

PLACE_AT, PLACE_LENGTH = 9, 4  # where the place stands in a number, counted from one
HUNG = ("unit__name", "team__name", "nominee__name")
TOGETHER = ("category__edition", "unit", "team", "nominee", "organ")
HEAVY = ("category__edition__chapters", "category__edition__pins")
Kept = TypeVar("Kept", bound=Recorded)


@dataclass(frozen=True, slots=True)
class Filters:
    """What the register is narrowed to."""

    query: str = ""
    edition: str = ""
    category: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class Things:
    """What honours to be entered name, by code."""

    categories: dict[str, Category]
    organisations: dict[str, Organisation]
    teams: dict[str, Team]
    nominees: dict[str, Nominee]


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds an honour: a name, and the unit behind a team or person."""

    name: str
    unit: str


@dataclass(frozen=True, slots=True)
class RedList:
    """Valid honours of an edition: of people, of all others, and who holds some of them."""

    year: int
    teams: int
    individuals: int
    names: tuple[Holder, ...]


def get(code: str) -> Honour:
    """Return one honour by its code or number; refuses with `NotFound`."""
    found = _rows().filter(Q(public_id=code) | Q(number=code)).first()
    if found is None:
        raise NotFound("register.missing")
    return found


def listed(filters: Filters, day: date) -> QuerySet[Honour]:
    """Return the honours as filtered, newest first; a status is that of `day`."""
    found = Q()
    for term in search_terms(filters.query):
        found &= Q(search_text__contains=term)
    if filters.edition:
        found &= Q(category__edition__public_id=filters.edition)
    if filters.category:
        found &= Q(category__public_id=filters.category)
    if filters.status:
        found &= _now(filters.status, day)
    return _rows().filter(found).order_by("-first_on", "number")


def hanging(day: date, how_many: int) -> RedList | None:
    """Return who holds valid honours of the newest edition that has any; None where none has.

    They come by their places, the categories taking turns, and at most so many.
    """
    valid = Honour.objects.filter(_now(VALID, day))
    place = Substr("number", PLACE_AT, PLACE_LENGTH)
    asked = ("category__edition", "category__edition__year", *HUNG)
    found = [*valid.order_by("-first_on", place, "number").values_list(*asked)[:how_many]]
    if not found:
        return None
    edition, year = found[0][:2]
    counted = valid.filter(category__edition=edition).aggregate(
        all=Count("pk"), people=Count("nominee")
    )
    names = tuple(
        Holder(team or nominee or unit, unit if team or nominee else "")
        for of, _year, unit, team, nominee in found
        if of == edition
    )
    return RedList(year, counted["all"] - counted["people"], counted["people"], names)


def count() -> int:
    """Count the honours that were ever entered."""
    return Honour.objects.count()


def turns(honour: Honour) -> list[Turn]:
    """Return what was done to an honour, in its order."""
    return [*honour.turns.order_by("from_on", "pk")]


def status(honour: Honour, day: date, done: Iterable[Turn]) -> str:
    """Say how an honour stood on a day, from what was done to it."""
    turned = [Turned(one.state, one.from_on) for one in done]
    return status_on(day, honour.first_on, honour.last_on, turned)


def status_now(honour: Honour, today: date) -> str:
    """Say how an honour stands today, from its row alone, as lists need it."""
    if today < honour.first_on:
        return NOT_YET
    return LAPSED if today > honour.last_on and honour.state in LIVE else honour.state


def title_of(category: Category) -> dict[str, str]:
    """Return the honour's name as its certificate has it, in both languages."""
    rows = rows_of(programmes.chapter(category.edition, "categories"), "categories")
    named: dict[str, str] = next(
        (row.get("certificate", {}) for row in rows if row["key"] == category.key), {}
    )
    return named or {"zh": category.name, "en": category.name_en}


def hosts_of(edition: Edition) -> list[dict[str, str]]:
    """Return the hosts of record of an edition, named in both languages, in their order."""
    rows = rows_of(programmes.chapter(edition, "hosts"), "hosts")
    return [row["name"] for row in rows]


def editions_listed() -> QuerySet[Edition]:
    """Return the editions that the register has honours of, newest first."""
    has = Honour.objects.filter(category__edition=OuterRef("pk"))
    found = Edition.objects.filter(Exists(has)).defer("chapters", "pins")
    return found.order_by("-year", "-pk")


def categories_listed() -> QuerySet[Category]:
    """Return the categories that the register has honours of, newest first."""
    has = Honour.objects.filter(category=OuterRef("pk"))
    found = Category.objects.filter(Exists(has)).select_related("edition")
    return found.defer("edition__chapters", "edition__pins").order_by("-edition__year", "place")


def held_by(
    unit: Organisation, team: Team | None, nominee: Nominee | None, day: date
) -> list[Honour]:
    """Return the honours that a team, a nominee or a unit itself holds on a day, newest first.

    What is suspended counts: it is held, though it must not be shown.
    """
    found = _rows().filter(state__in=LIVE, first_on__lte=day, last_on__gte=day)
    if team or nominee:
        return [*found.filter(team=team, nominee=nominee).order_by("-first_on")]
    return [*found.filter(unit=unit, team=None, nominee=None).order_by("-first_on")]


def of_unit(unit: Organisation) -> QuerySet[Honour]:
    """Return every honour of a unit, its teams and its nominees, newest first."""
    return _rows().filter(unit=unit).order_by("-first_on", "number")


def of_source(source: str) -> Honour | None:
    """Return the honour that came from an application, if one did."""
    return _rows().filter(source=source).first()


# --- what is to be entered


def entered_among(honours: Sequence[NewHonour]) -> set[str]:
    """Return the numbers of those among these that the register has: by number, source, holder."""
    by_number = {one.number for one in honours}
    sources = {one.source: one.number for one in honours}
    known = Honour.objects.filter(Q(number__in=by_number) | Q(source__in=sources))
    found = {
        number if number in by_number else sources[source]
        for number, source in known.values_list("number", "source")
    }
    holders = {(one.category, one.unit, one.team, one.nominee): one.number for one in honours}
    held = Honour.objects.filter(category__public_id__in={one.category for one in honours})
    codes = ("category__public_id", "unit__public_id", "team__public_id", "nominee__public_id")
    rows = {
        (category, unit, team or "", nominee or "")
        for category, unit, team, nominee in held.values_list(*codes)
    }
    return found | {number for holder, number in holders.items() if holder in rows}


def things_of(honours: Sequence[NewHonour]) -> Things:
    """Return what these honours name, in four statements; refuses with `register.unknown`."""

    def named(part: Callable[[NewHonour], str]) -> set[str]:
        return {part(one) for one in honours} - {""}

    return Things(
        _all(Category.objects.all(), named(lambda one: one.category)),
        _all(
            Organisation.objects.all(),
            named(lambda one: one.unit) | named(lambda one: one.organ),
        ),
        _all(Team.objects.all(), named(lambda one: one.team)),
        _all(Nominee.objects.all(), named(lambda one: one.nominee)),
    )


def _all(rows: QuerySet[Kept], codes: set[str]) -> dict[str, Kept]:
    found = {one.public_id: one for one in rows.filter(public_id__in=codes)}
    if missing := sorted(codes - found.keys()):
        raise RuleBroken("register.unknown", {"codes": "、".join(missing[:5])})
    return found


def _rows() -> QuerySet[Honour]:
    return Honour.objects.select_related(*TOGETHER).defer(*HEAVY)


def _now(status: str, day: date) -> Q:
    if status == LAPSED:
        return Q(state__in=LIVE, last_on__lt=day)
    if status == VALID:  # as everybody reads it: who was warned holds a valid honour
        return Q(state__in=(VALID, *QUIET), first_on__lte=day, last_on__gte=day)
    ended = Q(state=status)
    return ended if status in ENDED else ended & Q(last_on__gte=day)


def of_sources(sources: Collection[str]) -> dict[str, Honour]:
    """Return the honours that came from these applications, with their turns, by application."""
    found = Honour.objects.filter(source__in=sources).prefetch_related("turns")
    return {one.source: one for one in found}
