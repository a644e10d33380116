"""Which applications does this room show, and how do the opinions on them stand?"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from hongbang.applications import queries as applications
from hongbang.applications.queries import Application
from hongbang.applications.rules import calling
from hongbang.applications.rules.lifecycle import SUBMITTED
from hongbang.kernel.actor import Actor
from hongbang.kernel.refusal import NotFound
from hongbang.kernel.search import search_terms
from hongbang.orgs import queries as orgs
from hongbang.orgs.access import ORGAN, current, home
from hongbang.orgs.queries import Organisation
from hongbang.programmes import queries as programmes
from hongbang.programmes.queries import Category, Edition
from hongbang.recommendations import access
from hongbang.recommendations.models import (
    Opinion,
    Recommendation,
)
from hongbang.recommendations.rules import joint
from hongbang.recommendations.rules.joint import Joint
from hongbang.recommendations.rules.lifecycle import (
    AT_OFFICE,
    LISTED,
)

HEAVY = ("answers", "category__edition__chapters", "category__edition__pins")
TOGETHER = (
    *("category__edition", "unit", "team", "nominee__team"),
    *("holder__area", "holder__successor", "recommendation__organ__area"),
    "recommendation__revision",
)
LISTED_WITH = (
    *("category__edition", "unit", "team", "nominee"),
    *("holder__successor", "recommendation__organ"),
)
SHOWN = (  # on the worklist, of each application; a page of fifty reads nothing else
    *("public_id", "state", "revision", "submitted_at", "unit__name", "team__name"),
    *("nominee__name", "category__name", "category__name_en", "category__edition__year"),
    *(f"holder__{name}" for name in ("public_id", "kind", "channel", "area", "name")),
    *("holder__successor", "recommendation__state", "recommendation__verdict"),
    *(f"recommendation__organ__{name}" for name in ("public_id", "kind", "channel", "area")),
    *("recommendation__organ__name", "recommendation__organ__successor"),
)
SENT = ("answers", "findings", "survey")  # of a revision: what no list shows
STAGE = "recommendation"


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to; `stand` is one of `STANDS`, the page's own words."""

    query: str = ""
    category: str = ""
    stand: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One application on a list: who recommends it, how opinions stand, what was decided."""

    application: Application
    owner: Organisation | None
    joint: Joint
    own: str
    decided: Recommendation | None
    is_own: bool


@dataclass(frozen=True, slots=True)
class Voice:
    """What one organ that was asked says, or that it is silent."""

    organ: Organisation
    opinion: Opinion | None
    is_owner: bool
    is_own: bool


@dataclass(frozen=True, slots=True)
class Ground:
    """What opinions are judged by in one edition: the rule, and whether its stage is over."""

    rule: joint.Rule
    is_over: bool
    last: date | None


def visible(by: Actor) -> QuerySet[Application]:
    """Return the applications that this room shows to `by`."""
    return access.visible_to(by, Application.objects.all())


def get(by: Actor, code: str) -> Application:
    """Return one application; refuses with `NotFound` what is missing or not for this seat."""
    found = visible(by).select_related(*TOGETHER, "category__edition__programme", "unit__area")
    application = found.filter(public_id=code).first()
    if application is None:
        raise NotFound("recommendations.missing")
    return application


def own_organ(by: Actor) -> Organisation:
    """Return the organ that a seat stands in; refuses with `NotFound` where it is none."""
    own = orgs.own(by)
    if own.kind != "organ":
        raise NotFound("recommendations.missing")
    return own


def decided(application: Application) -> Recommendation | None:
    """Return what its organ made of an application, as it is kept now."""
    found = Recommendation.objects.filter(application=application)
    return found.select_related("organ__area", "revision", "transmittal").first()


def recommendation(by: Actor, code: str) -> Recommendation:
    """Return one recommendation; refuses with `NotFound` what is missing or not for this seat."""
    found = Recommendation.objects.filter(public_id=code, application__in=visible(by))
    one = found.select_related(
        "organ__area", "revision", "transmittal", *(f"application__{name}" for name in NAMED)
    ).first()
    if one is None:
        raise NotFound("recommendations.missing")
    return one


NAMED = ("category__edition", "unit", "team", "nominee__team", "holder")


def worklist(by: Actor, filters: Filters) -> QuerySet[Application]:
    """Return what an organ gives its opinion on or decides, longest waiting first."""
    own = home(by)
    if own is None or own.kind != "organ":
        return Application.objects.none()
    found = access.asked_in(own, Application.objects.exclude(state="withdrawn"))
    for term in search_terms(filters.query):
        found = found.filter(search_text__contains=term)
    if filters.category:
        found = found.filter(category__public_id=filters.category)
    if filters.stand in _STAND:
        found = found.filter(_STAND[filters.stand](own))
    return found.select_related(*LISTED_WITH).only(*SHOWN).order_by("submitted_at", "pk")


def _is_own(own: Organisation) -> Q:
    return Q(recommendation__organ=own) | Q(holder=own) | Q(holder__successor=own)


def _owes_opinion(own: Organisation) -> Q:
    said = Opinion.objects.filter(
        revision__application=OuterRef("pk"), revision__place=OuterRef("revision"), organ=own
    )
    asked = _is_own(own) | ~Q(holder__channel=own.channel)
    return ~Q(Exists(said)) & Q(state=SUBMITTED, holder__kind="organ") & asked


def undecided(own: Organisation) -> Q:
    """Return what is with an organ and not yet on its list."""
    is_with = Q(holder=own) | Q(holder__successor=own)
    return is_with & Q(state=SUBMITTED) & ~Q(recommendation__state=LISTED)


_STAND: Mapping[str, Callable[[Organisation], Q]] = {
    "own": _is_own,
    "opinion": _owes_opinion,
    "decide": undecided,
    "listed": lambda own: Q(recommendation__organ=own, recommendation__state=LISTED),
    "sent": lambda own: Q(recommendation__organ=own, recommendation__state__in=AT_OFFICE),
}
STANDS = tuple(_STAND)


def categories_listed(by: Actor) -> QuerySet[Category]:
    """Return the categories that this seat sees applications for here, for the filter."""
    found = Category.objects.filter(_shown_in(by))
    heavy = ("edition__chapters", "edition__pins")
    return found.select_related("edition").defer(*heavy).order_by("-edition__year", "place")


def _shown_in(by: Actor) -> Q:
    """Return in which categories there is something: with an organ, of its area alone."""
    own = home(by) if by.role in ORGAN else None
    if own is None or own.kind != "organ":
        return Q(Exists(visible(by).filter(category=OuterRef("pk"))))
    asked, decided = access.of_area_apart(own)
    of = Application.objects.filter(category=OuterRef("pk"), submitted_at__isnull=False)
    return Q(Exists(of.filter(decided))) | Q(Exists(of.filter(asked)))


def category(by: Actor, code: str) -> Category:
    """Return a category of an edition that was published; refuses with `NotFound`."""
    found = Category.objects.filter(public_id=code, edition__state__in=["published", "closed"])
    one = found.select_related("edition__programme").first()
    if one is None or not (access.may("work", by).ok or access.may("oversee", by).ok):
        raise NotFound("recommendations.no_category")
    return one


def published_categories() -> QuerySet[Category]:
    """Return the categories of editions that run, for the office's page of places."""
    found = Category.objects.filter(edition__state="published").select_related("edition")
    return found.defer("edition__chapters", "edition__pins").order_by("-edition__year", "place")


