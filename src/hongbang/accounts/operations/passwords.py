"""How is a password changed, and won back by a code sent to its owner?"""

from __future__ import annotations

from datetime import datetime

from hongbang.accounts import access, queries
from hongbang.accounts.models import OneTimeCode, Person, Visit
from hongbang.accounts.rules import codes
from hongbang.accounts.rules.address import network_of
from hongbang.accounts.rules.commands import AskReset, NewPassword, Sent
from hongbang.accounts.rules.contact import login_of
from hongbang.audit import operations as audit
from hongbang.kernel.actor import Actor
from hongbang.kernel.refusal import RuleBroken
from hongbang.outbox import operations as outbox
from hongbang.outbox.rules.recipients import Recipient


@audit.deed
def change_password(command: NewPassword, *, by: Actor, at: datetime) -> Person:
    """Change my own password; my other sessions end.

    Refuses: `accounts.not_yours`.
    """
    access.require("credentials", by)
    person = queries.myself(by)
    _set_password(person, command, at)
    audit.record("accounts.password.changed", by=by, at=at, subjects=[person.subject])
    outbox.post(
        "accounts.password_changed", to=[queries.recipient(person)], params={}, link="", at=at
    )
    return queries.myself(by)


@audit.deed
def ask_reset(command: AskReset, sent: Sent, *, by: Actor, at: datetime) -> None:
    """Send a code by which a forgotten password is replaced; says nothing about whether to whom.

    Refuses: `accounts.too_many_codes`, counted by the name as typed and by the network.
    """
    access.require("reset", by)
    way, word = login_of(command.login)
    subject = queries.code_subject("reset", command.login)
    queries.refuse_flood("reset", subject, by.address, at)
    person = queries.named(command.login).filter(is_active=True).first()
    OneTimeCode.objects.create(
        purpose="reset",
        subject=subject,
        handle=sent.handle,
        digest=sent.digest,
        contact=word if person else "",
        network=network_of(by.address),
        sent_at=at,
        expires_at=at + codes.OPENS_FOR,
    )
    audit.record("accounts.reset.asked", by=by, at=at, subjects=[person.subject] if person else [])
    if person is not None:
        to = Recipient(email=word) if way == "email" else Recipient(mobile=word)
        outbox.send(
            "accounts.reset_link" if way == "email" else "accounts.reset_code",
            to=to,
            way="email" if way == "email" else "sms",
            params={},
            secret={"code": sent.code, "way_in": sent.way_in},
            at=at,
        )


@audit.deed
def reset_password(code: OneTimeCode, command: NewPassword, *, by: Actor, at: datetime) -> Person:
    """Replace a forgotten password; the code is used up, and every session ends.

    Refuses: `accounts.code_over`.
    """
    access.require("reset", by)
    kept = OneTimeCode.objects.filter(pk=code.pk, used_at__isnull=True, expires_at__gt=at)
    person = queries.named(code.contact).filter(is_active=True).first()
    if person is None or kept.update(used_at=at) != 1:
        raise RuleBroken("accounts.code_over")
    OneTimeCode.objects.filter(purpose="reset", subject=code.subject, used_at__isnull=True).update(
        used_at=at
    )
    _set_password(person, command, at)
    audit.record("accounts.password.reset", by=by, at=at, subjects=[person.subject])
    outbox.post(
        "accounts.password_reset", to=[queries.recipient(person)], params={}, link="", at=at
    )
    return person


@audit.unrecorded("tries at a one-time code")
@audit.deed
def count_try(code: OneTimeCode, *, by: Actor, at: datetime) -> None:
    """Count a wrong try at a code; after the fifth it is over."""
    access.require("reset", by)
    tries = code.tries + 1
    OneTimeCode.objects.filter(pk=code.pk).update(
        tries=tries, used_at=at if tries >= codes.TRIES else None
    )


def _set_password(person: Person, command: NewPassword, at: datetime) -> None:
    Person.objects.filter(pk=person.pk).update(password=command.hashed, version=person.version + 1)
    visits = Visit.objects.filter(person=person, ended_at__isnull=True)
    visits.exclude(public_id=command.keeps).update(ended_at=at)


@audit.deed
def ask_contact(contact: str, sent: Sent, *, by: Actor, at: datetime) -> None:
    """Send a code to a new e-mail address or mobile number of mine, to prove that it is mine.

    Refuses: `accounts.bad_contact`, `accounts.too_many_codes`.
    """
    access.require("profile", by)
    person = queries.myself(by)
    way, word = login_of(contact)
    queries.refuse_flood("contact", person.public_id, by.address, at)
    OneTimeCode.objects.create(
        purpose="contact",
        subject=person.public_id,
        handle=sent.handle,
        digest=sent.digest,
        contact=word,
        network=network_of(by.address),
        sent_at=at,
        expires_at=at + codes.OPENS_FOR,
    )
    audit.record("accounts.contact.asked", by=by, at=at, subjects=[person.subject])
    outbox.send(
        "accounts.contact_code",
        to=Recipient(email=word) if way == "email" else Recipient(mobile=word),
        way="email" if way == "email" else "sms",
        params={},
        secret={"code": sent.code},
        at=at,
    )


@audit.deed
def change_contact(code: OneTimeCode, *, by: Actor, at: datetime) -> Person:
    """Take over the new e-mail address or mobile number whose code was right; the old one is told.

    Refuses: `accounts.code_over`, `accounts.contact_taken`.
    """
    access.require("profile", by)
    person = queries.myself(by)
    kept = OneTimeCode.objects.filter(
        pk=code.pk, subject=person.public_id, used_at__isnull=True, expires_at__gt=at
    )
    if kept.update(used_at=at) != 1:
        raise RuleBroken("accounts.code_over")
    way, word = login_of(code.contact)
    if queries.is_login_taken(word, but=person):
        raise RuleBroken("accounts.contact_taken")
    email, mobile = (word, person.mobile) if way == "email" else (person.email, word)
    columns = queries.contacts(email, mobile)
    Person.objects.filter(pk=person.pk).update(**columns, version=person.version + 1)
    audit.record(
        "accounts.contact.changed", by=by, at=at, subjects=[person.subject], said={"way": way}
    )
    outbox.post(
        "accounts.contact_changed", to=[queries.recipient(person)], params={}, link="", at=at
    )
    return queries.myself(by)
