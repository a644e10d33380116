"""Which categories wait for a list, what is asked of a run, which list stands, and why?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, F, QuerySet

from hongbang.applications.models import Revision
from hongbang.applications.queries import Application
from hongbang.kernel.actor import Actor
from hongbang.kernel.refusal import NotFound, RuleBroken
from hongbang.kernel.subject import Subject
from hongbang.orgs import queries as orgs
from hongbang.programmes import queries as programmes
from hongbang.programmes.queries import Category as Category
from hongbang.programmes.queries import Edition as Edition
from hongbang.programmes.rules.shapes import rows_of
from hongbang.reviews import queries as reviews
from hongbang.reviews.models import Round
from hongbang.reviews.rules.lifecycle import CLOSED
from hongbang.reviews.rules.standing import Place
from hongbang.selections import access
from hongbang.selections.models import Run as Run  # others name rows, hold no tables
from hongbang.selections.models import Seat as Seat
from hongbang.selections.models import Slate as Slate
from hongbang.selections.models import Terms as Terms
from hongbang.selections.rules import asking
from hongbang.selections.rules.answering import (
    BELOW,
    CHOSEN,
    KINDS,
    RESERVE,
    STRUCK,
    Answer,
    Held,
    answer,
    structure,
)
from hongbang.selections.rules.asking import Asked, Gathered
from hongbang.selections.rules.attributes import CHANNEL, DISTRICT, INDUSTRY, ORGAN, Known
from hongbang.selections.rules.lifecycle import ADOPTED, PROPOSED
from hongbang.sheets.rules.reading import date_of

TOGETHER = ("application__unit", "application__team", "application__nominee")
HEAVY = ("brief", "claim", "clash", "prices")


# --- categories and their terms


def categories(by: Actor) -> QuerySet[Category]:
    """Return the categories of published editions, for those who see selections."""
    found = Category.objects.filter(edition__state="published").select_related("edition")
    rows = found.defer("edition__chapters", "edition__pins")
    return rows.order_by("-edition__year", "edition", "place") if access.sees(by) else rows.none()


def category(by: Actor, code: str) -> Category:
    """Return one category; refuses with `NotFound` what is missing or not for this seat."""
    found = Category.objects.filter(public_id=code, edition__state__in=("published", "closed"))
    one = found.select_related("edition__programme").first() if access.sees(by) else None
    if one is None:
        raise NotFound("selections.no_category")
    return one


def terms(category: Category, at: datetime) -> Terms:
    """Return what the office has said for a category; where nothing, what would be kept first."""
    found = Terms.objects.filter(category=category).first()
    return found or Terms(category=category, changed_at=at)


def rows(category: Category) -> list[Mapping[str, Any]]:
    """Return the rules of the balance chapter that concern a category."""
    found = rows_of(programmes.chapter(category.edition, "balance"), "rules")
    return asking.concerned(found, category.key)


def may_award_fewer(category: Category) -> bool:
    """Say whether places of the quota may stay unfilled."""
    found = rows_of(programmes.chapter(category.edition, "categories"), "categories")
    return any(one["key"] == category.key and one.get("may_award_fewer") for one in found)


def pass_mark(category: Category) -> str:
    """Return the score below which nobody is a candidate, "" where the edition has none."""
    return str(programmes.chapter(category.edition, "review").get("pass_mark", ""))


# --- what is asked of a run


def standing(category: Category) -> tuple[Place, ...]:
    """Return the standing that the review closed with, empty while it goes on."""
    return tuple(reviews.standing_of(category))


def gathered(category: Category, terms: Terms) -> Gathered:
    """Return the brief of a category as it is asked now, and who is no candidate."""
    places = standing(category)
    edition = category.edition
    files = _latest([one.file for one in places])
    asked = Asked(
        category.key,
        category.quota,
        terms.seed,
        asking.reserves_for(category.quota) if terms.reserves is None else terms.reserves,
        rows(category),
        groups_of(edition),
        terms.chosen,
        pass_mark(category),
    )
    day = date_of(programmes.chapter(edition, "general").get("ends_on"))
    known = {name: _known(category, one, day) for name, one in files.items()}
    gone = dict.fromkeys(_struck(category), asking.STRUCK_BEFORE)
    gone |= {
        name: asking.WITHDRAWN
        for name, one in files.items()
        if one.application.state == "withdrawn"
    }
    return asking.gathered(asked, places, known, gone)


def worked_out(category: Category, at: datetime) -> Answer:
    """Work out the list as it is asked now.

    **Why** here: the solver may take seconds, and no deed may hold the ledger so long. The deed
    that keeps the answer asks whether it is still about this brief, and has it checked.
    """
    found = gathered(category, terms(category, at))
    return answer(found.brief, found.left_out)


def groups_of(edition: Edition) -> dict[str, list[str]]:
    """Return the groups that a rule for each of them is about, also those nobody is from."""
    hosts = rows_of(programmes.chapter(edition, "hosts"), "hosts")
    industries = rows_of(programmes.chapter(edition, "industries"), "industries")
    return {
        DISTRICT: [one.name for one in orgs.areas("district")],
        INDUSTRY: [one["key"] for one in industries],
        CHANNEL: [one["channel"] for one in hosts if "channel" in one],
        ORGAN: [one.public_id for one in orgs.organs()],
    }


def _latest(codes: Sequence[str]) -> dict[str, Revision]:
    """Return the revision that each file was read by, in one statement."""
    found = Revision.objects.filter(
        application__public_id__in=codes, place=F("application__revision")
    ).select_related("application__unit__area", "organ")
    return {one.application.public_id: one for one in found}


def _struck(category: Category) -> list[str]:
    """Return who was struck from a slate of this category: a further run takes nobody back."""
    found = Seat.objects.filter(slate__category=category, kind=STRUCK)
    return [*found.values_list("application__public_id", flat=True)]


def _known(category: Category, revision: Revision, day: date | None) -> Known:
    unit = revision.application.unit
    is_district = unit.area is not None and unit.area.kind == "district"
    return Known(
        category.kind,
        revision.given,
        unit.nature,
        unit.area.name if unit.area is not None and is_district else "",
        revision.organ.channel,
        revision.organ.public_id,
        day,
    )


def known_in(edition: Edition) -> list[tuple[Application, Known]]:
    """Return what is known of every applicant of an edition who was sent on; one statement."""
    found = Revision.objects.filter(
        application__category__edition=edition, place=F("application__revision")
    ).exclude(application__state="withdrawn")
    rows = found.select_related("application__unit__area", "application__category", "organ")
    day = date_of(programmes.chapter(edition, "general").get("ends_on"))
    return [(one.application, _known(one.application.category, one, day)) for one in rows]


# --- runs and slates


def runs(category: Category) -> QuerySet[Run]:
    """Return the runs of a category, the latest first, without their evidence."""
    found = Run.objects.filter(category=category).select_related("slate")
    return found.defer("brief", "claim", "prices").order_by("-place")


def run(by: Actor, code: str) -> Run:
    """Return one run with its slate; refuses with `NotFound`."""
    found = Run.objects.filter(public_id=code).select_related("category__edition", "slate")
    one = found.first() if access.sees(by) else None
    if one is None:
        raise NotFound("selections.no_run")
    return one


def slate(code: str) -> Slate:
    """Return a slate that a later room names; refuses with `NotFound`."""
    found = Slate.objects.filter(public_id=code).select_related("run", "category__edition").first()
    if found is None:
        raise NotFound("selections.no_run")
    return found


def slate_in(run: Run) -> Slate | None:
    """Return the slate that a run proposed, None where it found no list."""
    slate: Slate | None = getattr(run, "slate", None)
    return slate


def refuse_unfit(run: Run) -> None:
    """Refuse what must not be fixed: an old list, one without its proof, empty places.

    Refuses: `selections.not_latest`, `selections.unproven`, `selections.must_fill`.
    """
    if runs(run.category).values_list("place", flat=True)[0] != run.place:
        raise RuleBroken("selections.not_latest")
    if not (run.is_best and run.is_unique):
        raise RuleBroken("selections.unproven")
    if run.unfilled and not may_award_fewer(run.category):
        raise RuleBroken("selections.must_fill", {"count": run.unfilled})


def counts(slate: Slate) -> dict[str, int]:
    """Return how many seats of each kind a slate has."""
    found = slate.seats.order_by().values_list("kind").annotate(n=Count("pk"))
    return dict.fromkeys(KINDS, 0) | dict(found)


def seats(slate: Slate, kind: str = "") -> QuerySet[Seat]:
    """Return the seats of a slate in their order, of one kind where one is named."""
    found = slate.seats.select_related(*TOGETHER).defer("application__answers")
    return (found.filter(kind=kind) if kind else found).order_by("place")


def structure_of(slate: Slate) -> tuple[Held, ...]:
    """Return every rule beside what the chosen of a slate make of it today."""
    chosen = slate.seats.filter(kind=CHOSEN).values_list("application__public_id", flat=True)
    return structure(slate.run.asked, [*chosen])


def adopted(category: Category) -> Slate | None:
    """Return the slate of a category that is adopted."""
    found = Slate.objects.filter(category=category, state=ADOPTED)
    return found.select_related("run", "category__edition").first()


@dataclass(frozen=True, slots=True)
class FixedSeat:
    """A place on a fixed slate: the application, `chosen`, `reserve`, `below` or `struck`, why."""

    application: Application
    kind: str
    place: int
    merit: int | None
    reasons: tuple[str, ...]
    is_drawn: bool


@dataclass(frozen=True)
class FixedSlate:
    """The slate of a category that is fixed, as later rooms take it."""

    public_id: str
    subject: Subject
    category: Category
    version: int
    run: str
    digest: str
    seed: str
    seed_source: str
    unfilled: int
    adopted_at: datetime | None
    seats: tuple[FixedSeat, ...]
    structure: tuple[Held, ...]

    def of(self, kind: str) -> tuple[FixedSeat, ...]:
        """Return the seats of a kind in their order."""
        return tuple(one for one in self.seats if one.kind == kind)

    @property
    def chosen_count(self) -> int:
        """Return how many are chosen."""
        return len(self.of(CHOSEN))

    @property
    def reserve_count(self) -> int:
        """Return how many stand by."""
        return len(self.of(RESERVE))

    @property
    def neighbours(self) -> tuple[FixedSeat, ...]:
        """Return the first few below the line who do not stand by."""
        return tuple(one for one in self.of(BELOW) if one.merit is not None)[:5]


def slate_of(category: Category) -> FixedSlate | None:
    """Return the fixed slate of a category with its seats; None until one is adopted."""
    slate = adopted(category)
    if slate is None:
        return None
    placed = tuple(
        FixedSeat(
            one.application,
            one.kind,
            one.place,
            one.merit,
            (one.code, *one.rules),
            one.is_drawn,
        )
        for one in seats(slate)
    )
    chosen = [one.application.public_id for one in placed if one.kind == CHOSEN]
    return FixedSlate(
        slate.public_id,
        slate.subject,
        slate.category,
        slate.version,
        slate.run.public_id,
        slate.run.digest,
        slate.run.seed,
        slate.run.seed_source,
        slate.run.unfilled,
        slate.adopted_at,
        placed,
        structure(slate.run.asked, chosen),
    )


# --- how far each category is


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the selection of a category is."""

    category: Category
    is_closed: bool
    has_seed: bool
    latest: Run | None
    state: str

    @property
    def has_list(self) -> bool:
        """Say whether the latest run found a list."""
        return self.latest is not None and self.latest.clash is None


