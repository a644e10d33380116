"""Which bodies, areas, teams and nominees are there, and who sees which?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, When
from django.db.models.functions import Length

from hongbang.kernel.actor import Actor
from hongbang.kernel.refusal import NotFound
from hongbang.kernel.search import search_terms
from hongbang.orgs import access
from hongbang.orgs.access import current as current  # seats outlive the bodies they were given in
from hongbang.orgs.models import OPEN, Change
from hongbang.orgs.models import Area as Area  # others name rows, they hold no tables
from hongbang.orgs.models import Import as Import
from hongbang.orgs.models import Nominee as Nominee
from hongbang.orgs.models import Organisation as Organisation
from hongbang.orgs.models import Sheet as Sheet
from hongbang.orgs.models import Team as Team
from hongbang.orgs.rules import likeness, uscc
from hongbang.orgs.rules.bodies import WORDS
from hongbang.orgs.rules.channels import AreaKind, Channel, channels_in
from hongbang.orgs.rules.sheet import Body, Plan, Row, plan
from hongbang.work.rules.lifecycle import OPEN as AT_WORK

REMEMBERED = timedelta(days=3)  # so long a result stays on a desk
PUBLIC = ("office", "leading_group", "host", "organ")


@dataclass(frozen=True, slots=True)
class Similar:
    """A registered body that may be the one meant, and by what: `code` or `name`."""

    organisation: Organisation
    why: str


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list of bodies is narrowed to; `stand` is "open", "closed" or "" for both."""

    query: str = ""
    kind: str = ""
    channel: str = ""
    area_kind: str = ""
    area: str = ""
    stand: str = "open"
    parent: str = ""


def hosts() -> QuerySet[Organisation]:
    """Return the hosts in their order of precedence."""
    return Organisation.objects.filter(OPEN, kind="host").order_by("host_rank")


def office() -> Organisation | None:
    """Return the programme's office, where one is registered."""
    return Organisation.objects.filter(OPEN, kind="office").order_by("pk").first()


def is_name_taken(name: str) -> bool:
    """Say whether an open body of this name is registered."""
    return name_holder(name) is not None


def name_holder(name: str, but: Organisation | None = None) -> Organisation | None:
    """Return the open body of this name, other than `but`."""
    return _others(but).filter(name=name).first()


def code_holder(code: str, but: Organisation | None = None) -> Organisation | None:
    """Return the open body of this credit code, other than `but`."""
    return _others(but).filter(uscc=code).first() if code else None


def rank_holder(rank: int | None, but: Organisation | None = None) -> Organisation | None:
    """Return the open host of this rank, other than `but`."""
    return None if rank is None else _others(but).filter(host_rank=rank).first()


def search(query: str) -> QuerySet[Organisation]:
    """Find open bodies that the public may know by their words, pinyin or initials."""
    found = Organisation.objects.filter(OPEN, _holding(query), kind__in=PUBLIC)
    return found.order_by(F("host_rank").asc(nulls_last=True), "name")


def visible(by: Actor) -> QuerySet[Organisation]:
    """Return the bodies `by` may see."""
    return access.visible_to(by, Organisation.objects.all())


def get(by: Actor, code: str) -> Organisation:
    """Return one body; refuses with `NotFound` what is missing or not for this seat."""
    together = visible(by).select_related("area", "parent", "successor")
    return _one(together.filter(public_id=code).first())


def get_open(code: str) -> Organisation:
    """Return one open body that the public may know; refuses with `NotFound`."""
    found = Organisation.objects.select_related("area", "parent").filter(OPEN, kind__in=PUBLIC)
    return _one(found.filter(public_id=code).first())


def directory(by: Actor, filters: Filters) -> QuerySet[Organisation]:
    """Return the bodies of a list as filtered, from the office down to the units."""
    found = _holding(filters.query)
    for name, value in (
        ("kind", filters.kind),
        ("channel", filters.channel),
        ("area__kind", filters.area_kind),
        ("area__public_id", filters.area),
        ("parent__public_id", filters.parent),
    ):
        if value:
            found &= Q(**{name: value})
    if filters.stand:
        found &= Q(closed_at__isnull=filters.stand == "open")
    together = visible(by).filter(found).select_related("area", "parent", "successor")
    hosts_first = F("host_rank").asc(nulls_last=True)
    return together.order_by(hosts_first, "kind", "area__place", "channel", "name", "pk")


