"""Which resolutions are there, do they still say what the slates say, who has decided, who not?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from hongbang.applications.queries import Application
from hongbang.approvals import access
from hongbang.approvals.models import Decision as Decision  # others name rows, hold no tables
from hongbang.approvals.models import DepartmentCheck as DepartmentCheck
from hongbang.approvals.models import Resolution as Resolution
from hongbang.approvals.models import Supplement as Supplement
from hongbang.approvals.rules import content
from hongbang.approvals.rules.content import Change, Listed, Named
from hongbang.approvals.rules.lifecycle import ASKED, OWED, PASSED, STANDING, SUBMITTED
from hongbang.kernel.actor import Actor
from hongbang.kernel.refusal import NotFound, RuleBroken
from hongbang.kernel.subject import Subject
from hongbang.orgs import queries as orgs
from hongbang.orgs.access import home
from hongbang.orgs.queries import Organisation
from hongbang.programmes import queries as programmes
from hongbang.programmes.queries import Category as Category
from hongbang.programmes.queries import Edition as Edition
from hongbang.programmes.rules.shapes import rows_of
from hongbang.recommendations import queries as recommendations
from hongbang.selections import queries as selections
from hongbang.selections.queries import FixedSeat, FixedSlate

Plain = Mapping[str, Any]


# --- what would be put to the hosts


@dataclass(frozen=True)
class Matter:
    """What the slates of an edition say now: content and digest, and what is still missing."""

    edition: Edition
    slates: tuple[FixedSlate, ...]
    empty: tuple[Category, ...]
    without_list: tuple[str, ...]
    hosts: tuple[Organisation, ...]
    unknown_hosts: tuple[str, ...]
    content: Plain
    digest: str


def editions(by: Actor) -> QuerySet[Edition]:
    """Return the open editions, for those who prepare resolutions."""
    found = Edition.objects.filter(state="published").defer("chapters", "pins")
    rows = found.select_related("programme").order_by("-year", "pk")
    return rows if access.may("prepare", by).ok else rows.none()


def edition(by: Actor, code: str) -> Edition:
    """Return one open edition by the code in its address; refuses with `NotFound`."""
    found = Edition.objects.filter(code=code, state__in=("published", "closed"))
    one = found.select_related("programme").first() if access.may("prepare", by).ok else None
    if one is None:
        raise NotFound("approvals.no_edition")
    return one


def matter(edition: Edition) -> Matter:
    """Return what the slates of an edition say now; where nobody stands, an empty list."""
    slates: list[FixedSlate] = []
    empty: list[Category] = []
    without: list[str] = []
    lists: list[Listed] = []
    found_ones = [*Category.objects.filter(edition=edition).order_by("place")]
    bare = recommendations.empty_of(found_ones)
    for one in found_ones:
        slate = selections.slate_of(one)
        if slate is not None:
            slates.append(slate)
            lists.append(_listed(slate))
        elif one.pk in bare:
            empty.append(one)
            lists.append(Listed(one.key, one.name, one.quota, "", "", "", (), ()))
        else:
            without.append(one.name)
    rows = rows_of(programmes.chapter(edition, "hosts"), "hosts")
    found = _hosts(rows)
    made = content.content(
        edition.public_id,
        edition.name,
        [(row["key"], row["name"]["zh"]) for row in rows],
        lists,
    )
    return Matter(
        edition,
        tuple(slates),
        tuple(empty),
        tuple(without),
        tuple(one for one in found.values() if one is not None),
        tuple(name for name, one in found.items() if one is None),
        made,
        content.digest(made),
    )


def _hosts(rows: Sequence[Plain]) -> dict[str, Organisation | None]:
    """Return the hosts of record by name: the body of that name, or else of that channel."""
    bodies = [*orgs.hosts()]
    by_name = {one.name: one for one in bodies}
    by_channel = {one.channel: one for one in bodies if one.channel}
    return {
        row["name"]["zh"]: by_name.get(row["name"]["zh"]) or by_channel.get(row.get("channel", ""))
        for row in rows
    }


def _listed(slate: FixedSlate) -> Listed:
    return Listed(
        slate.category.key,
        slate.category.name,
        slate.category.quota,
        slate.run,
        slate.digest,
        slate.seed,
        [_named(one) for one in slate.of("chosen")],
        [_named(one) for one in slate.of("reserve")],
    )


def _named(seat: FixedSeat) -> Named:
    one = seat.application
    return Named(one.public_id, one.subject_name, one.unit.name)


def signs_again(edition: Edition) -> bool:
    """Say whether the hosts must approve anew when a reserve moves up (ADR 0021)."""
    return bool(programmes.chapter(edition, "hosts").get("sign_again"))


# --- department checks


def checks(edition: Edition) -> QuerySet[DepartmentCheck]:
    """Return what departments were asked about an edition, the open ones first, earliest due."""
    found = DepartmentCheck.objects.filter(edition=edition).select_related(
        "application__team", "application__nominee", "application__unit"
    )
    return found.defer("application__answers").order_by("-state", "due_on", "pk")


def check(by: Actor, code: str) -> DepartmentCheck:
    """Return one check; refuses with `NotFound`."""
    found = DepartmentCheck.objects.filter(public_id=code).select_related("edition")
    one = found.first() if access.may("prepare", by).ok else None
    if one is None:
        raise NotFound("approvals.no_check")
    return one


def on_list(found: Matter, code: str) -> Application:
    """Return an application that stands on a slate; refuses `approvals.not_on_list`."""
    for slate in found.slates:
        for seat in slate.seats:
            if seat.application.public_id == code:
                return seat.application
    raise RuleBroken("approvals.not_on_list")


# --- resolutions


def visible(by: Actor) -> QuerySet[Resolution]:
    """Return the resolutions `by` may see."""
    return access.visible_to(by, Resolution.objects.all())


def listed(by: Actor) -> QuerySet[Resolution]:
    """Return the resolutions this seat may see, the latest first, with how many decided."""
    rows = visible(by).select_related("edition__programme")
    rows = rows.defer("content", "edition__chapters", "edition__pins")
    decided = Count("decisions", filter=~Q(decisions__state=OWED), distinct=True)
    return rows.annotate(asked=Count("decisions", distinct=True), decided=decided).order_by(
        "-submitted_at", "-pk"
    )


def get(by: Actor, code: str) -> Resolution:
    """Return one resolution; refuses with `NotFound` what is missing or not for this seat."""
    found = visible(by).filter(public_id=code).select_related("edition__programme").first()
    if found is None:
        raise NotFound("approvals.missing")
    return found


def standing(edition: Edition) -> Resolution | None:
    """Return the resolution of an edition that stands: put to the hosts, or passed."""
    return Resolution.objects.filter(edition=edition, state__in=STANDING).first()


def decisions(resolution: Resolution) -> list[Decision]:
    """Return what each host of record decided, in their order; whoever is silent stays visible."""
    return [*resolution.decisions.select_related("host").order_by("place")]


def own_decision(by: Actor, resolution: Resolution) -> Decision | None:
    """Return the decision of the host that this seat stands in."""
    own = home(by)
    found = resolution.decisions.filter(host=own).select_related("host") if own else None
    return None if found is None else found.first()


def supplements(resolution: Resolution) -> list[Supplement]:
    """Return who was struck since the hosts approved, in order."""
    named = ("struck", "moved_up")
    parts = [f"{one}__{part}" for one in named for part in ("team", "nominee", "unit")]
    return [*resolution.supplements.select_related(*parts).order_by("place")]


def in_force(resolution: Resolution) -> tuple[Plain, str]:
    """Return the content and digest that a resolution stands for: with its last supplement."""
    last = resolution.supplements.order_by("-place").first()
    found = last or resolution
    return found.content, found.digest


def voided_by(resolution: Resolution, found: Matter | None = None) -> tuple[Change, ...]:
    """Name what the slates say otherwise now; empty while the resolution is sound.

    Only one that stands can be void: one that was returned or replaced says what it said.
    """
    if resolution.state not in STANDING:
        return ()
    now = found or matter(resolution.edition)
    before, digest = in_force(resolution)
    return () if digest == now.digest else content.changes(before, now.content)


# --- what later rooms ask


@dataclass(frozen=True)
class Passed:
    """The resolution that all hosts approved: its content with supplements, its digest, the names.

    `names` are those chosen, by the key of the category.
    """

    public_id: str
    subject: Subject
    edition: Edition
    version: int
    digest: str
    passed_at: datetime | None
    content: Plain
    names: Mapping[str, tuple[Named, ...]]


def passed(edition: Edition) -> Passed | None:
    """Return the resolution that all hosts approved; None where there is none, or it is void."""
    found = Resolution.objects.filter(edition=edition, state=PASSED).first()
    if found is None or voided_by(found):
        return None
    made, digest = in_force(found)
    names = {
        one["key"]: tuple(
            Named(each["application"], each["name"], each["unit"]) for each in one["chosen"]
        )
        for one in made["categories"]
    }
    return Passed(
        found.public_id,
        found.subject,
        edition,
        found.version,
        digest,
        found.passed_at,
        made,
        names,
    )


# --- desks


@dataclass(frozen=True, slots=True)
class Owed:
    """An edition that the office owes a resolution, and why."""

    edition: Edition
    is_void: bool
    is_returned: bool
    open_checks: int


def owed(by: Actor) -> list[Owed]:
    """Return the editions whose lists are all fixed and whose resolution is missing or void."""
    found = []
    for one in editions(by):
        latest = Resolution.objects.filter(edition=one).order_by("-place").first()
        if latest is not None and latest.state in STANDING and not voided_by(latest):
            continue
        if all_fixed(one):
            is_back = latest is not None and latest.state not in STANDING
            open_checks = DepartmentCheck.objects.filter(edition=one, state=ASKED).count()
            is_void = latest is not None and latest.state in STANDING
            found.append(Owed(one, is_void, is_back, open_checks))
    return found


def all_fixed(edition: Edition) -> bool:
    """Say whether every category of an edition has a fixed list, but those where nobody stands."""
    found = [*Category.objects.filter(edition=edition)]
    bare = recommendations.empty_of(found)
    states = [one.state for one in selections.progress(found) if one.category.pk not in bare]
    return bool(states) and all(one == "adopted" for one in states)


def to_decide(by: Actor) -> list[Resolution]:
    """Return what was put to the host of this seat and waits for it, longest first."""
    own = home(by)
    if own is None:
        return []
    waiting = Resolution.objects.filter(state=SUBMITTED, decisions__host=own, decisions__state=OWED)
    rows = waiting.select_related("edition__programme").order_by("submitted_at")
    return [one for one in rows if not voided_by(one)]


def awaited(by: Actor) -> list[tuple[Resolution, list[Decision]]]:
    """Return the resolutions before the hosts, with those who have not decided."""
    if not access.may("prepare", by).ok:
        return []
    rows = Resolution.objects.filter(state=SUBMITTED).select_related("edition__programme")
    found: Iterable[Resolution] = rows.order_by("submitted_at")
    return [(one, [each for each in decisions(one) if each.state == OWED]) for one in found]


def standing_in(editions: Collection[int]) -> dict[int, Resolution]:
    """Return the resolutions that stand, by edition; one statement."""
    found = Resolution.objects.filter(edition__in=editions, state__in=STANDING)
    return {one.edition_id: one for one in found.defer("content")}