def grounds(editions: Collection[int], at: datetime) -> dict[int, Ground]:
    """Return what opinions are judged by, by edition; one statement for all of them."""
    found = Edition.objects.filter(pk__in=editions) if editions else []
    return {one.pk: _ground(one, at) for one in found}


def _ground(edition: Edition, at: datetime) -> Ground:
    end = calling.closes_at(applications.steps(edition, STAGE))
    return Ground(
        joint.rule_of(programmes.chapter(edition, "quotas")),
        end is not None and at >= end,
        calling.last_day(end) if end is not None else None,
    )


def rows(by: Actor, found: Iterable[Application], at: datetime) -> list[Row]:
    """Return applications with their opinions, at a constant number of statements."""
    told = [*found]
    owners = {one.pk: _owner_read(one) for one in told}
    reading = _Reading(
        owners,
        _organs_of({one.area_id for one in owners.values() if one and one.area_id}),
        _stands_of(told),
        grounds({one.category.edition_id for one in told}, at),
        home(by),
    )
    return [reading.row(one) for one in told]


@dataclass(frozen=True, slots=True)
class _Reading:
    """What was read for a whole page, to make its rows of."""

    owners: Mapping[int, Organisation | None]
    near: Mapping[int, Sequence[Organisation]]
    said: Mapping[tuple[int, int], str]
    grounds: Mapping[int, Ground]
    own: Organisation | None

    def row(self, one: Application) -> Row:
        """Make the row of one application."""
        owner, own = self.owners[one.pk], self.own
        asked = asked_of(owner, self.near.get(owner.area_id or 0, ())) if owner else []
        stands = {body.public_id: self.stand(one, body) for body in asked}
        ground = self.grounds[one.category.edition_id]
        name = owner.public_id if owner else ""
        return Row(
            one,
            owner,
            joint.judge(name, stands, ground.rule, is_over=ground.is_over),
            self.stand(one, own) if own else "",
            getattr(one, "recommendation", None),
            is_own=own is not None and own == owner,
        )

    def stand(self, one: Application, body: Organisation) -> str:
        """Return what a body says, "" where it is silent."""
        return self.said.get((one.pk, body.pk), "")


