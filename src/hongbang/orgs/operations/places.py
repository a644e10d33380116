"""How does a body get another place, or go up into another?"""

from __future__ import annotations

from datetime import datetime

from django.db.models import F, Max, QuerySet, Value
from django.db.models.functions import Concat, Length, Substr

from hongbang.audit import operations as audit
from hongbang.kernel.actor import Actor
from hongbang.kernel.period import beijing_day
from hongbang.kernel.refusal import RuleBroken
from hongbang.orgs import access, queries
from hongbang.orgs.models import OPEN, Nominee, Organisation, Team
from hongbang.orgs.operations import history
from hongbang.orgs.operations.bodies import place_of, refuse_closed
from hongbang.orgs.rules.bodies import check_line, check_merge, check_place, check_reason
from hongbang.orgs.rules.commands import Merge, Move


@audit.deed
def move(body: Organisation, command: Move, *, by: Actor, at: datetime) -> Organisation:
    """Give a body another area, superior or channel; its own branch goes with it.

    Refuses: what `access` refuses, a place that the rules refuse, `orgs.closed`,
    `orgs.nothing_changed`, `orgs.children_channel`, `orgs.no_reason`, `orgs.wrong_day`, `Stale`.
    """
    current = queries.get(by, body.public_id)
    area = queries.area(command.area) if command.area else None
    parent = queries.get(by, command.parent) if command.parent else None
    access.require("move", by, current)
    refuse_closed(current)
    check_place(place_of(current.kind, command.channel, area, parent))
    _refuse_idle(current, command)
    reason = check_reason(command.reason)
    on = history.day_of(current, command.on, beijing_day(at))
    above = parent.line if parent else ""
    check_line(current.line, above, _longest(current))
    old, new = current.line, f"{above}{current.public_id}/"
    moved = audit.checked_update(
        current,
        command.version,
        area=area,
        parent=parent,
        channel=command.channel,
        line=new,
    )
    _relay(Organisation.objects.filter(line__startswith=old).exclude(pk=moved.pk), old, new)
    history.turn(moved, on, reason)
    audit.record(
        "orgs.organisation.moved",
        by=by,
        at=at,
        subjects=[moved.subject, *([parent.subject] if parent else [])],
        said={
            "name": moved.name,
            "area": area.name if area else "",
            "parent": parent.name if parent else "",
            "channel": command.channel,
            "reason": reason,
        },
    )
    return moved


@audit.deed
def merge(body: Organisation, command: Merge, *, by: Actor, at: datetime) -> Organisation:
    """Close a body as merged into another, which takes over what stands below it.

    Children, teams and nominees come under the successor; seats find it by `queries.current`.
    The entry names both bodies as subjects and the children by their codes among the words,
    since their number has no limit.

    Refuses: what `access` refuses, `orgs.merge_unlike`, `orgs.merge_self`, `orgs.merge_clash`,
    `orgs.too_deep`, `orgs.closed`, `orgs.no_reason`, `Stale`.
    """
    current = queries.get(by, body.public_id)
    into = queries.get(by, command.into)
    access.require("merge", by, current)
    refuse_closed(current)
    refuse_closed(into)
    check_merge(
        place_of(current.kind, current.channel, current.area, None),
        place_of(into.kind, into.channel, into.area, None),
        current.line,
        into.line,
    )
    check_line(f"{current.public_id}/", into.line, _longest(current) - len(current.line))
    _refuse_clash(current, into)
    reason = check_reason(command.reason)
    today = beijing_day(at)
    merged = audit.checked_update(
        current, command.version, closed_at=at, closed_reason=reason, successor=into
    )
    moved = _hand_over(merged, into)
    history.turn_all(moved, today, reason)
    history.turn(merged, today, reason)
    audit.record(
        "orgs.organisation.merged",
        by=by,
        at=at,
        subjects=[merged.subject, into.subject],
        said={
            "name": merged.name,
            "into": into.name,
            "moved": [child.public_id for child in moved],
            "reason": reason,
        },
    )
    return into


def _refuse_idle(body: Organisation, command: Move) -> None:
    now = (
        body.area.public_id if body.area else "",
        body.parent.public_id if body.parent else "",
        body.channel,
    )
    if now == (command.area, command.parent, command.channel):
        raise RuleBroken("orgs.nothing_changed")
    if command.channel != body.channel and body.children.filter(OPEN, kind="organ").exists():
        raise RuleBroken("orgs.children_channel")


def _longest(body: Organisation) -> int:
    lines = Organisation.objects.filter(line__startswith=body.line)
    return lines.aggregate(longest=Max(Length("line")))["longest"] or 0


def _relay(bodies: QuerySet[Organisation], old: str, new: str) -> None:
    """Write the lines of a branch anew."""
    bodies.update(line=Concat(Value(new), Substr("line", len(old) + 1)))


def _hand_over(merged: Organisation, into: Organisation) -> list[Organisation]:
    """Put what stood below a body below its successor; returns the open children."""
    below = Organisation.objects.filter(line__startswith=merged.line).exclude(pk=merged.pk)
    children = [child.pk for child in merged.children.filter(OPEN)]
    _relay(below, merged.line, into.line)
    Organisation.objects.filter(parent=merged).update(parent=into, version=F("version") + 1)
    for table in (Team, Nominee):
        table.objects.filter(unit=merged).update(unit=into, version=F("version") + 1)
    return [*Organisation.objects.filter(parent=into, pk__in=children)]


def _refuse_clash(body: Organisation, into: Organisation) -> None:
    """Refuse a merger after which two teams or nominees would have one name."""
    teams = {*queries.teams(body).values_list("name", flat=True)}
    clash = queries.teams(into).filter(name__in=teams).values_list("name", flat=True)
    alone = {*queries.nominees(body).filter(team=None).values_list("name", flat=True)}
    others = queries.nominees(into).filter(team=None, name__in=alone)
    names = [*clash, *others.values_list("name", flat=True)]
    if names:
        raise RuleBroken("orgs.merge_clash", {"names": "、".join(names[:5])})
