"""How does a unit keep the people whom it may nominate?"""

from __future__ import annotations

from datetime import datetime

from hongbang.audit import operations as audit
from hongbang.kernel.actor import Actor
from hongbang.kernel.refusal import NotFound, RuleBroken
from hongbang.orgs import access, queries
from hongbang.orgs.models import Nominee, Organisation, Team
from hongbang.orgs.operations.teams import refuse_ended, refuse_not_unit
from hongbang.orgs.rules.bodies import check_name, check_reason
from hongbang.orgs.rules.commands import AddNominee, EditNominee, Turn


@audit.deed
def add_nominee(unit: Organisation, command: AddNominee, *, by: Actor, at: datetime) -> Nominee:
    """Keep somebody of a unit.

    Refuses: what `access` and `check_name` refuse, `orgs.no_teams`, `orgs.closed`,
    `orgs.nominee_taken`.
    """
    current = queries.get(by, unit.public_id)
    team = _team(by, current, command.team)
    access.require("add_nominee", by, current)
    sent = [current.public_id, command.name, command.team]
    earlier = command.key and audit.once(command.key, "orgs.add_nominee", sent, by=by, at=at)
    if earlier:
        return queries.nominee(by, earlier)
    refuse_not_unit(current)
    name = check_name(command.name)
    _refuse_taken(current, team, name)
    added = Nominee.objects.create(unit=current, team=team, name=name)
    if command.key:
        audit.settle(command.key, "orgs.add_nominee", added.public_id, by=by)
    audit.record(
        "orgs.nominee.added",
        by=by,
        at=at,
        subjects=[added.subject, current.subject],
        said={"name": name, "unit": current.name, "team": team.name if team else ""},
    )
    return added


@audit.deed
def edit_nominee(nominee: Nominee, command: EditNominee, *, by: Actor, at: datetime) -> Nominee:
    """Change a nominee's name or team.

    Refuses: what `access` and `check_name` refuse, `orgs.closed`, `orgs.nominee_taken`, `Stale`.
    """
    current = queries.nominee(by, nominee.public_id)
    team = _team(by, current.unit, command.team)
    access.require("edit_nominee", by, current.unit)
    refuse_ended(current)
    name = check_name(command.name)
    _refuse_taken(current.unit, team, name, current)
    edited = audit.checked_update(current, command.version, name=name, team=team)
    audit.record(
        "orgs.nominee.edited",
        by=by,
        at=at,
        subjects=[edited.subject, edited.unit.subject],
        said={"name": name, "unit": edited.unit.name, "team": team.name if team else ""},
    )
    return edited


@audit.deed
def close_nominee(nominee: Nominee, command: Turn, *, by: Actor, at: datetime) -> Nominee:
    """Close a nominee, who has left or shall not be nominated.

    Refuses: what `access` refuses, `orgs.closed`, `orgs.no_reason`, `Stale`.
    """
    current = queries.nominee(by, nominee.public_id)
    access.require("close_nominee", by, current.unit)
    refuse_ended(current)
    reason = check_reason(command.reason)
    closed = audit.checked_update(current, command.version, closed_at=at, closed_reason=reason)
    audit.record(
        "orgs.nominee.closed",
        by=by,
        at=at,
        subjects=[closed.subject, closed.unit.subject],
        said={"name": closed.name, "unit": closed.unit.name, "reason": reason},
    )
    return closed


def _team(by: Actor, unit: Organisation, code: str) -> Team | None:
    """Return the open team of this unit that is named. Refuses: `NotFound`, `orgs.closed`."""
    if not code:
        return None
    team = queries.team(by, code)
    if team.unit_id != unit.pk:
        raise NotFound("orgs.missing")
    refuse_ended(team)
    return team


def _refuse_taken(
    unit: Organisation, team: Team | None, name: str, but: Nominee | None = None
) -> None:
    others = queries.nominees(unit).filter(team=team, name=name)
    if (others.exclude(pk=but.pk) if but else others).exists():
        raise RuleBroken("orgs.nominee_taken", {"name": name})