def _owner_read(one: Application) -> Organisation | None:
    """Return the organ of an application that was read together with what names it."""
    made = getattr(one, "recommendation", None)
    if made is not None:
        return current(made.organ)
    is_with = one.state == SUBMITTED and one.holder.kind == "organ"
    return current(one.holder) if is_with else None


def _organs_of(areas: Collection[int]) -> dict[int, list[Organisation]]:
    found: dict[int, list[Organisation]] = {}
    for one in orgs.organs().filter(area__in=areas) if areas else []:
        found.setdefault(one.area_id or 0, []).append(one)
    return found


def asked_of(owner: Organisation, near: Iterable[Organisation]) -> list[Organisation]:
    """Return who is asked: the owner first, then the other channels' organs of its area."""
    return [owner, *(one for one in near if one != owner and access.is_asked(one, owner))]


def said_of(found: Iterable[Application]) -> dict[tuple[int, int], Opinion]:
    """Return the opinions on the latest revisions, by application and organ."""
    given = _on_latest(found).select_related("revision").defer(*(f"revision__{n}" for n in SENT))
    return {(one.revision.application_id, one.organ_id): one for one in given}


def _stands_of(found: Iterable[Application]) -> dict[tuple[int, int], str]:
    """Return how the opinions on the latest revisions stand, by application and organ."""
    given = _on_latest(found).values_list("revision__application", "organ", "stand")
    return {(application, organ): stand for application, organ, stand in given}


def _on_latest(found: Iterable[Application]) -> QuerySet[Opinion]:
    return Opinion.objects.filter(
        revision__application__in=[one.pk for one in found],
        revision__place=F("revision__application__revision"),
    )


def voices(by: Actor, application: Application) -> list[Voice]:
    """Return what each organ that is asked says of the latest revision, the owner first."""
    owner = access.owner_of(application)
    if owner is None or owner.area is None:
        return []
    own, said = home(by), said_of([application])
    return [
        Voice(one, said.get((application.pk, one.pk)), one == owner, one == own)
        for one in asked_of(owner, orgs.organs_for(owner.area))
    ]


def joint_of(application: Application, at: datetime) -> Joint:
    """Return how the opinions on an application stand together."""
    return rows(Actor.system("recommendations"), [application], at)[0].joint


def opinion_of(application: Application, organ: Organisation) -> Opinion | None:
    """Return what an organ says of the latest revision."""
    return said_of([application]).get((application.pk, organ.pk))


def earlier_opinion(application: Application, organ: Organisation) -> Opinion | None:
    """Return what an organ said of an earlier revision, the latest of these."""
    found = Opinion.objects.filter(
        revision__application=application,
        revision__place__lt=application.revision,
        organ=organ,
    )
    return found.select_related("revision").order_by("-revision__place").first()