def progress(found: Iterable[Category]) -> list[Progress]:
    """Return how far the selection of each category is, at a constant number of statements."""
    shown = [*found]
    keys = [one.pk for one in shown]
    latest: dict[int, Run] = {}
    for one in Run.objects.filter(category__in=keys).defer("brief", "claim").order_by("place"):
        latest[one.category_id] = one
    fixed = set(
        Slate.objects.filter(category__in=keys, state=ADOPTED).values_list("category", flat=True)
    )
    seeded = set(
        Terms.objects.filter(category__in=keys).exclude(seed="").values_list("category", flat=True)
    )
    closed = closed_of(shown)
    return [
        Progress(
            one,
            one.pk in closed,
            one.pk in seeded,
            latest.get(one.pk),
            ADOPTED if one.pk in fixed else PROPOSED,
        )
        for one in shown
    ]


def closed_of(found: Sequence[Category]) -> set[int]:
    """Return the categories whose review is closed, in one statement."""
    rounds = Round.objects.filter(category__in=[one.pk for one in found], state=CLOSED)
    return set(rounds.values_list("category", flat=True))


def owed(by: Actor) -> list[Progress]:
    """Return the categories that the office owes a list: the review is closed, none is fixed."""
    found = progress(categories(by))
    return [one for one in found if one.is_closed and one.state != ADOPTED]


def labels_of(edition: Edition) -> Mapping[str, Any]:
    """Return what the groups of an edition are called, by their key: industries and organs."""
    industries = rows_of(programmes.chapter(edition, "industries"), "industries")
    named = {one["key"]: one["name"] for one in industries}
    organs = {one.public_id: {"zh": one.name, "en": one.name_en} for one in orgs.organs()}
    return named | organs


def fixed_seats(found: Collection[int]) -> dict[int, Seat]:
    """Return where these applications are on adopted slates, by application; one statement."""
    rows = Seat.objects.filter(application__in=found, slate__state=ADOPTED)
    return {one.application_id: one for one in rows.select_related("slate")}
