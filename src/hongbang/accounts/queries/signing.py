"""Whose password or code is this, and must the next try wait?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from hongbang.accounts.models import FailedTry, Person, RecoveryCode, SecondFactor
from hongbang.accounts.rules import lockout, totp
from hongbang.accounts.rules.address import network_of
from hongbang.accounts.rules.contact import login_of
from hongbang.accounts.rules.lockout import Limits, Tries
from hongbang.kernel.refusal import RuleBroken
from hongbang.privacy.models import fingerprint

EMAIL, MOBILE = "accounts.person.email", "accounts.person.mobile"
NAME = "accounts.failedtry.login"
RECOVERY = "accounts.recoverycode.digest"


@dataclass(frozen=True, slots=True)
class SignIn:
    """A sign-in name and a password, as typed; `devices` are those the browser is known by.

    `devices` maps the public ids of people who signed in here before to the device's own name.
    """

    login: str
    password: str = field(repr=False)
    devices: Mapping[str, str] = field(default_factory=dict)
    of: str = ""  # whose it must be, where the name is not typed but known

    def person(self) -> Person | None:
        """Return who is meant: whose name was typed, or who is known already."""
        people = Person.objects.filter(public_id=self.of) if self.of else named(self.login)
        return people.filter(is_active=True).first()


@dataclass(frozen=True, slots=True)
class Proven:
    """Somebody whose password was right, and the second proof that was given, if any."""

    person: Person
    step: int | None = None
    recovery: str = ""


def named(login: str) -> QuerySet[Person]:
    """Return who signs in by this name: one person, or nobody."""
    column, word = login_of(login)
    key = fingerprint(word, MOBILE if column == "mobile" else EMAIL)
    return Person.objects.filter(**{f"{column}_key": key}) if key else Person.objects.none()


def is_login_taken(login: str, but: Person | None = None) -> bool:
    """Say whether somebody (else) signs in by this name."""
    found = named(login)
    return (found.exclude(pk=but.pk) if but else found).exists()


def contacts(email: str, mobile: str) -> dict[str, str | None]:
    """Return the columns that keep an e-mail address and a mobile number."""
    return {
        "email": email,
        "email_key": fingerprint(email, EMAIL),
        "mobile": mobile,
        "mobile_key": fingerprint(mobile, MOBILE),
    }


def prove(command: SignIn, address: str, at: datetime) -> Proven | None:
    """Return whose password this is, or nothing.

    An unknown name costs the same time as a known one (reliability S14). Slow on purpose,
    so it stands outside the deed that signs in.

    Refuses: `accounts.locked`, `accounts.slow`.
    """
    person = command.person()
    refuse_locked(command, address, at, person)
    if person is None:
        make_password(command.password)
        return None
    return Proven(person) if check_password(command.password, person.password) else None


def refuse_locked(
    command: SignIn, address: str, at: datetime, person: Person | None = None
) -> None:
    """Refuse another try while the lock-out rule says to wait (`rules.lockout`).

    Refuses: `accounts.locked`, `accounts.slow`.
    """
    limits: Limits = settings.HONGBANG_LOCKOUT
    device = command.devices.get(person.public_id, "") if person else ""
    tries = _tries(login_digest(command.login), network_of(address), device, at, limits)
    seconds = lockout.wait(tries, now=at.timestamp(), limits=limits)
    if seconds > 60:
        raise RuleBroken("accounts.locked", {"minutes": -(-seconds // 60)})
    if seconds:
        raise RuleBroken("accounts.slow", {"seconds": seconds})


def _tries(digest: str, network: str, device: str, at: datetime, limits: Limits) -> Tries:
    rows = list(
        FailedTry.objects.filter(Q(address=network) | Q(login_digest=digest))
        .filter(at__gt=at - timedelta(minutes=limits.minutes), is_lifted=False)
        .order_by("at")
        .values_list("login_digest", "address", "device", "at")
    )
    strange = [row for row in rows if row[0] == digest and not row[2]]
    known = [row for row in rows if row[0] == digest and row[2] == device]
    return Tries(
        here=[row[3].timestamp() for row in strange if row[1] == network],
        network=[row[3].timestamp() for row in rows if row[1] == network],
        name=[row[3].timestamp() for row in strange],
        device=[row[3].timestamp() for row in known] if device else None,
    )


def login_digest(login: str) -> str:
    """Return what is kept of a sign-in name that failed: a keyed digest."""
    return fingerprint(":".join(login_of(login)), NAME) or ""


def is_password(person: Person, typed: str) -> bool:
    """Say whether this is somebody's password; slow on purpose."""
    return check_password(typed, person.password)


def second_name(person: Person) -> str:
    """Return the name under which failures of somebody's second proof are counted."""
    return f"second {person.public_id}"


def prove_second(proven: Proven, typed: str, at: datetime) -> Proven | None:
    """Return the same with its second proof, or nothing where the code is wrong or was used."""
    person = proven.person
    if totp.is_recovery(typed):
        digest = recovery_digest(typed, person)
        kept = RecoveryCode.objects.filter(person=person, digest=digest, used_at__isnull=True)
        return Proven(person, recovery=digest) if kept.exists() else None
    factor = second_factor(person)
    if factor is None:
        return None
    now = at.timestamp()
    step = totp.accepted_step(factor.secret, typed, now=now, last_step=factor.last_step)
    return None if step is None else Proven(person, step=step)


def second_factor(person: Person) -> SecondFactor | None:
    """Return somebody's second factor."""
    return SecondFactor.objects.filter(person=person).first()


def recovery_digest(typed: str, person: Person) -> str:
    """Return what is kept of a recovery code: a keyed digest, of this person only."""
    return fingerprint(f"{person.public_id} {totp.plain_code(typed)}", RECOVERY) or ""


def unused_recovery_codes(person: Person) -> int:
    """Count the recovery codes that still open."""
    return RecoveryCode.objects.filter(person=person, used_at__isnull=True).count()


def hashed(password: str, person: Person | None = None) -> str:
    """Return what is kept of a new password; slow on purpose, so it stands before the deed.

    Refuses: `accounts.weak_password`.
    """
    try:
        validate_password(password, person)
    except ValidationError as fault:
        raise RuleBroken("accounts.weak_password", {"why": " ".join(fault.messages)}) from None
    return make_password(password)
