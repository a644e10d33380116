"""How is a seat lent, taken back, suspended, given again and handed over?"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hongbang.accounts import access, queries
from hongbang.accounts.models import Delegation, Person, Seat, Visit
from hongbang.accounts.operations.people import GrantSeat, seat_down
from hongbang.accounts.rules import roles
from hongbang.accounts.rules.commands import Because, HandOver, Lend
from hongbang.audit import operations as audit
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.period import beijing_day
from hongbang.kernel.refusal import RuleBroken
from hongbang.outbox import operations as outbox


@audit.deed
def lend(seat: Seat, command: Lend, *, by: Actor, at: datetime) -> Delegation:
    """Lend my seat to a colleague until a day; who sits there acts for me.

    Refuses: `accounts.lent_on` (a guest lends nothing), `accounts.not_your_seat`, what
    `roles.check_lending` refuses, `accounts.no_colleague`, `accounts.lent_already`.
    """
    today = beijing_day(at)
    access.require("lend", by, seat)
    mine = queries.my_seat(by, seat.public_id, today)
    roles.check_lending(
        Role(mine.role), today=today, ends_on=command.ends_on, reason=command.reason
    )
    to = queries.colleagues(mine, today).filter(public_id=command.to).first()
    if to is None:
        raise RuleBroken("accounts.no_colleague")
    earlier = Delegation.objects.filter(seat=mine, to=to, revoked_at__isnull=True)
    if earlier.filter(ends_on__gte=today).exists():
        raise RuleBroken("accounts.lent_already")
    earlier.update(revoked_at=at)  # over by its day; makes room for the new one
    lent = Delegation.objects.create(
        seat=mine,
        to=to,
        starts_on=today,
        ends_on=command.ends_on,
        reason=command.reason.strip(),
        given_at=at,
    )
    audit.record(
        "accounts.seat.lent",
        by=by,
        at=at,
        subjects=[lent.subject, mine.subject, to.subject],
        said={"reason": lent.reason, "until": command.ends_on.isoformat()},
    )
    _tell("accounts.lent", [to], mine, lent.reason, at)
    return lent


@audit.deed
def unlend(lent: Delegation, *, by: Actor, at: datetime) -> Delegation:
    """Take a lent seat back before its day.

    Refuses: `accounts.not_your_seat`, `accounts.lent_over`.
    """
    current = queries.delegation(by, lent.public_id)
    access.require("unlend", by, current)
    open_one = Delegation.objects.filter(pk=current.pk, revoked_at__isnull=True)
    if open_one.update(revoked_at=at) != 1:
        raise RuleBroken("accounts.lent_over")
    audit.record(
        "accounts.seat.unlent",
        by=by,
        at=at,
        subjects=[current.subject, current.seat.subject, current.to.subject],
    )
    _tell("accounts.unlent", [current.to, current.seat.person], current.seat, "", at)
    return current


@audit.deed
def suspend(seat: Seat, command: Because, *, by: Actor, at: datetime) -> Seat:
    """Suspend a colleague from a seat; their sessions end at once.

    Refuses: `accounts.heads_only`, `accounts.yourself`, `accounts.no_reason`,
    `accounts.suspended_already`.
    """
    current = queries.colleague(by, seat.public_id)
    access.require("suspend", by, current)
    roles.check_reason(command.reason)
    _refuse_myself(by, current.person)
    open_one = Seat.objects.filter(pk=current.pk, suspended_at__isnull=True)
    if open_one.update(suspended_at=at, suspended_reason=command.reason.strip()[:300]) != 1:
        raise RuleBroken("accounts.suspended_already")
    _end_visits(current.person, at)
    audit.record(
        "accounts.seat.suspended",
        by=by,
        at=at,
        subjects=[current.subject, current.person.subject],
        said={"reason": command.reason.strip()},
    )
    _tell("accounts.suspended", [current.person], current, command.reason.strip(), at)
    return queries.colleague(by, seat.public_id)


@audit.deed
def reinstate(seat: Seat, command: Because, *, by: Actor, at: datetime) -> Seat:
    """Let a suspended colleague sit again.

    Refuses: `accounts.heads_only`, `accounts.no_reason`, `accounts.not_suspended`.
    """
    current = queries.colleague(by, seat.public_id)
    access.require("reinstate", by, current)
    roles.check_reason(command.reason)
    _refuse_myself(by, current.person)
    shut = Seat.objects.filter(pk=current.pk, suspended_at__isnull=False)
    if shut.update(suspended_at=None, suspended_reason="") != 1:
        raise RuleBroken("accounts.not_suspended")
    audit.record(
        "accounts.seat.reinstated",
        by=by,
        at=at,
        subjects=[current.subject, current.person.subject],
        said={"reason": command.reason.strip()},
    )
    _tell("accounts.reinstated", [current.person], current, command.reason.strip(), at)
    return queries.colleague(by, seat.public_id)


@audit.deed
def hand_over(seat: Seat, command: HandOver, *, by: Actor, at: datetime) -> list[Seat]:
    """Give all seats of a leaver in this organisation to a successor, from a day.

    What is open follows by itself: it belongs to the organisation, not to the person.

    Refuses: `accounts.heads_only`, `accounts.no_reason`, `accounts.handed_back`,
    `accounts.no_colleague`, `accounts.nothing_to_hand_over`, `accounts.admins_apart`.
    """
    current = queries.colleague(by, seat.public_id)
    access.require("hand_over", by, current)
    roles.check_reason(command.reason)
    successor = _successor(current, command, beijing_day(at))
    handed = _leaving(current, command)
    if not handed:
        raise RuleBroken("accounts.nothing_to_hand_over")
    given = [new for old in handed if (new := _pass_on(old, successor, command, at)) is not None]
    _end_visits(current.person, at)
    audit.record(
        "accounts.seat.handed_over",
        by=by,
        at=at,
        subjects=[
            current.person.subject,
            successor.subject,
            *(old.subject for old in handed),
            *(new.subject for new in given),
        ],
        said={"reason": command.reason.strip(), "from": command.from_on.isoformat()},
    )
    people = [current.person, successor]
    _tell("accounts.handed_over", people, current, command.reason.strip(), at)
    return given


def _successor(leaving: Seat, command: HandOver, today: date) -> Person:
    if command.from_on < today:
        raise RuleBroken("accounts.handed_back")
    to = queries.colleagues(leaving, today).filter(public_id=command.to).first()
    if to is None:
        raise RuleBroken("accounts.no_colleague")
    return to


def _leaving(current: Seat, command: HandOver) -> list[Seat]:
    seats = Seat.objects.filter(
        person=current.person, organisation=current.organisation, suspended_at__isnull=True
    )
    return [seat for seat in seats if seat.ends_on is None or seat.ends_on >= command.from_on]


def _pass_on(old: Seat, successor: Person, command: HandOver, at: datetime) -> Seat | None:
    """End a seat the day before and give the same to the successor, unless she has it already."""
    seats = Seat.objects.filter(pk=old.pk)
    if old.starts_on < command.from_on:
        seats.update(ends_on=command.from_on - timedelta(days=1))
    else:  # it would begin on the day itself, or later: it is never taken
        seats.update(suspended_at=at, suspended_reason=command.reason.strip()[:300])
    same = Seat.objects.filter(
        person=successor, organisation=old.organisation, role=old.role, suspended_at__isnull=True
    )
    if any(one.ends_on is None or one.ends_on >= command.from_on for one in same):
        return None
    starts_on = max(old.starts_on, command.from_on)
    grant = GrantSeat(successor, old.organisation, Role(old.role), starts_on, old.ends_on)
    return seat_down(grant)


def _refuse_myself(by: Actor, person: Person) -> None:
    if person.public_id in {by.person, by.on_behalf_of}:
        raise RuleBroken("accounts.yourself")


def _end_visits(person: Person, at: datetime) -> None:
    """End all sessions of somebody who just lost a seat; another seat is one sign-in away."""
    Visit.objects.filter(person=person, ended_at__isnull=True).update(ended_at=at)


def _tell(code: str, people: list[Person], seat: Seat, reason: str, at: datetime) -> None:
    params = {"body": seat.organisation.name, "name": seat.person.name, "reason": reason}
    to = [queries.recipient(person) for person in people]
    outbox.post(code, to=to, params=params, link="", at=at)
