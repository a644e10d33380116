"""How does a unit keep its teams?"""

from __future__ import annotations

from datetime import datetime

from django.db.models import F

from hongbang.audit import operations as audit
from hongbang.kernel.actor import Actor
from hongbang.kernel.refusal import IllegalMove, RuleBroken
from hongbang.orgs import access, queries
from hongbang.orgs.models import OPEN, Closable, Nominee, Organisation, Team
from hongbang.orgs.operations.bodies import refuse_closed
from hongbang.orgs.rules.bodies import check_name, check_reason
from hongbang.orgs.rules.commands import AddTeam, EditTeam, Turn


@audit.deed
def add_team(unit: Organisation, command: AddTeam, *, by: Actor, at: datetime) -> Team:
    """Keep a team of a unit.

    Refuses: what `access` and `check_name` refuse, `orgs.no_teams`, `orgs.closed`,
    `orgs.team_taken`.
    """
    current = queries.get(by, unit.public_id)
    access.require("add_team", by, current)
    sent = [current.public_id, command.name]
    earlier = command.key and audit.once(command.key, "orgs.add_team", sent, by=by, at=at)
    if earlier:
        return queries.team(by, earlier)
    refuse_not_unit(current)
    name = check_name(command.name)
    _refuse_taken(current, name)
    added = Team.objects.create(unit=current, name=name)
    if command.key:
        audit.settle(command.key, "orgs.add_team", added.public_id, by=by)
    audit.record(
        "orgs.team.added",
        by=by,
        at=at,
        subjects=[added.subject, current.subject],
        said={"name": name, "unit": current.name},
    )
    return added


@audit.deed
def edit_team(team: Team, command: EditTeam, *, by: Actor, at: datetime) -> Team:
    """Change the name of a team.

    Refuses: what `access` and `check_name` refuse, `orgs.closed`, `orgs.team_taken`, `Stale`.
    """
    current = queries.team(by, team.public_id)
    access.require("edit_team", by, current.unit)
    refuse_ended(current)
    name = check_name(command.name)
    _refuse_taken(current.unit, name, current)
    edited = audit.checked_update(current, command.version, name=name)
    audit.record(
        "orgs.team.edited",
        by=by,
        at=at,
        subjects=[edited.subject, edited.unit.subject],
        said={"name": name, "unit": edited.unit.name},
    )
    return edited


@audit.deed
def close_team(team: Team, command: Turn, *, by: Actor, at: datetime) -> Team:
    """Close a team; its nominees stay with the unit, without a team.

    Refuses: what `access` refuses, `orgs.closed`, `orgs.no_reason`, `orgs.nominee_taken`, `Stale`.
    """
    current = queries.team(by, team.public_id)
    access.require("close_team", by, current.unit)
    refuse_ended(current)
    reason = check_reason(command.reason)
    members = Nominee.objects.filter(OPEN, team=current)
    alone = queries.nominees(current.unit).filter(team=None, name__in=members.values("name"))
    if namesake := alone.first():
        raise RuleBroken("orgs.nominee_taken", {"name": namesake.name})
    closed = audit.checked_update(current, command.version, closed_at=at, closed_reason=reason)
    members.update(team=None, version=F("version") + 1)
    audit.record(
        "orgs.team.closed",
        by=by,
        at=at,
        subjects=[closed.subject, closed.unit.subject],
        said={"name": closed.name, "unit": closed.unit.name, "reason": reason},
    )
    return closed


def refuse_not_unit(body: Organisation) -> None:
    """Refuse teams and nominees of anything but an open unit."""
    if body.kind != "unit":
        raise RuleBroken("orgs.no_teams")
    refuse_closed(body)


def refuse_ended(thing: Closable) -> None:
    """Refuse to change what is closed. Refuses: `orgs.closed`."""
    if thing.closed_at is not None:
        raise IllegalMove("orgs.closed", {"name": str(thing)})


def _refuse_taken(unit: Organisation, name: str, but: Team | None = None) -> None:
    others = queries.teams(unit).filter(name=name)
    if (others.exclude(pk=but.pk) if but else others).exists():
        raise RuleBroken("orgs.team_taken", {"name": name})
