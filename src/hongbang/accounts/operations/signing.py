"""How does somebody get in, out, to another seat, and is a failed try kept?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F

from hongbang.accounts import access, queries
from hongbang.accounts.models import FailedTry, RecoveryCode, SecondFactor, Visit
from hongbang.accounts.queries import Proven, SignIn, Sitting
from hongbang.accounts.rules.address import network_of
from hongbang.accounts.rules.commands import Place
from hongbang.audit import operations as audit
from hongbang.kernel.actor import Actor
from hongbang.kernel.period import beijing_day
from hongbang.kernel.refusal import RuleBroken


@dataclass(frozen=True, slots=True)
class Entered:
    """Somebody who is in: where they sit, and the session as its owner will see it listed."""

    sitting: Sitting
    visit: Visit


@audit.deed
def sign_in(proven: Proven, *, by: Actor, at: datetime, command: Place | None = None) -> Entered:
    """Let somebody in whose password was right, and whose second proof where there is one.

    Refuses: `accounts.second_missing`, `accounts.code_wrong`, `accounts.no_seat`.
    """
    access.require("sign_in", by)
    places = queries.sittings_of(proven.person, beijing_day(at))
    if not places:
        raise RuleBroken("accounts.no_seat")
    _use_second(proven, at)
    visit = Visit.objects.create(
        person=proven.person,
        device=command.device[:60] if command else "",
        network=network_of(by.address),
        since=at,
        seen_at=at,
    )
    audit.record(
        "accounts.person.signed_in",
        by=places[0].actor(by.request, by.address),
        at=at,
        subjects=[proven.person.subject, visit.subject],
        said={"proof": "recovery" if proven.recovery else "second" if proven.step else "password"},
    )
    return Entered(places[0], visit)


@audit.deed
def prove_again(proven: Proven, *, by: Actor, at: datetime) -> None:
    """Note that somebody who is in has proved again who they are, before a grave act.

    Refuses: `accounts.not_yours`, `accounts.code_wrong`.
    """
    access.require("credentials", by)
    if proven.step is not None or proven.recovery:
        _use_second(proven, at)
    audit.record("accounts.person.proven_again", by=by, at=at, subjects=[proven.person.subject])


def _use_second(proven: Proven, at: datetime) -> None:
    """Use the second proof up: each half minute and each recovery code opens once."""
    person = proven.person
    if proven.recovery:
        codes = RecoveryCode.objects.filter(
            person=person, digest=proven.recovery, used_at__isnull=True
        )
        used = codes.update(used_at=at)
    elif proven.step is not None:
        factors = SecondFactor.objects.filter(person=person)
        used = factors.filter(last_step__lt=proven.step).update(last_step=proven.step)
    elif queries.second_factor(person) is not None:
        raise RuleBroken("accounts.second_missing")
    else:
        return
    if used != 1:
        raise RuleBroken("accounts.code_wrong")


@audit.deed
def note_failed_sign_in(command: SignIn, *, by: Actor, at: datetime) -> FailedTry:
    """Keep a failed try, so that the next ones can be refused.

    Refuses: `accounts.locked`, `accounts.slow`, so that a locked name fills neither table nor
    ledger.
    """
    access.require("sign_in", by)
    person = command.person()
    queries.refuse_locked(command, by.address, at, person)
    failed = FailedTry.objects.create(
        login_digest=queries.login_digest(command.login),
        address=network_of(by.address),
        device=command.devices.get(person.public_id, "") if person else "",
        person=person.public_id if person else "",
        at=at,
    )
    audit.record(  # never the name as typed: it may be a password in the wrong field
        "accounts.sign_in.failed",
        by=by,
        at=at,
        subjects=[person.subject] if person else [],
    )
    return failed


@audit.deed
def sign_out(*, by: Actor, at: datetime, visit: str = "") -> None:
    """Leave the desk; the session is over on the server."""
    access.require("sign_out", by)
    mine = Visit.objects.filter(person__public_id=by.person, public_id=visit)
    mine.filter(ended_at__isnull=True).update(ended_at=at)
    audit.record("accounts.person.signed_out", by=by, at=at, subjects=[])


@audit.deed
def take_seat(code: str, *, by: Actor, at: datetime) -> Sitting:
    """Move to another seat of mine, or to one that was lent to me.

    Refuses: `accounts.not_your_seat`.
    """
    access.require("take", by)
    taken = queries.my_sitting(by, code, beijing_day(at))
    subjects = [taken.seat.subject, *([taken.lent.subject] if taken.lent else [])]
    audit.record("accounts.seat.taken", by=by, at=at, subjects=subjects)
    return taken


@audit.unrecorded("last seen")
@audit.deed
def note_seen(visit: str, *, by: Actor, at: datetime) -> None:
    """Keep when a session was last used, at most once a minute."""
    access.require("profile", by)
    Visit.objects.filter(person__public_id=by.person, public_id=visit).update(seen_at=at)


@audit.unrecorded("last seen")
@audit.deed
def carry_visits(days: int, *, by: Actor, at: datetime) -> None:
    """Take every session that is still open along when a demonstration lets days pass."""
    access.require("profile", by)
    is_open = Visit.objects.filter(ended_at__isnull=True, seen_at__lte=at)
    is_open.update(seen_at=F("seen_at") + timedelta(days=days))


@audit.deed
def end_visit(visit: Visit, *, by: Actor, at: datetime) -> None:
    """End one of my sessions.

    Refuses: `accounts.visit_missing`.
    """
    access.require("credentials", by)
    mine = Visit.objects.filter(person__public_id=by.person, public_id=visit.public_id)
    mine.filter(ended_at__isnull=True).update(ended_at=at)
    audit.record("accounts.visit.ended", by=by, at=at, subjects=[visit.subject])


@audit.deed
def end_other_visits(keeps: str, *, by: Actor, at: datetime) -> int:
    """End all my sessions but the one that asks."""
    access.require("credentials", by)
    mine = Visit.objects.filter(person__public_id=by.person, ended_at__isnull=True)
    ended = mine.exclude(public_id=keeps).update(ended_at=at)
    audit.record(
        "accounts.visit.others_ended",
        by=by,
        at=at,
        subjects=[queries.myself(by).subject],
        said={"count": ended},
    )
    return ended
