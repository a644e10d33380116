"""How does the office say that a day is worked, or is not?"""

from __future__ import annotations

from datetime import date, datetime

from hongbang.audit import operations as audit
from hongbang.kernel.actor import Actor
from hongbang.kernel.refusal import RuleBroken
from hongbang.programmes import access
from hongbang.programmes.models import Override
from hongbang.programmes.rules.commands import SetWorkday


@audit.deed
def set_workday(command: SetWorkday, *, by: Actor, at: datetime) -> Override:
    """Take a day as worked or not worked, whatever is announced; said anew, the last word holds.

    Refuses: what `access` refuses, `programmes.no_day_reason`.
    """
    access.require("set_workday", by)
    reason = command.reason.strip()
    if not reason:
        raise RuleBroken("programmes.no_day_reason")
    kept, _is_new = Override.objects.update_or_create(
        day=command.day,
        defaults={"is_worked": command.is_worked, "reason": reason, "set_at": at},
    )
    audit.record(
        "programmes.workday.set",
        by=by,
        at=at,
        subjects=[kept.subject],
        said={
            "day": command.day.isoformat(),
            "worked": "yes" if command.is_worked else "no",
            "reason": reason,
        },
    )
    return kept


@audit.deed
def unset_workday(day: date, *, by: Actor, at: datetime) -> None:
    """Take a day again as it is announced.

    Refuses: what `access` refuses, `programmes.day_missing`.
    """
    access.require("set_workday", by)
    kept = Override.objects.filter(day=day).first()
    if kept is None:
        raise RuleBroken("programmes.day_missing")
    subject = kept.subject
    kept.delete()
    audit.record(
        "programmes.workday.unset", by=by, at=at, subjects=[subject], said={"day": day.isoformat()}
    )
