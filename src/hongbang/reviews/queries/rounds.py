"""Which rounds are there, how far are they, and how do their files stand?"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q, QuerySet

from hongbang.applications import queries as applications
from hongbang.kernel.actor import Actor
from hongbang.kernel.refusal import NotFound
from hongbang.kernel.search import search_terms
from hongbang.programmes import queries as programmes
from hongbang.programmes.queries import Category
from hongbang.reviews import access
from hongbang.reviews.models import Closing, Dossier, Member, Round, ScoreSheet, Standing
from hongbang.reviews.queries.planning import accepted
from hongbang.reviews.rules.evidence import exact
from hongbang.reviews.rules.lifecycle import CLOSED, OPEN, RECUSED, SIGNED
from hongbang.reviews.rules.opening import Terms, terms
from hongbang.reviews.rules.standing import Marks, Place

WITHDRAWN = Q(application__state="withdrawn")


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list of files in a round is narrowed to."""

    query: str = ""
    stand: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """How many readings are due in a round, signed, and owed."""

    files: int = 0
    given: int = 0
    signed: int = 0

    @property
    def owed(self) -> int:
        """Return how many readings that were given are not signed yet."""
        return self.given - self.signed


@dataclass(frozen=True, slots=True)
class RoundRow:
    """A category in the list of rounds: its round, if it has one, and how far that is.

    `ready` counts what the office accepted for a category whose round is not open yet.
    """

    category: Category
    round: Round | None
    progress: Progress
    ready: int
    due_on: date | None


# --- categories, and the rounds of them


def categories() -> list[Category]:
    """Return the categories of published editions, the latest year first."""
    found = Category.objects.filter(edition__state="published").select_related("edition__programme")
    return [*found.order_by("-edition__year", "edition__pk", "place")]


def category(by: Actor, code: str) -> Category:
    """Return a category of a published edition; refuses with `NotFound`."""
    found = Category.objects.filter(public_id=code, edition__state="published")
    one = found.select_related("edition__programme").first()
    if one is None or not access.may("read", by).ok:
        raise NotFound("reviews.missing")
    return one


def rounds() -> list[RoundRow]:
    """Return every category of a published edition with its round, in a fixed row of statements."""
    named = categories()
    opened = {one.category_id: one for one in Round.objects.filter(category__in=named)}
    done = progress([one.pk for one in opened.values()])
    ends = applications.last_days({one.edition_id for one in named}, "review")
    return [
        RoundRow(
            one,
            opened.get(one.pk),
            done.get(opened[one.pk].pk, Progress()) if one.pk in opened else Progress(),
            0 if one.pk in opened else accepted(one).count(),
            ends.get(one.edition_id),
        )
        for one in named
    ]


def under_way() -> list[tuple[Round, Progress]]:
    """Return the open rounds in which score sheets are owed, the earliest opened first."""
    found = [*Round.objects.filter(state=OPEN).select_related("category").order_by("opened_at")]
    done = progress([one.pk for one in found]) if found else {}
    return [(one, done[one.pk]) for one in found if done[one.pk].owed]


def get_round(by: Actor, code: str) -> Round:
    """Return one round for office and auditor; refuses with `NotFound` for all others."""
    found = Round.objects.filter(public_id=code)
    one = found.select_related("category__edition__programme", "sheet").first()
    if one is None or not access.may("read", by).ok:
        raise NotFound("reviews.missing")
    return one


def round_of(category: Category) -> Round | None:
    """Return the round of a category, open or closed."""
    return Round.objects.filter(category=category).select_related("category").first()


def terms_of(category: Category) -> Terms:
    """Return the method that a category's edition sets; refuses as `opening.terms` does."""
    return terms(programmes.chapter(category.edition, "review"), category.key)


def last_day(category: Category) -> date | None:
    """Return the last day of the review, as the timetable has it."""
    found = applications.last_days({category.edition_id}, "review")
    return found.get(category.edition_id)


def progress(rounds: Iterable[int]) -> dict[int, Progress]:
    """Return how far rounds are, by key; what was withdrawn is neither due nor counted."""
    counted = ~Q(dossiers__application__state="withdrawn")
    of_sheets = counted & ~Q(dossiers__sheets__state=RECUSED)
    found = Round.objects.filter(pk__in=[*rounds]).annotate(
        files=Count("dossiers", counted, distinct=True),
        given=Count("dossiers__sheets", of_sheets, distinct=True),
        signed=Count(
            "dossiers__sheets", counted & Q(dossiers__sheets__state=SIGNED), distinct=True
        ),
    )
    return {
        pk: Progress(files, given, signed)
        for pk, files, given, signed in found.values_list("pk", "files", "given", "signed")
    }