@dataclass(frozen=True, slots=True)
class TreeRow:
    """An area with its organs by channel; None where the notice has no organ."""

    area: Area
    cells: tuple[tuple[str, list[Organisation] | None], ...]

    @property
    def gaps(self) -> int:
        """Count the organs that are missing."""
        return sum(organs == [] for _channel, organs in self.cells)


def tree(by: Actor) -> dict[str, list[TreeRow]]:
    """Return every area with its organs, by kind of area; gaps are empty cells."""
    seen: dict[tuple[int | None, str], list[Organisation]] = {}
    for organ in visible(by).filter(OPEN, kind="organ").order_by("line"):
        seen.setdefault((organ.area_id, organ.channel), []).append(organ)
    rows: dict[str, list[TreeRow]] = {kind: [] for kind in AreaKind}
    for one in areas():
        cells = tuple(
            (channel, seen.get((one.pk, channel), []) if channel in channels_in(one.kind) else None)
            for channel in Channel
        )
        rows[one.kind].append(TreeRow(one, cells))
    return rows


@dataclass(frozen=True, slots=True)
class Handover:
    """What a merger would hand over, and what stands in its way."""

    children: list[Organisation]
    children_count: int
    teams: list[Team]
    nominees_count: int


def handover(body: Organisation, most: int = 20) -> Handover:
    """Look at what stands below a body, before it is merged."""
    children = body.children.filter(OPEN).order_by("kind", "name")
    return Handover(
        [*children[:most]], children.count(), [*teams(body)[:most]], nominees(body).count()
    )


def mergeable(by: Actor, body: Organisation, query: str = "") -> QuerySet[Organisation]:
    """Return the open bodies that this one could be merged into, of the same area first."""
    like = visible(by).filter(OPEN, _holding(query), kind=body.kind, channel=body.channel)
    like = like.exclude(line__startswith=body.line).select_related("area")
    same_area = Case(When(area=body.area, then=0), default=1)
    return like.order_by(same_area, "name", "pk")


def children(body: Organisation) -> QuerySet[Organisation]:
    """Return the open bodies right below one."""
    return body.children.filter(OPEN).select_related("area").order_by("kind", "area__place", "name")


def below(by: Actor) -> QuerySet[Organisation]:
    """Return the open organs and units of a seat's own branch, without its own body."""
    own = access.home(by)
    branch = visible(by).filter(OPEN, kind__in=["organ", "unit"])
    branch = branch.exclude(pk=own.pk) if own else branch
    return branch.select_related("area", "parent").order_by("kind", "area__place", "name", "pk")


def own(by: Actor) -> Organisation:
    """Return the body that a seat stands in today; refuses with `NotFound`."""
    return _one(access.home(by))


def organs(channel: str = "", area_kind: str = "") -> QuerySet[Organisation]:
    """Return the open organs, by area and channel; whoever registers chooses among them."""
    found = Organisation.objects.filter(OPEN, kind="organ").select_related("area", "parent")
    found = found.filter(channel=channel) if channel else found
    found = found.filter(area__kind=area_kind) if area_kind else found
    return found.order_by("area__kind", "area__place", "area__name", "channel", "name")


def organs_for(area: Area) -> QuerySet[Organisation]:
    """Return the open organs of one area."""
    return organs().filter(area=area)


def similar(name: str, code: str, but: Organisation | None = None) -> list[Similar]:
    """Return open bodies that have this code, or a name that is near: equal codes first."""
    kept = uscc.normal(code)
    by_code = [*_others(but).filter(uscc=kept)] if kept else []
    sound = likeness.sound(name)
    slips = likeness.slips(len(sound))
    near = _others(but).exclude(pk__in=[body.pk for body in by_code])
    near = near.annotate(length=Length("sound")).filter(
        length__range=(len(sound) - slips, len(sound) + slips)
    )
    by_name = [
        body
        for body in near.order_by("name")
        if likeness.sound_near(sound, body.sound) and not likeness.told_apart(name, body.name)
    ]
    return [Similar(body, "code") for body in by_code] + [Similar(one, "name") for one in by_name]


def as_of(body: Organisation, day: date) -> Change | None:
    """Return what a body was called and where it stood on a day; nothing before it was known."""
    held = body.changes.filter(from_on__lte=day).exclude(until_on__lte=day)
    return held.select_related("area", "parent").first()


def history(body: Organisation) -> QuerySet[Change]:
    """Return the changes of a body, newest first."""
    return body.changes.select_related("area", "parent")


def areas(kind: str = "") -> QuerySet[Area]:
    """Return the areas in their order, of one kind or of all."""
    found = Area.objects.filter(kind=kind) if kind else Area.objects.all()
    return found.order_by("kind", "place", "name")


