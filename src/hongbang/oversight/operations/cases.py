"""How is a sanction proposed, heard, decided, dropped and lifted?"""

from __future__ import annotations

from datetime import datetime

from hongbang.audit import operations as audit
from hongbang.kernel.actor import Actor
from hongbang.kernel.canon import sha256_hex
from hongbang.kernel.period import beijing_day
from hongbang.kernel.refusal import RuleBroken, Stale
from hongbang.oversight import access, queries
from hongbang.oversight.models import Case, Mending
from hongbang.oversight.operations.telling import tell_office, tell_unit
from hongbang.oversight.queries import Honour
from hongbang.oversight.rules import sanctions
from hongbang.oversight.rules.commands import Act, Decide, OpenCase
from hongbang.oversight.rules.lifecycle import CASE
from hongbang.register import operations as register
from hongbang.register.rules.commands import Turn


@audit.deed
def open_case(honour: Honour, command: OpenCase, *, by: Actor, at: datetime) -> Case:
    """Sanction an honour: a warning or time to mend at once, what is graver after a hearing.

    Refuses: `oversight.case_waits`, `oversight.not_offered`, `register.honour.no_such_move`,
    `oversight.no_reason`, `oversight.no_due`, `Stale`, and what `register.turn` refuses.
    """
    current = queries.honour(honour.public_id)
    access.require("open", by)
    if current.version != command.version:
        raise Stale("oversight.honour_turned")
    if queries.waits(current):
        raise RuleBroken("oversight.case_waits")
    offers, today = queries.offered_by(current.category.edition), beijing_day(at)
    sanctions.check_move(command.move, offers, current.state)
    reason = sanctions.check_reason(command.reason)
    due_on = sanctions.check_due(command.move, command.due_on, today)
    until = queries.hears_until(command.move, today)
    is_decided = until is None
    opened = Case.objects.create(
        honour=current,
        visit=queries.visit(by, command.visit) if command.visit else None,
        move=command.move,
        reason=reason,
        paper=command.paper.strip()[: sanctions.PAPER_MOST],
        state=CASE.after(CASE.first, "decide") if is_decided else CASE.first,
        opened_at=at,
        hears_until=until,
        decision=reason if is_decided else "",
        decided_at=at if is_decided else None,
    )
    if due_on is not None:
        Mending.objects.create(case=opened, due_on=due_on)
    if is_decided:
        _turn(opened, command.move, reason, opened.paper, by=by, at=at)
    audit.record(
        f"oversight.case.{opened.state}",
        by=by,
        at=at,
        subjects=[opened.subject, current.subject],
        said={
            "move": opened.move,
            "reason": reason,
            "paper": opened.paper,
            "until": until.isoformat() if until else "",
            "due": due_on.isoformat() if due_on else "",
        },
        anchor=is_decided,
    )
    if until is None:
        tell_unit(opened, "oversight.decided", at)
    else:
        tell_unit(opened, "oversight.opened", at, until.isoformat())
    return opened


@audit.deed
def state(case: Case, command: Act, *, by: Actor, at: datetime) -> Case:
    """Take what the holder says before a sanction, once and in time; the office is told.

    Refuses: `oversight.case.no_such_move`, `oversight.hearing_over`, `oversight.no_text`, `Stale`.
    """
    current = queries.case(by, case.public_id)
    access.require("state", by, current)
    after = CASE.after(current.state, "state")
    sanctions.check_in_time(current.hears_until, beijing_day(at))
    text = sanctions.check_text(command.reason)
    stated = audit.checked_update(
        current, command.version, state=after, statement=text, stated_at=at
    )
    audit.record(
        "oversight.case.stated",
        by=by,
        at=at,
        subjects=[stated.subject, stated.honour.subject],
        said={"digest": sha256_hex(text.encode())},
    )
    tell_office(stated, "oversight.stated", at)
    return stated


@audit.deed
def decide(case: Case, command: Decide, *, by: Actor, at: datetime) -> Case:
    """Let a sanction take effect, once the holder has spoken or its time to speak is over.

    The entry names the statement by its digest, or says that there was none.

    Refuses: `oversight.case.no_such_move`, `oversight.hearing_runs`, `oversight.no_reason`,
    `oversight.no_paper`, `Stale`, and what `register.turn` refuses.
    """
    current = queries.case(by, case.public_id)
    access.require("decide", by, current)
    after = CASE.after(current.state, "decide")
    sanctions.check_hearing(bool(current.statement), current.hears_until, beijing_day(at))
    reason = sanctions.check_reason(command.reason)
    paper = sanctions.check_paper(command.paper or current.paper)
    decided = audit.checked_update(
        current, command.version, state=after, decision=reason, decided_at=at, paper=paper
    )
    _turn(decided, decided.move, reason, paper, by=by, at=at)
    heard = sha256_hex(current.statement.encode()) if current.statement else ""
    audit.record(
        "oversight.case.decided",
        by=by,
        at=at,
        subjects=[decided.subject, decided.honour.subject],
        said={"move": decided.move, "reason": reason, "paper": paper, "statement": heard},
        anchor=True,
    )
    tell_unit(decided, "oversight.decided", at)
    return decided


@audit.deed
def drop(case: Case, command: Act, *, by: Actor, at: datetime) -> Case:
    """Let a case go without a sanction, with the reason; the holder is told.

    Refuses: `oversight.case.no_such_move`, `oversight.no_reason`, `Stale`.
    """
    current = queries.case(by, case.public_id)
    access.require("drop", by, current)
    after = CASE.after(current.state, "drop")
    reason = sanctions.check_reason(command.reason)
    dropped = audit.checked_update(
        current, command.version, state=after, decision=reason, decided_at=at
    )
    audit.record(
        "oversight.case.dropped",
        by=by,
        at=at,
        subjects=[dropped.subject, dropped.honour.subject],
        said={"move": dropped.move, "reason": reason},
    )
    tell_unit(dropped, "oversight.dropped", at)
    return dropped


@audit.deed
def lift(case: Case, command: Act, *, by: Actor, at: datetime) -> Case:
    """End a warning or a suspension: the honour is valid again, and the holder is told.

    Refuses: `oversight.case.no_such_move`, `oversight.nothing_to_lift`, `oversight.no_reason`,
    `Stale`, and what `register.turn` refuses.
    """
    current = queries.case(by, case.public_id)
    access.require("lift", by, current)
    after = CASE.after(current.state, "lift")
    if not queries.may_lift(current):
        raise RuleBroken("oversight.nothing_to_lift")
    reason = sanctions.check_reason(command.reason)
    lifted = audit.checked_update(
        current, command.version, state=after, lifting=reason, lifted_at=at
    )
    _turn(lifted, "restore", reason, "", by=by, at=at)
    audit.record(
        "oversight.case.lifted",
        by=by,
        at=at,
        subjects=[lifted.subject, lifted.honour.subject],
        said={"move": lifted.move, "reason": reason},
        anchor=True,
    )
    tell_unit(lifted, "oversight.lifted", at)
    return lifted


def _turn(case: Case, move: str, reason: str, paper: str, *, by: Actor, at: datetime) -> None:
    turn = Turn(move, case.honour.version, reason, beijing_day(at), paper)
    register.turn(case.honour, turn, by=by, at=at)
