"""What can be asked of the operations on people? Plain values only.

Passwords come hashed and codes as digests: both are slow or secret, and made before the deed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody signs in from: the browser in words, as far as it tells."""

    device: str = ""


@dataclass(frozen=True, slots=True)
class NewPassword:
    """A new password, hashed; `keeps` is the session that goes on."""

    hashed: str = field(repr=False)
    keeps: str = ""


@dataclass(frozen=True, slots=True)
class AskReset:
    """Where a reset is asked for: the name as typed, and the way the code shall take."""

    login: str


@dataclass(frozen=True, slots=True)
class Sent:
    """A code that was drawn: what is sent, what it is found by, what is kept of it."""

    handle: str
    code: str = field(repr=False)
    digest: str
    way_in: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Lend:
    """To whom a seat is lent, until which day, and why."""

    to: str
    ends_on: date
    reason: str


@dataclass(frozen=True, slots=True)
class Because:
    """An act on somebody, with its reason."""

    reason: str


@dataclass(frozen=True, slots=True)
class HandOver:
    """To whom the seats of a leaver go, from which day, and why."""

    to: str
    from_on: date
    reason: str


@dataclass(frozen=True, slots=True)
class Invite:
    """Somebody to be invited: name, contact, seat; `key` is the form's own."""

    organisation: str
    name: str
    contact: str
    role: str
    key: str


@dataclass(frozen=True, slots=True)
class Join:
    """An invitation taken: name, hashed password, the privacy text that was agreed to."""

    name: str
    hashed: str = field(default="", repr=False)
    text_version: str = ""


@dataclass(frozen=True, slots=True)
class Apply:
    """A unit's registration as its applicant wrote it; the password is hashed."""

    unit_name: str
    credit_code: str
    code_reason: str
    nature: str
    area: str
    organ: str
    applicant: str
    mobile: str
    email: str
    hashed: str = field(repr=False)
    text_version: str = ""
    key: str = ""

    @property
    def contact(self) -> str:
        """Return where the proof is sent: the e-mail where there is one, or the mobile number."""
        return self.email or self.mobile


@dataclass(frozen=True, slots=True)
class Decide:
    """A decision on a registration, as looked at in `version`."""

    version: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Lift:
    """Which failures are forgotten: those from a network, or for a person."""

    network: str = ""
    person: str = ""
    reason: str = ""
