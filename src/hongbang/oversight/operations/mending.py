"""How does a holder report that all is put right, and what does the office say to it?"""

from __future__ import annotations

from datetime import datetime

from hongbang.audit import operations as audit
from hongbang.kernel.actor import Actor
from hongbang.kernel.canon import sha256_hex
from hongbang.kernel.period import beijing_day
from hongbang.kernel.refusal import RuleBroken
from hongbang.oversight import access, queries
from hongbang.oversight.models import Case, Mending
from hongbang.oversight.operations.telling import tell_office, tell_unit
from hongbang.oversight.rules import sanctions
from hongbang.oversight.rules.commands import Act, Settle
from hongbang.oversight.rules.lifecycle import MENDING
from hongbang.register import operations as register
from hongbang.register.rules.commands import Turn


@audit.deed
def mend(case: Case, command: Act, *, by: Actor, at: datetime) -> Mending:
    """Report what was put right; late is better than never, so there is no last day here.

    Refuses: `oversight.mending.no_such_move`, `oversight.honour_turned`, `oversight.no_text`,
    `Stale`.
    """
    current = queries.case(by, case.public_id)
    access.require("mend", by, current)
    owed = queries.mending(by, current.public_id)
    state = MENDING.after(owed.state, "report")
    if not queries.may_mend(current):
        raise RuleBroken("oversight.honour_turned")
    text = sanctions.check_text(command.reason)
    reported = audit.checked_update(owed, command.version, state=state, report=text, reported_at=at)
    audit.record(
        "oversight.mending.reported",
        by=by,
        at=at,
        subjects=[reported.subject, current.subject, current.honour.subject],
        said={"digest": sha256_hex(text.encode())},
    )
    tell_office(current, "oversight.mended", at)
    return reported


@audit.deed
def settle(case: Case, command: Settle, *, by: Actor, at: datetime) -> Mending:
    """Accept a reported rectification, and the honour is valid again; or send it back.

    Refuses: `oversight.mending.no_such_move`, `oversight.honour_turned`, `oversight.no_reason`,
    `oversight.no_due`, `Stale`, and what `register.turn` refuses.
    """
    current = queries.case(by, case.public_id)
    access.require("settle", by, current)
    reported = queries.mending(by, current.public_id)
    state = MENDING.after(reported.state, "accept" if command.is_accepted else "return")
    if not queries.may_mend(current):
        raise RuleBroken("oversight.honour_turned")
    reason, today = sanctions.check_reason(command.reason), beijing_day(at)
    due_on = reported.due_on
    if not command.is_accepted:
        due_on = sanctions.check_due("rectify", command.due_on, today) or due_on
    settled = audit.checked_update(
        reported, command.version, state=state, answer=reason, answered_at=at, due_on=due_on
    )
    if command.is_accepted:
        turn = Turn("restore", current.honour.version, reason, today)
        register.turn(current.honour, turn, by=by, at=at)
    audit.record(
        f"oversight.mending.{'accepted' if command.is_accepted else 'returned'}",
        by=by,
        at=at,
        subjects=[settled.subject, current.subject, current.honour.subject],
        said={"reason": reason, "due": due_on.isoformat()},
    )
    tell_unit(current, "oversight.settled", at)
    return settled
