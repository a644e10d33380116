"""Which stories of people and units do tests begin in? Told by operations, never by rows."""

from __future__ import annotations

import json
import re
import secrets
from dataclasses import replace
from datetime import date, datetime, timedelta

from tests import cast
from tests.cast import PASSWORD, SYSTEM, Member, moment

from hongbang.accounts import operations as accounts
from hongbang.accounts import queries
from hongbang.accounts.models import Invitation, Registration, SecondFactor
from hongbang.accounts.rules import totp
from hongbang.accounts.rules.commands import Apply, Invite, Lend, NewPassword, Sent
from hongbang.kernel.actor import Actor, Role
from hongbang.orgs.models import Organisation
from hongbang.outbox.models import Delivery

VISITOR = Actor.nobody("visitor", "203.0.113.9")
CODE = "9131000063159284XQ"
SECRET = totp.secret_of(b"12345678901234567890")
RECOVERY = [f"{number:05d}-ABCDE" for number in range(10)]


def key() -> str:
    """Draw the key of a form."""
    return secrets.token_hex(16)


def sent(code: str = "123456") -> Sent:
    """Draw a one-time code whose figures are known."""
    handle = secrets.token_hex(16)
    return Sent(handle, code, queries.code_digest(handle, code), "https://…")


def applying(organ: Organisation, /, **words: str) -> Apply:
    """Return what an applicant writes."""
    area = organ.area
    assert area is not None
    told = Apply(
        unit_name="示范书店有限公司",
        credit_code=CODE,
        code_reason="",
        nature="private",
        area=area.public_id,
        organ=organ.public_id,
        applicant="王小明",
        mobile="",
        email="wang@unit.example",
        hashed=queries.hashed(PASSWORD),
        text_version="2026-11-24",
        key=key(),
    )
    return replace(told, **words)


def written(organ: Organisation, /, **words: str) -> Registration:
    """Tell of a registration whose applicant has not proved the contact yet."""
    return accounts.write_registration(applying(organ, **words), by=VISITOR, at=moment())


def registered(organ: Organisation, at: datetime | None = None, **words: str) -> Registration:
    """Tell of a registration that waits for its organ."""
    one, drawn, at = written(organ, **words), sent(), at or moment()
    code = accounts.send_proof(one, drawn, by=VISITOR, at=at)
    return accounts.prove_registration(code, by=VISITOR, at=at)


def inviting(body: Organisation, role: Role = Role.OFFICE_CLERK, **words: str) -> Invite:
    """Return what somebody writes who invites a colleague."""
    told = Invite(body.public_id, "赵新人", "zhao@new.example", str(role), key())
    return replace(told, **words)


def invited(
    by: Actor, body: Organisation, role: Role = Role.OFFICE_CLERK, token: str = "t" * 40
) -> Invitation:
    """Tell of an invitation that waits for its answer."""
    return accounts.invite(inviting(body, role), token, by=by, at=moment())


def enrolled(member: Member, at: datetime | None = None) -> SecondFactor:
    """Tell of somebody who has set up the authenticator whose secret is known."""
    at = at or moment()
    code = totp.code_at(SECRET, totp.step_of(at.timestamp()))
    return accounts.prove_factor(SECRET, code, RECOVERY, by=member.actor, at=at)


def code_at(at: datetime) -> str:
    """Return what that authenticator shows at a moment."""
    return totp.code_at(SECRET, totp.step_of(at.timestamp()))


def lending(to: Member, days: int = 10, reason: str = "出差") -> Lend:
    """Return to whom a seat is lent."""
    return Lend(to.person.public_id, date(2026, 11, 10) + timedelta(days=days), reason)


def secret_of(code: str) -> dict[str, str]:
    """Read the secret words of the newest letter of this kind, as its reader would."""
    letter = Delivery.objects.filter(code=code).order_by("-pk").first()
    assert letter is not None, f"no letter {code}"
    told: dict[str, str] = json.loads(letter.secret)
    return told


def token_in(code: str) -> str:
    """Read the token in the link of the newest letter of this kind."""
    found = re.search(r"/([^/]+)/$", secret_of(code)["way_in"])
    assert found
    return found[1]


def another(body: Organisation, role: Role, name: str) -> Member:
    """Seat one more person somewhere."""
    return cast.member(role, body, name)


def second_seat(member: Member, body: Organisation, role: Role) -> str:
    """Give somebody one more seat; return its code."""
    grant = accounts.GrantSeat(member.person, body, role, date(2026, 2, 1))
    return accounts.grant_seat(grant, by=SYSTEM, at=moment("2026-02-01 09:00")).public_id


def new_password(typed: str) -> NewPassword:
    """Return a new password, hashed as the house does it now."""
    return NewPassword(queries.hashed(typed))
