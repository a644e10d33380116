"""What is drawn, visited, found, said against honours, and owed by whom?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date

from django.db.models import Count, F, Max, Q, QuerySet

from hongbang.accounts import queries as accounts
from hongbang.accounts.models import Seat
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.period import beijing_day
from hongbang.kernel.refusal import NotFound
from hongbang.oversight import access
from hongbang.oversight.models import Annulment as Annulment
from hongbang.oversight.models import Case as Case  # others name rows, they hold no tables
from hongbang.oversight.models import Draw as Draw
from hongbang.oversight.models import Mending as Mending
from hongbang.oversight.models import Visit as Visit
from hongbang.oversight.rules import sanctions, visiting
from hongbang.oversight.rules.draw import Lot, weight
from hongbang.oversight.rules.lifecycle import (
    AT_WORK,
    CONFIRMED,
    DECIDED,
    HEARD,
    OPENED,
    OWED,
    REPORTED,
    SUBMITTED,
    WAITING,
)
from hongbang.programmes import queries as programmes
from hongbang.programmes.queries import Category as Category
from hongbang.programmes.queries import Edition as Edition
from hongbang.programmes.rules import workdays
from hongbang.programmes.rules.shapes import rows_of
from hongbang.register.models import Turn
from hongbang.register.queries import Honour as Honour
from hongbang.register.rules.lifecycle import ENDED, HONOUR, LIVE, RECTIFYING
from hongbang.sheets import queries as sheets
from hongbang.sheets.queries import Sheet
from hongbang.sheets.rules.definition import Definition

OF_HONOUR = ("category__edition", "unit", "team", "nominee", "organ")
HEAVY = ("category__edition__chapters", "category__edition__pins")
NAMED = tuple(f"honour__{one}" for one in OF_HONOUR)
LIGHT = tuple(f"honour__{one}" for one in HEAVY)


# --- what can be drawn


def edition(code: str) -> Edition:
    """Return an edition under way or over; refuses with `NotFound`."""
    found = Edition.objects.filter(code=code, state__in=("published", "closed")).first()
    if found is None:
        raise NotFound("oversight.no_edition")
    return found


def editions() -> QuerySet[Edition]:
    """Return the editions that have honours, newest first, with how many there are."""
    found = Edition.objects.filter(state__in=("published", "closed"))
    counted = found.annotate(count=Count("categories__honours")).filter(count__gt=0)
    return counted.defer("chapters", "pins").order_by("-year", "-pk")


def live(edition: Edition, day: date) -> QuerySet[Honour]:
    """Return the honours of an edition that are held on a day, by number."""
    return _live(day).filter(category__edition=edition)


def drum(edition: Edition, day: date) -> list[tuple[Honour, Lot]]:
    """Return what can be drawn: live honours that no visit is under way to, with their lots."""
    busy = Visit.objects.exclude(state=CONFIRMED).values("honour")
    honours = [*live(edition, day).exclude(pk__in=busy)]
    suspended = _suspensions(honours)
    seen = dict(
        Visit.objects.filter(honour__in=honours, state=CONFIRMED)
        .values_list("honour")
        .annotate(Max("submitted_at"))
        .order_by("honour")
    )
    return [
        (
            one,
            Lot(
                one.number,
                weight(
                    suspended[one.pk],
                    beijing_day(seen[one.pk]) if one.pk in seen else None,
                    day,
                ),
            ),
        )
        for one in honours
    ]


def _suspensions(honours: Sequence[Honour]) -> defaultdict[int, int]:
    rows = Turn.objects.filter(honour__in=honours, move="suspend").values_list("honour")
    return defaultdict(int, rows.annotate(Count("pk")).order_by("honour"))


def sheet_of(edition: Edition) -> Sheet | None:
    """Return the sheet an edition names for visits, as it was published with; None where none."""
    named, _, number = (
        programmes.chapter(edition, "general").get("inspection_sheet", "").partition("@")
    )
    if not named:
        return None
    return sheets.published(named, int(number) if number else edition.pins.get(named))


# --- draws and visits


def draws(by: Actor) -> QuerySet[Draw]:
    """Return every draw, the latest first, with how many of its visits are over."""
    access.require("read", by)
    is_over = Q(visits__state=CONFIRMED) | Q(visits__honour__state__in=ENDED)
    over = Count("visits", filter=is_over)
    rows = Draw.objects.select_related("edition__programme").defer(
        "edition__chapters", "edition__pins", "content"
    )
    return rows.annotate(count=Count("visits"), over=over).order_by("-drawn_at", "-pk")


def draw(code: str) -> Draw:
    """Return one draw; refuses with `NotFound`."""
    found = Draw.objects.select_related("edition__programme").filter(public_id=code).first()
    if found is None:
        raise NotFound("oversight.missing")
    return found


def told_draw(code: str) -> Draw:
    """Return a draw that everybody may draw again; refuses with `NotFound` until it is over."""
    found = draw(code)
    if not access.is_told(Visit.objects.filter(draw=found)):
        raise NotFound("oversight.missing")
    return found


def visits(by: Actor) -> QuerySet[Visit]:
    """Return the visits this seat may see, by draw and place."""
    rows = access.visits_of(by, Visit.objects.all())
    found = rows.select_related(*NAMED, "draw__edition", "sheet", "seat__person")
    return found.defer(*LIGHT, "draw__edition__chapters", "draw__content").order_by(
        "-draw__drawn_at", "place"
    )


def visit(by: Actor, code: str) -> Visit:
    """Return one visit; refuses with `NotFound` what is missing or not for this seat."""
    found = visits(by).filter(public_id=code).first()
    if found is None:
        raise NotFound("oversight.missing")
    return found


def listed_visits(by: Actor) -> QuerySet[Visit]:
    """Return the visits this seat has to make, earliest due first, then those it made."""
    gone = Q(submitted_at__isnull=True, honour__state__in=ENDED)
    return visits(by).exclude(gone).order_by(F("submitted_at").asc(nulls_first=True), "due_on")


def owed(by: Actor) -> QuerySet[Visit]:
    """Return the visits an inspector has yet to make, earliest due first."""
    return listed_visits(by).filter(state__in=AT_WORK)


def to_assign(by: Actor) -> QuerySet[Visit]:
    """Return the drawn visits that nobody makes yet."""
    return visits(by).filter(seat__isnull=True, honour__state__in=LIVE)


def to_confirm(by: Actor) -> QuerySet[Visit]:
    """Return the visits that were submitted and not confirmed, earliest first."""
    return visits(by).filter(state=SUBMITTED).order_by("submitted_at", "pk")


def definition(visit: Visit) -> Definition:
    """Return what a visit asks: its edition's sheet, or the house's short list."""
    return visiting.asked(sheets.definition(visit.sheet)) if visit.sheet else visiting.CHECKLIST


def named_sheet(visit: Visit) -> str:
    """Name what a visit asks, as the ledger commits to it."""
    return f"{visit.sheet.code}@{visit.sheet.number}" if visit.sheet else "checklist"


def inspectors(day: date) -> list[tuple[Seat, list[str]]]:
    """Return every inspector's seat with the lines of all bodies that person works for."""
    found = [*accounts.seats_of_role(Role.INSPECTOR, day)]
    rows = Seat.objects.filter(person__in=[one.person_id for one in found])
    lines = defaultdict(list)
    for person, line in rows.values_list("person", "organisation__line"):
        lines[person].append(line)
    return [(one, lines[one.person_id]) for one in found]


