"""How does a unit register itself, and how does its organ decide?"""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from django.urls import reverse

from hongbang.accounts import access, queries
from hongbang.accounts.models import Consent, OneTimeCode, Person, Registration
from hongbang.accounts.operations.people import GrantSeat, enter, seat_down
from hongbang.accounts.rules import codes, roles
from hongbang.accounts.rules.address import network_of
from hongbang.accounts.rules.commands import Apply, Decide, Sent
from hongbang.accounts.rules.lifecycle import REGISTRATION
from hongbang.accounts.rules.registering import due_on
from hongbang.audit import operations as audit
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.period import beijing_day
from hongbang.kernel.refusal import NotFound, RuleBroken
from hongbang.kernel.search import search_text
from hongbang.orgs import operations as orgs
from hongbang.orgs import queries as bodies
from hongbang.orgs.queries import Organisation
from hongbang.orgs.rules.commands import RegisterUnit
from hongbang.outbox import operations as outbox
from hongbang.outbox.rules.recipients import Recipient


@audit.deed
def write_registration(command: Apply, *, by: Actor, at: datetime) -> Registration:
    """Keep what an applicant wrote; it reaches its organ once the contact is proved.

    Refuses: `accounts.too_many_registrations`, `accounts.no_consent`, `accounts.bad_contact`,
    `accounts.organ_elsewhere`.
    """
    access.require("register", by)
    queries.refuse_many_registrations(by.address, at)
    organ = _checked(command)
    body = {**asdict(command), "hashed": ""}
    earlier = audit.once(command.key, "accounts.register", body, by=by, at=at)
    if earlier:
        return queries.registration_of_applicant(earlier)
    written = Registration.objects.create(
        **_words(command, organ),
        password=command.hashed,
        text_version=command.text_version,
        network=network_of(by.address),
        written_at=at,
    )
    audit.settle(command.key, "accounts.register", written.public_id, by=by)
    audit.record(
        "accounts.registration.written",
        by=by,
        at=at,
        subjects=[written.subject],
        said={"name": written.unit_name},
    )
    return written


@audit.deed
def send_proof(registration: Registration, sent: Sent, *, by: Actor, at: datetime) -> OneTimeCode:
    """Send the applicant a code that proves the e-mail address or the mobile number.

    Refuses: `accounts.too_many_codes`.
    """
    access.require("register", by)
    queries.refuse_flood("register", registration.public_id, by.address, at)
    code = OneTimeCode.objects.create(
        purpose="register",
        subject=registration.public_id,
        handle=sent.handle,
        digest=sent.digest,
        contact=registration.contact,
        network=network_of(by.address),
        sent_at=at,
        expires_at=at + codes.OPENS_FOR,
    )
    audit.record("accounts.registration.proof_sent", by=by, at=at, subjects=[registration.subject])
    way, to = _applicant(registration)
    outbox.send(
        "accounts.register_code", to=to, way=way, params={}, secret={"code": sent.code}, at=at
    )
    return code


@audit.deed
def prove_registration(code: OneTimeCode, *, by: Actor, at: datetime) -> Registration:
    """Send a registration on to its organ, now that its applicant is known to be reachable.

    A returned one is only opened for its applicant: what changes is sent by `correct`.

    Refuses: `accounts.code_over`.
    """
    access.require("register", by)
    current = queries.registration_of_applicant(code.subject)
    open_one = OneTimeCode.objects.filter(pk=code.pk, used_at__isnull=True, expires_at__gt=at)
    if open_one.update(used_at=at) != 1:
        raise RuleBroken("accounts.code_over")
    is_new = current.state == "written"
    if is_new:
        current = _sent(current, "prove", at)
    audit.record(
        "accounts.registration.proven",
        by=by,
        at=at,
        subjects=[current.subject, current.organ.subject],
    )
    if is_new:
        _tell_organ(current, at)
        _tell_applicant("accounts.registration_sent", current, at)
    return current


@audit.deed
def correct_registration(
    registration: Registration, command: Apply, *, by: Actor, at: datetime
) -> Registration:
    """Change what its organ returned, and send it again.

    Refuses: `accounts.no_such_move`, `accounts.bad_contact`, `accounts.organ_elsewhere`.
    """
    access.require("register", by)
    current = queries.registration_of_applicant(registration.public_id)
    REGISTRATION.after(current.state, "correct")
    organ = _checked(command)
    words = _words(command, organ) | {"email": current.email, "mobile": current.mobile}
    corrected = _sent(current, "correct", at, **words)
    audit.record(
        "accounts.registration.corrected",
        by=by,
        at=at,
        subjects=[corrected.subject, organ.subject],
    )
    _tell_organ(corrected, at)
    return corrected