def loads(one: Round) -> list[tuple[Member, int, int]]:
    """Return who reads in a round, with how many they have and how many of these they signed."""
    within = Q(sheets__dossier__round=one) & ~Q(sheets__dossier__application__state="withdrawn")
    found = Member.objects.filter(edition=one.category.edition).annotate(
        given=Count("sheets", within & ~Q(sheets__state=RECUSED)),
        signed=Count("sheets", within & Q(sheets__state=SIGNED)),
    )
    return [
        (each, each.given, each.signed)
        for each in found.filter(given__gt=0).select_related("seat__person").order_by("code")
    ]


# --- files of a round


def live(one: Round) -> QuerySet[Dossier]:
    """Return the files of a round that still stand, by number."""
    return one.dossiers.exclude(WITHDRAWN).order_by("number")


def dossiers(one: Round, filters: Filters) -> QuerySet[Dossier]:
    """Return the files of a round as filtered, by number, with how far their readings are."""
    wanted = Q()
    for term in search_terms(filters.query):
        wanted &= Q(application__search_text__contains=term)
    found = one.dossiers.filter(wanted).annotate(
        given=Count("sheets", ~Q(sheets__state=RECUSED)),
        signed=Count("sheets", Q(sheets__state=SIGNED)),
    )
    if filters.stand == "short":
        found = found.filter(~WITHDRAWN, given__lt=one.readings)
    elif filters.stand == "owed":
        found = found.filter(~WITHDRAWN, signed__lt=one.readings)
    return _together(found).order_by("number")


def dossier(by: Actor, code: str) -> Dossier:
    """Return one file under review for office and auditor; refuses with `NotFound`."""
    found = _together(Dossier.objects.filter(public_id=code))
    one = found.select_related("round__category__edition", "revision").first()
    if one is None or not access.may("read", by).ok:
        raise NotFound("reviews.no_file")
    return one


def _together(found: QuerySet[Dossier]) -> QuerySet[Dossier]:
    named = ("application__unit", "application__team", "application__nominee")
    return found.select_related(*named).defer("application__answers")


# --- standings


def signed_marks(one: Round) -> dict[Dossier, list[tuple[str, Marks]]]:
    """Return the signed marks of every file that still stands, with the code of the expert."""
    files: dict[int, tuple[Dossier, list[tuple[str, Marks]]]] = {
        each.pk: (each, []) for each in live(one).select_related("application")
    }
    signed = ScoreSheet.objects.filter(dossier__in=files, state=SIGNED).select_related("member")
    for sheet in signed.defer("answers").order_by("pk"):
        points = {key: Decimal(text) for key, text in sheet.sections.items()}
        total = sheet.total or Decimal(0)
        files[sheet.dossier_id][1].append((sheet.member.code, Marks(total, points)))
    return dict(files.values())


def closed_round(category: Category) -> Round | None:
    """Return the round of a category once it is closed, with its public id and digest."""
    return Round.objects.filter(category=category, state=CLOSED).first()


def last_closing(one: Round) -> Closing | None:
    """Return how a round was closed last, also where it was opened again since."""
    return Closing.objects.filter(round=one).order_by("-place").first()


def places(closing: Closing) -> QuerySet[Standing]:
    """Return a standing in its order, with whom each place belongs to."""
    named = ("dossier__application__unit", "dossier__application__team")
    found = closing.places.select_related(*named, "dossier__application__nominee")
    rows: QuerySet[Standing] = found.defer("dossier__application__answers").order_by("place")
    return rows


def standing_of(category: Category) -> tuple[Place, ...]:
    """Return how the files of a category stand; empty until its round is closed.

    `Place.file` is the public id of the application.
    """
    one = closed_round(category)
    closing = last_closing(one) if one is not None else None
    rows = closing.places.select_related("dossier__application") if closing is not None else ()
    return tuple(
        Place(
            each.dossier.application.public_id,
            each.place,
            each.readings,
            exact(each.mean),
            each.score,
            each.decided_by,
            each.tied,
        )
        for each in rows
    )


# --- for whoever asks how far applications are


def taken_in(found: Collection[int]) -> dict[int, Dossier]:
    """Return the files of these applications with their rounds, by application; one statement."""
    rows = Dossier.objects.filter(application__in=found).select_related("round")
    return {one.application_id: one for one in rows}
