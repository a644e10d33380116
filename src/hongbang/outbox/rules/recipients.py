"""Who is told, and where are they reached?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

WAYS = ("email", "sms")
_EMAIL = re.compile(r"[A-Za-z0-9._%+&'*=~-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*")
_MOBILE = re.compile(r"\+?[0-9]{5,15}")


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody to be told: a person's public id for the inbox, addresses for the other ways."""

    person: str = ""
    email: str = field(default="", repr=False)
    mobile: str = field(default="", repr=False)
    language: str = "zh-hans"

    def address(self, way: str) -> str:
        """Return where this way reaches them; empty where it does not."""
        return {"email": self.email, "sms": self.mobile}[way].strip()


def gathered(told: Iterable[str | Recipient]) -> list[Recipient]:
    """Name each person once, and each address without a person once, in a steady order.

    A recipient with an address wins over a bare public id.

    >>> [one.person for one in gathered(["P2", "P1", Recipient("P1", "a@b.example"), "P2"])]
    ['P1', 'P2']
    >>> gathered(["P1", Recipient("P1", "a@b.example")])[0].email
    'a@b.example'
    """
    found: dict[tuple[str, str], Recipient] = {}
    for one in told:
        who = one if isinstance(one, Recipient) else Recipient(one)
        key = (who.person, "") if who.person else ("", who.email)
        if not any(key):
            continue
        if key not in found or (who.email and not found[key].email):
            found[key] = who
    return [found[key] for key in sorted(found)]


def is_address(way: str, address: str) -> bool:
    r"""Say whether an address can be handed to a back end: one line, nothing that is a header.

    >>> is_address("email", "lin@hongbang.example"), is_address("sms", "+8613800000000")
    (True, True)
    >>> is_address("email", "a@b.example\r\nBcc: c@d.example"), is_address("sms", "110;rm")
    (False, False)
    """
    pattern = _EMAIL if way == "email" else _MOBILE
    return pattern.fullmatch(address) is not None
