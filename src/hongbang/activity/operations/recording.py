"""How is an activity recorded, corrected, struck?"""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from hongbang.activity import access, queries
from hongbang.activity.models import Activity
from hongbang.activity.rules import recording
from hongbang.activity.rules.commands import Act, Correct, Record, Told
from hongbang.activity.rules.lifecycle import RECORD, RECORDED
from hongbang.audit import operations as audit
from hongbang.kernel.actor import Actor
from hongbang.kernel.refusal import IllegalMove
from hongbang.orgs import queries as orgs


@audit.deed
def record(command: Record, *, by: Actor, at: datetime) -> Activity:
    """Record what a unit did.

    Refuses: what `access` and `recording.check` refuse.
    """
    access.require("record", by)
    sent, told = command.told.plain(), command.told
    earlier = audit.once(command.key, "activity.record", sent, by=by, at=at)
    if earlier:
        return queries.get(by, earlier)
    recording.check(told, _kinds(), at)
    kept = Activity.objects.create(unit=orgs.own(by), recorded_at=at, **_as_kept(told))
    audit.settle(command.key, "activity.record", kept.public_id, by=by)
    audit.record(
        "activity.record.recorded",
        by=by,
        at=at,
        subjects=[kept.subject, kept.unit.subject],
        said=sent,
    )
    return kept


@audit.deed
def correct(activity: Activity, command: Correct, *, by: Actor, at: datetime) -> Activity:
    """Put a record right, saying why; what stood before is in the ledger.

    Refuses: `activity.record_struck`, what `recording` refuses, `Stale`.
    """
    current = queries.get(by, activity.public_id)
    access.require("correct", by, current)
    if current.state != RECORDED:
        raise IllegalMove("activity.record_struck")
    reason = recording.check_reason(command.reason)
    recording.check(command.told, _kinds(), at)
    mended = audit.checked_update(current, command.version, reason=reason, **_as_kept(command.told))
    audit.record(
        "activity.record.corrected",
        by=by,
        at=at,
        subjects=[mended.subject, mended.unit.subject],
        said={**command.told.plain(), "reason": reason},
    )
    return mended


@audit.deed
def strike(activity: Activity, command: Act, *, by: Actor, at: datetime) -> Activity:
    """Strike a record that should not be there, saying why; it stays readable and counts nowhere.

    Refuses: `activity.record.no_such_move`, `activity.no_reason`, `Stale`.
    """
    current = queries.get(by, activity.public_id)
    access.require("strike", by, current)
    state = RECORD.after(current.state, "strike")
    reason = recording.check_reason(command.reason)
    struck = audit.checked_update(
        current, command.version, state=state, reason=reason, struck_at=at
    )
    audit.record(
        "activity.record.struck",
        by=by,
        at=at,
        subjects=[struck.subject, struck.unit.subject],
        said={"title": struck.title, "reason": reason},
    )
    return struck


def _kinds() -> list[str]:
    return [one.key for one in queries.book().kinds]


def _as_kept(told: Told) -> dict[str, Any]:
    return {**asdict(told), "title": told.title.strip(), "place": told.place.strip()}