def inspector(code: str, day: date) -> tuple[Seat, list[str]]:
    """Return one inspector's seat with its lines; refuses with `NotFound`."""
    found = next((one for one in inspectors(day) if one[0].public_id == code), None)
    if found is None:
        raise NotFound("oversight.no_inspector")
    return found


def lines_of(honour: Honour) -> list[str]:
    """Return the lines of bodies behind an honour: its unit's, and its organ's."""
    return [honour.unit.line, honour.organ.line]


# --- cases


def honour(code: str) -> Honour:
    """Return an honour by its number or code; refuses with `NotFound`."""
    rows = Honour.objects.select_related(*OF_HONOUR).defer(*HEAVY)
    found = rows.filter(Q(number=code) | Q(public_id=code)).first()
    if found is None:
        raise NotFound("oversight.no_honour")
    return found


def offers(honour: Honour) -> tuple[str, ...]:
    """Return the sanctions that this honour can take by its edition and its state."""
    return sanctions.possible(offered_by(honour.category.edition), honour.state)


def offered_by(edition: Edition) -> tuple[str, ...]:
    """Return the sanctions that an edition knows."""
    return sanctions.offered(rows_of(programmes.chapter(edition, "validity"), "sanctions"))


def hears_until(move: str, today: date) -> date | None:
    """Return until when the holder may speak before a sanction; None where it is taken at once."""
    if move not in sanctions.HEARD_FIRST:
        return None
    return workdays.add_working_days(today, sanctions.HEARING_DAYS, programmes.calendar()).day


def cases(by: Actor) -> QuerySet[Case]:
    """Return the cases this seat may see, those that wait first, then the latest."""
    rows = access.cases_of(by, Case.objects.all())
    found = rows.select_related(*NAMED, "mending").defer(*LIGHT)
    return found.order_by(F("decided_at").desc(nulls_first=True), "-opened_at", "-pk")


def case(by: Actor, code: str) -> Case:
    """Return one case; refuses with `NotFound` what is missing or not for this seat."""
    found = cases(by).filter(public_id=code).first()
    if found is None:
        raise NotFound("oversight.missing")
    return found


