"""How is an objection taken, answered, looked into and ruled on?"""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse

from hongbang.accounts import queries as accounts
from hongbang.approvals import operations as approvals
from hongbang.approvals.rules.commands import Strike
from hongbang.audit import operations as audit
from hongbang.kernel.actor import OFFICE, Actor
from hongbang.kernel.period import beijing_day
from hongbang.kernel.refusal import RuleBroken
from hongbang.outbox import operations as outbox
from hongbang.publicity import access, queries
from hongbang.publicity.models import Name, Objection
from hongbang.publicity.rules import objecting
from hongbang.publicity.rules.commands import Act, Object, Rule
from hongbang.publicity.rules.lifecycle import CLOSED, NAME, OBJECTION, POSTED
from hongbang.publicity.rules.window import is_open


@audit.deed
def object_to(name: Name, command: Object, *, by: Actor, at: datetime) -> Objection:
    """Take an objection to a posted name while its time runs; the same form is taken once.

    The ledger learns that one arrived, not from whom.

    Refuses: `publicity.over`, `publicity.struck_already`, `publicity.no_name`,
    `publicity.no_contact`, `publicity.no_grounds`.
    """
    posting = queries.get(name.posting.public_id)
    current = queries.name(posting, name.public_id)
    access.require("object", by)
    digest = objecting.receipt_digest(objecting.receipt(command.key))
    earlier = Objection.objects.filter(receipt=digest).first()
    if earlier is not None:
        return earlier
    if not is_open(at, posting.posted_at, posting.last_on):
        raise RuleBroken("publicity.over", {"last": posting.last_on.isoformat()})
    if current.state != POSTED:
        raise RuleBroken("publicity.struck_already")
    said = objecting.statement(command.name, command.contact, command.text)
    due_on = queries.add_working_days(beijing_day(at), queries.terms(posting.edition).answer)
    taken = Objection.objects.create(
        name=current,
        receipt=digest,
        objector=said.name,
        contact=said.contact,
        text=said.text,
        received_at=at,
        due_on=due_on,
    )
    audit.record(
        "publicity.objection.received",
        by=Actor.nobody(by.request),
        at=at,
        subjects=[taken.subject, current.subject, current.application.subject],
        said={"due": due_on.isoformat()},
    )
    outbox.post(
        "publicity.objected",
        to=accounts.recipients_in(OFFICE, beijing_day(at)),
        params={"name": current.application.subject_name, "due": due_on.isoformat()},
        link=reverse("publicity:objection", args=[taken.public_id]),
        at=at,
    )
    return taken


@audit.deed
def accept(objection: Objection, command: Act, *, by: Actor, at: datetime) -> Objection:
    """Take an objection up: the name waits until it is ruled on.

    Refuses: `publicity.objection.no_such_move`, `Stale`.
    """
    current = queries.objection(by, objection.public_id)
    access.require("accept", by)
    state = OBJECTION.after(current.state, "accept")
    inquiry = queries.terms(current.name.posting.edition).inquiry
    due_on = queries.add_working_days(beijing_day(at), inquiry)
    taken = audit.checked_update(current, command.version, state=state, due_on=due_on)
    audit.record(
        "publicity.objection.accepted",
        by=by,
        at=at,
        subjects=[taken.subject, taken.name.subject, taken.name.application.subject],
        said={"due": due_on.isoformat()},
    )
    return taken


@audit.deed
def refuse(objection: Objection, command: Act, *, by: Actor, at: datetime) -> Objection:
    """Decline to take an objection up, with the reason that the objector will read.

    Refuses: `publicity.objection.no_such_move`, `publicity.no_reason`, `Stale`.
    """
    current = queries.objection(by, objection.public_id)
    access.require("refuse", by)
    state = OBJECTION.after(current.state, "refuse")
    reason = objecting.check_reason(command.reason)
    refused = audit.checked_update(
        current, command.version, state=state, answer=reason, answered_at=at
    )
    _clear_if_over(refused, at)
    audit.record(
        "publicity.objection.refused",
        by=by,
        at=at,
        subjects=[refused.subject, refused.name.subject, refused.name.application.subject],
        said={"reason": reason},
    )
    return refused


@audit.deed
def rule(objection: Objection, command: Rule, *, by: Actor, at: datetime) -> Objection:
    """Rule on an objection that was taken up.

    Upheld, the name is struck and a reserve moves up; rejected, it is cleared as soon as its time
    is over and nothing else stands against it.

    Refuses: `publicity.objection.no_such_move`, `publicity.no_reason`, `publicity.not_passed`,
    `Stale`, and what `approvals.strike` refuses.
    """
    current = queries.objection(by, objection.public_id)
    access.require("rule", by)
    state = OBJECTION.after(current.state, "uphold" if command.is_upheld else "reject")
    reason = objecting.check_reason(command.reason)
    ruled = audit.checked_update(
        current, command.version, state=state, answer=reason, answered_at=at
    )
    if command.is_upheld and ruled.name.state == POSTED:
        _strike(ruled.name, reason, by=by, at=at)
    elif not command.is_upheld:
        _clear_if_over(ruled, at)
    audit.record(
        f"publicity.objection.{state}",
        by=by,
        at=at,
        subjects=[ruled.subject, ruled.name.subject, ruled.name.application.subject],
        said={"reason": reason},
        anchor=True,
    )
    return ruled


@audit.deed
def reveal(objection: Objection, *, by: Actor, at: datetime) -> Objection:
    """Show who objects, and record who looked: the objector is shielded from everybody else."""
    current = queries.objection(by, objection.public_id)
    access.require("reveal", by)
    audit.record("publicity.objection.revealed", by=by, at=at, subjects=[current.subject])
    return current


def _strike(name: Name, reason: str, *, by: Actor, at: datetime) -> None:
    passed = queries.resolution_of(name)
    if passed is None:
        raise RuleBroken("publicity.not_passed")
    state = NAME.after(name.state, "strike")
    audit.checked_update(name, name.version, state=state, settled_at=at)
    strike = Strike(name.application.public_id, reason, passed.version)
    approvals.strike(passed, strike, by=by, at=at)


def _clear_if_over(objection: Objection, at: datetime) -> None:
    """Clear a name whose posting is closed when the last thing against it is settled."""
    name = objection.name
    if name.posting.state != CLOSED or name.state != POSTED:
        return
    if not queries.has_waiting(name, objection):
        state = NAME.after(name.state, "clear")
        audit.checked_update(name, name.version, state=state, settled_at=at)