def area(code: str) -> Area:
    """Return one area by its public code; refuses with `NotFound`."""
    found = Area.objects.filter(public_id=code).first()
    if found is None:
        raise NotFound("orgs.missing")
    return found


def teams(unit: Organisation) -> QuerySet[Team]:
    """Return the open teams of a unit, by name."""
    return unit.teams.filter(OPEN).order_by("name")


def nominees(unit: Organisation) -> QuerySet[Nominee]:
    """Return the open nominees of a unit, by team and name."""
    return unit.nominees.filter(OPEN).select_related("team").order_by("team__name", "name", "pk")


def members(team: Team) -> QuerySet[Nominee]:
    """Return the open nominees of a team, by name."""
    return team.nominees.filter(OPEN).order_by("name", "pk")


def team(by: Actor, code: str) -> Team:
    """Return one team; refuses with `NotFound` what is missing or not for this seat."""
    found = Team.objects.select_related("unit").filter(public_id=code, unit__in=visible(by)).first()
    if found is None:
        raise NotFound("orgs.missing")
    return found


def nominee(by: Actor, code: str) -> Nominee:
    """Return one nominee; refuses with `NotFound` what is missing or not for this seat."""
    seen = Nominee.objects.select_related("unit", "team").filter(unit__in=visible(by))
    found = seen.filter(public_id=code).first()
    if found is None:
        raise NotFound("orgs.missing")
    return found


def sheet(by: Actor, code: str) -> Sheet:
    """Return one workbook; refuses with `NotFound` what is missing or not for this seat."""
    found = Sheet.objects.filter(public_id=code).first()
    if found is None or not access.may("import", by).ok:
        raise NotFound("orgs.missing")
    return found


def import_of(sheet: Sheet) -> Import | None:
    """Return the newest import of a workbook, where it was asked for."""
    return sheet.imports.order_by("-pk").first()


def imports_at_work(by: Actor) -> QuerySet[Import]:
    """Return the imports that this person asked for and that have not ended."""
    return _my_imports(by).filter(state__in=AT_WORK)


def finished_imports(by: Actor, at: datetime) -> QuerySet[Import]:
    """Return the imports of this person that were done in the last days."""
    return _my_imports(by).filter(state="finished", finished_at__gt=at - REMEMBERED)


def failed_imports(by: Actor, at: datetime) -> QuerySet[Import]:
    """Return the imports of this person that failed in the last days and were not asked anew."""
    again = Import.objects.filter(sheet=OuterRef("sheet"), pk__gt=OuterRef("pk"))
    failed = _my_imports(by).filter(state="failed", finished_at__gt=at - REMEMBERED)
    return failed.exclude(Exists(again))


def _my_imports(by: Actor) -> QuerySet[Import]:
    mine = Import.objects.filter(requested_by=by.person).select_related("sheet")
    mine = mine if by.person and access.may("import", by).ok else mine.none()
    return mine.order_by("-requested_at", "-pk")


def plan_of(sheet: Sheet) -> Plan:
    """Lay out what a workbook would do to the bodies as they are registered now."""
    rows = [Row(line, cells) for line, cells in sheet.rows]
    pairs = [(str(kind), name) for kind, name in Area.objects.values_list("kind", "name")]
    return plan(rows, [*as_rows()], pairs)


def as_rows() -> Iterator[Body]:
    """Give every body as a workbook would write it."""
    together = Organisation.objects.select_related("area", "parent").order_by("pk")
    return (as_row(body) for body in together.iterator(chunk_size=1000))


def as_row(body: Organisation) -> Body:
    """Write a body as a workbook would."""
    words = {name: str(getattr(body, name)) for name in WORDS}
    cells = {
        **words,
        "code": body.public_id,
        "kind": body.kind,
        "channel": body.channel,
        "area_kind": body.area.kind if body.area else "",
        "area": body.area.name if body.area else "",
        "parent": body.parent.name if body.parent else "",
        "stand": "open" if body.closed_at is None else "closed",
    }
    parent = body.parent.public_id if body.parent else ""
    return Body(body.public_id, cells, body.closed_at is None, parent)


def _others(but: Organisation | None) -> QuerySet[Organisation]:
    found = Organisation.objects.filter(OPEN)
    return found.exclude(pk=but.pk) if but else found


def _holding(query: str) -> Q:
    found = Q()
    for term in search_terms(query):
        found &= Q(search_text__contains=term)
    return found


def _one(found: Organisation | None) -> Organisation:
    if found is None:
        raise NotFound("orgs.missing")
    return found
