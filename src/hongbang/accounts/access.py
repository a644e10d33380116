"""Who may register people, lend seats, invite, suspend, guard and decide, and why not?"""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from hongbang.accounts.models import Delegation, Invitation, Person, Registration, Seat
from hongbang.accounts.rules import roles
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.decision import ALLOWED, Decision, Refused
from hongbang.kernel.refusal import NotAllowed

OPEN = frozenset({"sign_in", "reset", "register", "accept_invitation"})
OWN = frozenset({"sign_out", "take", "credentials", "profile", "ask_erasure"})
PEOPLE = frozenset({"suspend", "reinstate", "hand_over"})
GUARD = frozenset({"guard", "lift", "reset_factor", "end_sessions", "block", "unblock", "erase"})
DECIDE = frozenset({"accept", "return", "refuse"})
INVITERS = roles.HEADS | {Role.SYSTEM_ADMIN}


def seats_on(day: date, seats: QuerySet[Seat]) -> QuerySet[Seat]:
    """Keep the seats that are held on `day` by somebody active, and not suspended."""
    return seats.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day)).filter(
        starts_on__lte=day, person__is_active=True, suspended_at__isnull=True
    )


def lent_on(day: date, lent: QuerySet[Delegation]) -> QuerySet[Delegation]:
    """Keep the delegations in force on `day`: not revoked, their seat held, the guest active."""
    held = Q(seat__ends_on__isnull=True) | Q(seat__ends_on__gte=day)
    return lent.filter(held).filter(
        starts_on__lte=day,
        ends_on__gte=day,
        revoked_at__isnull=True,
        to__is_active=True,
        seat__starts_on__lte=day,
        seat__suspended_at__isnull=True,
        seat__person__is_active=True,
    )


def visible_to(by: Actor, seats: QuerySet[Seat]) -> QuerySet[Seat]:
    """Keep only the seats of the person who acts."""
    return seats.filter(person__public_id=by.person) if by.person else seats.none()


def sees_everybody(by: Actor) -> bool:
    """Say whether this seat sees the people of every organisation."""
    return by.is_office or by.role is Role.SYSTEM_ADMIN


def people_visible_to(by: Actor, seats: QuerySet[Seat]) -> QuerySet[Seat]:
    """Keep the seats of the people this seat answers for."""
    if sees_everybody(by):
        return seats
    if by.role in roles.HEADS:
        return seats.filter(organisation__public_id=by.organisation)
    return seats.none()


def invitations_visible_to(by: Actor, invitations: QuerySet[Invitation]) -> QuerySet[Invitation]:
    """Keep the invitations this seat answers for."""
    if by.role in {Role.OFFICE_HEAD, Role.SYSTEM_ADMIN}:
        return invitations
    if by.role in roles.HEADS:
        return invitations.filter(organisation__public_id=by.organisation)
    return invitations.none()


def lent_visible_to(by: Actor, lent: QuerySet[Delegation]) -> QuerySet[Delegation]:
    """Keep what I lent or was lent, and what was lent in the organisation that I head."""
    mine = Q(seat__person__public_id=by.person) | Q(to__public_id=by.person)
    if by.role is Role.OFFICE_HEAD:
        return lent
    if by.role in roles.HEADS:
        mine |= Q(seat__organisation__public_id=by.organisation)
    return lent.filter(mine) if by.person else lent.none()


def registrations_visible_to(
    by: Actor, registrations: QuerySet[Registration]
) -> QuerySet[Registration]:
    """Keep the registrations that were sent to this organ; the office reads all of them."""
    sent = registrations.exclude(state="written")
    if by.is_office:
        return sent
    if by.role in roles.ORGAN:
        return sent.filter(organ__public_id=by.organisation)
    return sent.none()


def guarded_by(by: Actor, people: QuerySet[Person]) -> QuerySet[Person]:
    """Keep everybody for the security administrator, nobody for anyone else."""
    kept = people.filter(erased_at__isnull=True)
    return kept if by.role is Role.SECURITY_ADMIN else people.none()


def may(verb: str, by: Actor, thing: object = None) -> Decision:
    """Answer whether `by` may do `verb`, with `thing` where it belongs to somebody."""
    if verb in OPEN or by.role is Role.SYSTEM:
        return ALLOWED
    if verb in GUARD:
        return _yes(by.role is Role.SECURITY_ADMIN, "accounts.security_only")
    if verb in DECIDE | {"see_registrations"}:
        return _registrations(verb, by, thing)
    if verb in {"lend", "unlend"}:
        return _lending(verb, by, thing)
    if verb in PEOPLE | {"see_people", "invite"}:
        return _people(verb, by, thing)
    is_mine = verb in OWN and bool(by.person)
    is_granting = verb in {"add", "grant"} and by.role is Role.SYSTEM_ADMIN
    return _yes(is_mine or is_granting, "accounts.not_yours")


def _people(verb: str, by: Actor, thing: object) -> Decision:
    """Answer for `see_people`, `invite` and what heads do to the seats of their own body."""
    if verb == "see_people":
        return _yes(sees_everybody(by) or by.role in roles.HEADS, "accounts.heads_only")
    if verb == "invite":
        return _yes(by.role in INVITERS, "accounts.heads_only")
    is_own = not isinstance(thing, Seat) or thing.organisation.public_id == by.organisation
    is_head = by.role in roles.HEADS and (is_own or by.role is Role.OFFICE_HEAD)
    return _yes(is_head, "accounts.heads_only")


def _lending(verb: str, by: Actor, thing: object) -> Decision:
    """Answer for lending a seat, which only its holder does, and for taking it back."""
    if verb == "lend":
        if by.on_behalf_of:
            return Refused("accounts.lent_on")
        is_mine = not isinstance(thing, Seat) or thing.person.public_id == by.person
        return _yes(bool(by.person) and is_mine, "accounts.not_your_seat")
    if not isinstance(thing, Delegation):
        return _yes(bool(by.person), "accounts.not_your_seat")
    is_head = by.role in roles.HEADS and thing.seat.organisation.public_id == by.organisation
    is_mine = thing.seat.person.public_id == by.person
    return _yes(is_mine or is_head or by.role is Role.OFFICE_HEAD, "accounts.not_your_seat")


def _registrations(verb: str, by: Actor, thing: object) -> Decision:
    """Answer for reading registrations (organ and office) and deciding on them (the organ)."""
    if verb == "see_registrations" and by.is_office:
        return ALLOWED
    is_own = not isinstance(thing, Registration) or thing.organ.public_id == by.organisation
    return _yes(by.role in roles.ORGAN and is_own, "accounts.organ_decides")


def _yes(answer: bool, code: str) -> Decision:  # noqa: FBT001 - reads as a sentence here
    return ALLOWED if answer else Refused(code)


def require(verb: str, by: Actor, thing: object = None) -> None:
    """Refuse with `NotAllowed` unless `may` says yes."""
    decision = may(verb, by, thing)
    if isinstance(decision, Refused):
        raise NotAllowed(decision.code, decision.params)
