"""How is somebody invited into a seat, and how do they take it?"""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from hongbang.accounts import access, queries
from hongbang.accounts.models import Consent, Invitation, Person
from hongbang.accounts.operations.people import GrantSeat, enter, seat_down
from hongbang.accounts.queries.ways_in import token_digest
from hongbang.accounts.rules import codes
from hongbang.accounts.rules.commands import Invite, Join
from hongbang.accounts.rules.contact import email_of, login_of, mobile_of
from hongbang.audit import operations as audit
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.period import beijing_day
from hongbang.kernel.refusal import NotFound, RuleBroken
from hongbang.kernel.search import search_text
from hongbang.outbox import operations as outbox
from hongbang.outbox.rules.recipients import Recipient
from hongbang.privacy.models import fingerprint

CONTACT = "accounts.invitation.contact"


@audit.deed
def invite(command: Invite, token: str, *, by: Actor, at: datetime) -> Invitation:
    """Offer somebody a seat by a link that opens once, for seven days.

    Refuses: `accounts.heads_only`, `accounts.role_not_granted`, `accounts.bad_contact`,
    `accounts.no_name`, `accounts.invited_already`.
    """
    access.require("invite", by)
    body = queries.inviting_bodies(by).filter(public_id=command.organisation).first()
    if body is None:
        raise NotFound("orgs.missing")
    if command.role not in queries.grantable_in(by, body):
        raise RuleBroken("accounts.role_not_granted")
    contact = mobile_of(command.contact) or email_of(command.contact)
    if not contact:
        raise RuleBroken("accounts.bad_contact")
    earlier = audit.once(command.key, "accounts.invite", asdict(command), by=by, at=at)
    if earlier:
        return queries.invitation(by, earlier)
    key = fingerprint(contact, CONTACT) or ""
    _refuse_twice(body.pk, command.role, key, at)
    invited = Invitation.objects.create(
        organisation=body,
        invited_by=queries.myself(by),
        role=command.role,
        name=command.name.strip(),
        contact=contact,
        contact_key=key,
        token_digest=token_digest(token),
        sent_at=at,
        expires_at=at + codes.INVITED_FOR,
        search_text=search_text(command.name, body.name),
    )
    audit.settle(command.key, "accounts.invite", invited.public_id, by=by)
    audit.record(
        "accounts.invitation.sent",
        by=by,
        at=at,
        subjects=[invited.subject, body.subject],
        said={"name": invited.name, "role": invited.role},
    )
    _send(invited, token, at)
    return invited


def _refuse_twice(body: int, role: str, key: str, at: datetime) -> None:
    """Refuse a second open invitation; one that is over makes room."""
    same = Invitation.objects.filter(
        organisation_id=body,
        role=role,
        contact_key=key,
        accepted_at__isnull=True,
        withdrawn_at__isnull=True,
    )
    same.filter(expires_at__lte=at).update(withdrawn_at=at)
    if same.exists():
        raise RuleBroken("accounts.invited_already")


@audit.deed
def resend(invitation: Invitation, token: str, *, by: Actor, at: datetime) -> Invitation:
    """Send an invitation anew, with a new link; the earlier one opens no more.

    Refuses: `accounts.heads_only`, `accounts.invitation_over`.
    """
    current = queries.invitation(by, invitation.public_id)
    access.require("invite", by, current)
    _refuse_ended(current)
    sent = audit.checked_update(
        current,
        current.version,
        token_digest=token_digest(token),
        sent_at=at,
        expires_at=at + codes.INVITED_FOR,
    )
    audit.record("accounts.invitation.resent", by=by, at=at, subjects=[sent.subject])
    _send(sent, token, at)
    return sent


@audit.deed
def withdraw(invitation: Invitation, *, by: Actor, at: datetime) -> Invitation:
    """Take an invitation back; its link opens no more.

    Refuses: `accounts.heads_only`, `accounts.invitation_over`.
    """
    current = queries.invitation(by, invitation.public_id)
    access.require("invite", by, current)
    _refuse_ended(current)
    withdrawn = audit.checked_update(current, current.version, withdrawn_at=at)
    audit.record("accounts.invitation.withdrawn", by=by, at=at, subjects=[withdrawn.subject])
    return withdrawn


@audit.deed
def accept_invitation(invitation: Invitation, command: Join, *, by: Actor, at: datetime) -> Person:
    """Take the seat that was offered: a new person with a password, or somebody known here.

    Somebody with an account takes it from within it: `by` is then that person.

    Refuses: `accounts.invitation_over`, `accounts.no_consent`, `accounts.no_name`,
    `accounts.sign_in_first`, `accounts.not_for_you`, what `seat_down` refuses.
    """
    access.require("accept_invitation", by)
    offered = queries.invitation_offered(invitation.public_id, at)
    person = _joining(offered, command, by, at)
    role, today = Role(offered.role), beijing_day(at)
    seat = seat_down(GrantSeat(person, offered.organisation, role, today))
    accepted = audit.checked_update(offered, invitation.version, accepted_at=at, person=person)
    audit.record(
        "accounts.invitation.accepted",
        by=by,
        at=at,
        subjects=[accepted.subject, person.subject, seat.subject],
        said={"role": str(role), "text_version": command.text_version},
    )
    outbox.post(
        "accounts.joined",
        to=[queries.recipient(offered.invited_by)],
        params={"name": person.name, "body": offered.organisation.name},
        link="",
        at=at,
    )
    return person


def _joining(invitation: Invitation, command: Join, by: Actor, at: datetime) -> Person:
    if by.person:
        person = queries.myself(by)
        known = {login_of(one) for one in (person.email, person.mobile) if one}
        if login_of(invitation.contact) not in known:
            raise RuleBroken("accounts.not_for_you")
        return person
    if queries.is_login_taken(invitation.contact):
        raise RuleBroken("accounts.sign_in_first")
    if not command.text_version:
        raise RuleBroken("accounts.no_consent")
    person = enter(
        command.name or invitation.name,
        email=email_of(invitation.contact),
        mobile=mobile_of(invitation.contact),
        hashed=command.hashed,
    )
    Consent.objects.create(person=person, text_version=command.text_version, at=at)
    return person


def _refuse_ended(invitation: Invitation) -> None:
    if invitation.accepted_at or invitation.withdrawn_at:
        raise RuleBroken("accounts.invitation_over")


def _send(invitation: Invitation, token: str, at: datetime) -> None:
    is_mail = "@" in invitation.contact
    to = Recipient(email=invitation.contact) if is_mail else Recipient(mobile=invitation.contact)
    outbox.send(
        "accounts.invitation",
        to=to,
        way="email" if is_mail else "sms",
        params={
            "name": invitation.name,
            "body": invitation.organisation.name,
            "inviter": invitation.invited_by.name,
        },
        secret={"way_in": queries.link_of("join", token)},
        at=at,
    )