@audit.deed
def accept_registration(
    registration: Registration, command: Decide, *, by: Actor, at: datetime
) -> Registration:
    """Let a unit in: the unit, its first person and that person's seat, in one deed.

    Refuses: `accounts.organ_decides`, `accounts.no_such_move`, `Stale`, what
    `orgs.register_unit` refuses.
    """
    current = queries.registration(by, registration.public_id)
    access.require("accept", by, current)
    state = REGISTRATION.after(current.state, "accept")
    unit = orgs.register_unit(
        RegisterUnit(
            name=current.unit_name,
            uscc=current.credit_code,
            uscc_reason=current.code_reason,
            nature=current.nature,
            area=current.area,
            organ=current.organ.public_id,
        ),
        by=by,
        at=at,
    )
    person = _first_person(current, at)
    seat = seat_down(GrantSeat(person, unit, Role.UNIT_HEAD, beijing_day(at)))
    accepted = audit.checked_update(
        current, command.version, state=state, decided_at=at, unit=unit, person=person
    )
    audit.record(
        "accounts.registration.accepted",
        by=by,
        at=at,
        subjects=[accepted.subject, unit.subject, person.subject, seat.subject],
    )
    _tell_applicant("accounts.registration_accepted", accepted, at)
    return accepted


@audit.deed
def return_registration(
    registration: Registration, command: Decide, *, by: Actor, at: datetime
) -> Registration:
    """Give a registration back to be put right, with the reason.

    Refuses: `accounts.organ_decides`, `accounts.no_such_move`, `accounts.no_reason`, `Stale`.
    """
    current = queries.registration(by, registration.public_id)
    access.require("return", by, current)
    returned = _turned_down(current, "return", command, at)
    audit.record(
        "accounts.registration.returned",
        by=by,
        at=at,
        subjects=[returned.subject],
        said={"reason": returned.decided_reason},
    )
    _tell_applicant("accounts.registration_returned", returned, at)
    return returned


@audit.deed
def refuse_registration(
    registration: Registration, command: Decide, *, by: Actor, at: datetime
) -> Registration:
    """Turn a registration down for good, with the reason.

    Refuses: `accounts.organ_decides`, `accounts.no_such_move`, `accounts.no_reason`, `Stale`.
    """
    current = queries.registration(by, registration.public_id)
    access.require("refuse", by, current)
    refused = _turned_down(current, "refuse", command, at)
    audit.record(
        "accounts.registration.refused",
        by=by,
        at=at,
        subjects=[refused.subject],
        said={"reason": refused.decided_reason},
    )
    _tell_applicant("accounts.registration_refused", refused, at)
    return refused


def _turned_down(current: Registration, move: str, command: Decide, at: datetime) -> Registration:
    state = REGISTRATION.after(current.state, move)
    roles.check_reason(command.reason)
    reason = command.reason.strip()[:500]
    return audit.checked_update(
        current, command.version, state=state, decided_at=at, decided_reason=reason
    )


def _checked(command: Apply) -> Organisation:
    """Return the organ that was chosen, if everything asked for is there."""
    if not command.text_version:
        raise RuleBroken("accounts.no_consent")
    if not command.contact:
        raise RuleBroken("accounts.bad_contact")
    try:
        area = bodies.area(command.area)
    except NotFound:
        raise RuleBroken("accounts.organ_elsewhere") from None
    organ = bodies.organs_for(area).filter(public_id=command.organ).first()
    if organ is None:
        raise RuleBroken("accounts.organ_elsewhere")
    return organ


def _words(command: Apply, organ: Organisation) -> dict[str, object]:
    return {
        "organ": organ,
        "unit_name": command.unit_name.strip(),
        "credit_code": command.credit_code,
        "code_reason": command.code_reason.strip(),
        "nature": command.nature,
        "area": command.area,
        "applicant": command.applicant.strip(),
        "mobile": command.mobile,
        "email": command.email,
        "search_text": search_text(command.unit_name, command.credit_code, command.applicant),
    }


def _sent(current: Registration, move: str, at: datetime, **words: object) -> Registration:
    return audit.checked_update(
        current,
        current.version,
        state=REGISTRATION.after(current.state, move),
        sent_at=at,
        due_on=due_on(beijing_day(at)),
        decided_reason="",
        decided_at=None,
        **words,
    )


def _first_person(current: Registration, at: datetime) -> Person:
    """Return the applicant as a person: known here by the proved contact, or new."""
    known = queries.named(current.contact).first()
    if known is not None:
        return known
    mobile = "" if queries.is_login_taken(current.mobile) else current.mobile
    person = enter(current.applicant, email=current.email, mobile=mobile, hashed=current.password)
    Consent.objects.create(person=person, text_version=current.text_version, at=at)
    return person


def _applicant(registration: Registration) -> tuple[str, Recipient]:
    if registration.email:
        return "email", Recipient(email=registration.email)
    return "sms", Recipient(mobile=registration.mobile)


def _tell_applicant(code: str, registration: Registration, at: datetime) -> None:
    way, to = _applicant(registration)
    outbox.send(
        code,
        to=to,
        way=way,
        params={
            "unit": registration.unit_name,
            "organ": registration.organ.name,
            "receipt": registration.public_id,
            "reason": registration.decided_reason,
        },
        secret={},
        link=reverse("accounts:follow"),
        at=at,
    )


def _tell_organ(registration: Registration, at: datetime) -> None:
    outbox.post(
        "accounts.registration_waits",
        to=queries.recipients_in(roles.ORGAN, beijing_day(at), registration.organ.public_id),
        params={"unit": registration.unit_name},
        link=reverse("accounts:registration", args=[registration.public_id]),
        at=at,
    )
