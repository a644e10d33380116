"""What does the security administrator do: lift locks, end sessions, block and let in again?"""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from hongbang.accounts import access, queries
from hongbang.accounts.models import FailedTry, Person, Visit
from hongbang.accounts.rules import roles
from hongbang.accounts.rules.commands import Because, Lift
from hongbang.audit import operations as audit
from hongbang.kernel.actor import Actor
from hongbang.kernel.refusal import RuleBroken
from hongbang.outbox import operations as outbox


@audit.deed
def lift(command: Lift, *, by: Actor, at: datetime) -> int:
    """Forget the failed tries of a network or for a person, so that the next try is let in.

    Refuses: `accounts.security_only`, `accounts.no_reason`, `accounts.nothing_locked`.
    """
    access.require("lift", by)
    roles.check_reason(command.reason)
    which = Q(person=command.person) if command.person else Q(address=command.network)
    if not (command.person or command.network):
        raise RuleBroken("accounts.nothing_locked")
    lifted = FailedTry.objects.filter(which, is_lifted=False).update(is_lifted=True)
    if not lifted:
        raise RuleBroken("accounts.nothing_locked")
    audit.record(
        "accounts.lock.lifted",
        by=by,
        at=at,
        subjects=[queries.guarded_person(by, command.person).subject] if command.person else [],
        said={"reason": command.reason.strip(), "count": lifted, "network": command.network},
    )
    return lifted


@audit.deed
def end_sessions(person: Person, command: Because, *, by: Actor, at: datetime) -> int:
    """End all sessions of somebody.

    Refuses: `accounts.security_only`, `accounts.no_reason`.
    """
    access.require("end_sessions", by)
    guarded = queries.guarded_person(by, person.public_id)
    roles.check_reason(command.reason)
    ended = Visit.objects.filter(person=guarded, ended_at__isnull=True).update(ended_at=at)
    audit.record(
        "accounts.visit.all_ended",
        by=by,
        at=at,
        subjects=[guarded.subject],
        said={"reason": command.reason.strip(), "count": ended},
    )
    _tell("accounts.sessions_ended", guarded, command, at)
    return ended


@audit.deed
def block(person: Person, command: Because, *, by: Actor, at: datetime) -> Person:
    """Shut an account that is no longer in its owner's hands; its sessions end.

    Refuses: `accounts.security_only`, `accounts.yourself`, `accounts.no_reason`,
    `accounts.blocked_already`.
    """
    access.require("block", by)
    guarded = queries.guarded_person(by, person.public_id)
    roles.check_reason(command.reason)
    if guarded.public_id == by.person:
        raise RuleBroken("accounts.yourself")
    open_one = Person.objects.filter(pk=guarded.pk, is_active=True)
    reason = command.reason.strip()[:300]
    if open_one.update(is_active=False, blocked_reason=reason) != 1:
        raise RuleBroken("accounts.blocked_already")
    Visit.objects.filter(person=guarded, ended_at__isnull=True).update(ended_at=at)
    audit.record(
        "accounts.person.blocked",
        by=by,
        at=at,
        subjects=[guarded.subject],
        said={"reason": reason},
    )
    _tell("accounts.blocked", guarded, command, at)
    return queries.guarded_person(by, person.public_id)


@audit.deed
def unblock(person: Person, command: Because, *, by: Actor, at: datetime) -> Person:
    """Open an account again.

    Refuses: `accounts.security_only`, `accounts.no_reason`, `accounts.not_blocked`.
    """
    access.require("unblock", by)
    guarded = queries.guarded_person(by, person.public_id)
    roles.check_reason(command.reason)
    shut = Person.objects.filter(pk=guarded.pk, is_active=False)
    if shut.update(is_active=True, blocked_reason="") != 1:
        raise RuleBroken("accounts.not_blocked")
    audit.record(
        "accounts.person.unblocked",
        by=by,
        at=at,
        subjects=[guarded.subject],
        said={"reason": command.reason.strip()},
    )
    _tell("accounts.unblocked", guarded, command, at)
    return queries.guarded_person(by, person.public_id)


@audit.deed
def forget(*, by: Actor, at: datetime) -> int:
    """Delete what has served its time (PIPL article 19); returns how many rows.

    Refuses: `accounts.not_yours`; only the house itself forgets.
    """
    access.require("forget", by)
    gone = sum(rows.delete()[0] for rows in queries.over(at))
    audit.record("accounts.traces.forgotten", by=by, at=at, subjects=[], said={"count": gone})
    return gone


@audit.deed
def note_export(filters: str, *, by: Actor, at: datetime) -> None:
    """Record that the list of people left the house as a table.

    Refuses: `accounts.heads_only`.
    """
    access.require("see_people", by)
    audit.record("accounts.people.exported", by=by, at=at, subjects=[], said={"filters": filters})


def _tell(code: str, person: Person, command: Because, at: datetime) -> None:
    to = [queries.recipient(person)]
    outbox.post(code, to=to, params={"reason": command.reason.strip()}, link="", at=at)