def mending(by: Actor, code: str) -> Mending:
    """Return the rectification of a case; refuses with `NotFound` where there is none."""
    found = Mending.objects.filter(case=case(by, code)).first()
    if found is None:
        raise NotFound("oversight.missing")
    return found


def case_of(honour: Honour) -> Case | None:
    """Return the case that waits against an honour, or else the latest one."""
    rows = Case.objects.filter(honour=honour).select_related("mending")
    return rows.order_by(F("decided_at").desc(nulls_first=True), "-opened_at", "-pk").first()


def waits(honour: Honour) -> bool:
    """Say whether a case against an honour is not decided yet."""
    return Case.objects.filter(honour=honour, state__in=WAITING).exists()


def may_lift(case: Case) -> bool:
    """Say whether a sanction stands that can be lifted: the honour is still as it left it."""
    led_to = {"warn": "warned", "suspend": "suspended"}.get(case.move)
    return case.state == DECIDED and led_to is not None and case.honour.state == led_to


def may_mend(case: Case) -> bool:
    """Say whether a rectification still counts: nothing graver has come since."""
    return case.honour.state == RECTIFYING


def to_decide(by: Actor, today: date) -> QuerySet[Case]:
    """Return the cases whose hearing is over or held, earliest first."""
    over = Q(state=HEARD) | Q(state=OPENED, hears_until__lt=today)
    return cases(by).filter(over).order_by("hears_until", "pk")


def to_state(by: Actor, today: date) -> QuerySet[Case]:
    """Return the cases in which the holder may still speak, earliest due first."""
    found = cases(by).filter(state=OPENED, hears_until__gte=today)
    return found.order_by("hears_until", "pk")


def to_mend(by: Actor) -> QuerySet[Case]:
    """Return the cases whose rectification is owed, earliest due first."""
    found = cases(by).filter(mending__state=OWED, honour__state=RECTIFYING)
    return found.order_by("mending__due_on", "pk")


def mending_due(by: Actor, today: date) -> QuerySet[Case]:
    """Return the cases whose rectification was reported, or is overdue, earliest due first."""
    due = Q(mending__state=REPORTED) | Q(mending__state=OWED, mending__due_on__lt=today)
    return cases(by).filter(due, honour__state=RECTIFYING).order_by("mending__due_on", "pk")


# --- whole batches, and a unit's own


def category(code: str) -> Category:
    """Return a category by its code; refuses with `NotFound`."""
    found = Category.objects.select_related("edition").filter(public_id=code).first()
    if found is None:
        raise NotFound("oversight.no_category")
    return found


def batches(day: date) -> QuerySet[Category]:
    """Return the categories with live honours, newest first, with how many there are."""
    alive = Q(honours__state__in=LIVE, honours__first_on__lte=day, honours__last_on__gte=day)
    counted = Category.objects.annotate(count=Count("honours", filter=alive))
    rows = counted.filter(count__gt=0).select_related("edition")
    return rows.defer("edition__chapters", "edition__pins").order_by("-edition__year", "place")


def batch(category: Category, day: date) -> list[Honour]:
    """Return the live honours of a category, by number."""
    return [*_live(day).filter(category=category)]


def annulments() -> QuerySet[Annulment]:
    """Return the batches that were annulled, the latest first."""
    rows = Annulment.objects.select_related("category__edition")
    heavy = ("category__edition__chapters", "category__edition__pins")
    return rows.defer(*heavy).order_by("-annulled_at", "-pk")


def own(by: Actor, day: date) -> list[tuple[Honour, bool]]:
    """Return a unit's honours, newest first, and whether each can be given back today."""
    access.require("own", by)
    rows = Honour.objects.filter(unit__public_id=by.organisation).select_related(*OF_HONOUR)
    found = [*rows.defer(*HEAVY).order_by("-first_on", "number")]
    waiting = Case.objects.filter(honour__in=found, state__in=WAITING)
    busy = {*waiting.values_list("honour", flat=True)}
    return [
        (
            one,
            "surrender" in HONOUR.moves_from(one.state)
            and one.first_on <= day <= one.last_on
            and one.pk not in busy,
        )
        for one in found
    ]


def _live(day: date) -> QuerySet[Honour]:
    rows = Honour.objects.filter(state__in=LIVE, first_on__lte=day, last_on__gte=day)
    return rows.select_related(*OF_HONOUR).defer(*HEAVY).order_by("number")


def confirmed(honours: Collection[int]) -> dict[int, list[Visit]]:
    """Return the visits to these honours whose result is confirmed, by honour; one statement."""
    found: dict[int, list[Visit]] = {}
    rows = Visit.objects.filter(honour__in=honours, state=CONFIRMED).order_by("confirmed_at")
    for one in rows.defer("answers"):
        found.setdefault(one.honour_id, []).append(one)
    return found
