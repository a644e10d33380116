"""How does somebody get, renew and lose a second factor?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from hongbang.accounts import access, queries
from hongbang.accounts.models import Person, RecoveryCode, SecondFactor, Visit
from hongbang.accounts.rules import roles, totp
from hongbang.accounts.rules.commands import Because
from hongbang.audit import operations as audit
from hongbang.kernel.actor import Actor
from hongbang.kernel.refusal import RuleBroken
from hongbang.outbox import operations as outbox


@audit.deed
def prove_factor(
    secret: str, typed: str, recovery: Sequence[str], *, by: Actor, at: datetime
) -> SecondFactor:
    """Keep a second factor that has shown a right code; recovery codes come with it.

    Refuses: `accounts.factor_there`, `accounts.code_wrong`.
    """
    access.require("credentials", by)
    person = queries.myself(by)
    if queries.second_factor(person) is not None:
        raise RuleBroken("accounts.factor_there")
    step = totp.accepted_step(secret, typed, now=at.timestamp(), last_step=0)
    if step is None:
        raise RuleBroken("accounts.code_wrong")
    proven = SecondFactor.objects.create(person=person, secret=secret, last_step=step, proven_at=at)
    _write_codes(person, recovery)
    audit.record("accounts.factor.proven", by=by, at=at, subjects=[person.subject])
    outbox.post("accounts.factor_proven", to=[queries.recipient(person)], params={}, link="", at=at)
    return proven


@audit.deed
def renew_codes(recovery: Sequence[str], *, by: Actor, at: datetime) -> None:
    """Draw new recovery codes; the earlier ones open no more.

    Refuses: `accounts.no_factor`.
    """
    access.require("credentials", by)
    person = queries.myself(by)
    if queries.second_factor(person) is None:
        raise RuleBroken("accounts.no_factor")
    _write_codes(person, recovery)
    audit.record("accounts.factor.codes_renewed", by=by, at=at, subjects=[person.subject])
    outbox.post("accounts.codes_renewed", to=[queries.recipient(person)], params={}, link="", at=at)


@audit.deed
def reset_factor(person: Person, command: Because, *, by: Actor, at: datetime) -> None:
    """Take a lost second factor away, so that its owner sets up a new one; sessions end.

    Refuses: `accounts.security_only`, `accounts.own_factor`, `accounts.no_reason`,
    `accounts.no_factor`.
    """
    access.require("reset_factor", by)
    guarded = queries.guarded_person(by, person.public_id)
    roles.check_reason(command.reason)
    if guarded.public_id == by.person:
        raise RuleBroken("accounts.own_factor")
    if SecondFactor.objects.filter(person=guarded).delete()[0] == 0:
        raise RuleBroken("accounts.no_factor")
    RecoveryCode.objects.filter(person=guarded).delete()
    Visit.objects.filter(person=guarded, ended_at__isnull=True).update(ended_at=at)
    audit.record(
        "accounts.factor.reset",
        by=by,
        at=at,
        subjects=[guarded.subject],
        said={"reason": command.reason.strip()},
    )
    outbox.post(
        "accounts.factor_reset",
        to=[queries.recipient(guarded)],
        params={"reason": command.reason.strip()},
        link="",
        at=at,
    )


def _write_codes(person: Person, recovery: Sequence[str]) -> None:
    RecoveryCode.objects.filter(person=person).delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(person=person, digest=queries.recovery_digest(code, person))
        for code in recovery
    )
