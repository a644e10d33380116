"""How is a body closed, and opened again?"""

from __future__ import annotations

from datetime import datetime

from hongbang.audit import operations as audit
from hongbang.kernel.actor import Actor
from hongbang.kernel.period import beijing_day
from hongbang.kernel.refusal import IllegalMove, RuleBroken
from hongbang.orgs import access, queries
from hongbang.orgs.models import OPEN, Organisation
from hongbang.orgs.operations import history
from hongbang.orgs.operations.bodies import place_of, refuse_taken
from hongbang.orgs.rules.bodies import check_reason
from hongbang.orgs.rules.commands import Turn


@audit.deed
def close(body: Organisation, command: Turn, *, by: Actor, at: datetime) -> Organisation:
    """Close a body: it stays to be read, and can take part no more.

    Refuses: what `access` refuses, `orgs.closed_already`, `orgs.office_stays`,
    `orgs.has_children`, `orgs.no_reason`, `Stale`.
    """
    current = queries.get(by, body.public_id)
    access.require("close", by, current)
    if current.closed_at is not None:
        raise IllegalMove("orgs.closed_already")
    if current.kind == "office":
        raise RuleBroken("orgs.office_stays")
    children = current.children.filter(OPEN).count()
    if children:
        raise RuleBroken("orgs.has_children", {"n": children})
    reason = check_reason(command.reason)
    closed = audit.checked_update(current, command.version, closed_at=at, closed_reason=reason)
    history.turn(closed, beijing_day(at), reason)
    audit.record(
        "orgs.organisation.closed",
        by=by,
        at=at,
        subjects=[closed.subject],
        said={"name": closed.name, "reason": reason},
    )
    return closed


@audit.deed
def reopen(body: Organisation, command: Turn, *, by: Actor, at: datetime) -> Organisation:
    """Open a closed body again; one that was merged stays with its successor.

    Refuses: what `access` refuses, `orgs.open_already`, `orgs.merged_away`, `orgs.parent_closed`,
    `orgs.name_taken`, `orgs.uscc_taken`, `orgs.rank_taken`, `orgs.no_reason`, `Stale`.
    """
    current = queries.get(by, body.public_id)
    access.require("reopen", by, current)
    if current.closed_at is None:
        raise IllegalMove("orgs.open_already")
    if current.successor:
        raise IllegalMove("orgs.merged_away", {"name": current.successor.name})
    place_of(current.kind, current.channel, current.area, current.parent)
    refuse_taken({"name": current.name, "uscc": current.uscc}, current)
    holder = queries.rank_holder(current.host_rank, current)
    if holder:
        raise RuleBroken("orgs.rank_taken", {"rank": current.host_rank, "name": holder.name})
    reason = check_reason(command.reason)
    opened = audit.checked_update(current, command.version, closed_at=None, closed_reason="")
    history.turn(opened, beijing_day(at), reason)
    audit.record(
        "orgs.organisation.reopened",
        by=by,
        at=at,
        subjects=[opened.subject],
        said={"name": opened.name, "reason": reason},
    )
    return opened
