"""Who acts, from which seat, for whom, in which request?"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """The kinds of seat a person can act from (product.md section 2)."""

    NOBODY = "nobody"
    SYSTEM = "system"
    OFFICE_CLERK = "office_clerk"
    OFFICE_HEAD = "office_head"
    HOST_APPROVER = "host_approver"
    ORGAN_CLERK = "organ_clerk"
    ORGAN_HEAD = "organ_head"
    UNIT_CLERK = "unit_clerk"
    UNIT_HEAD = "unit_head"
    CANDIDATE = "candidate"
    EXPERT = "expert"
    INSPECTOR = "inspector"
    AUDITOR = "auditor"
    SYSTEM_ADMIN = "system_admin"
    SECURITY_ADMIN = "security_admin"


OFFICE = frozenset({Role.OFFICE_CLERK, Role.OFFICE_HEAD})


@dataclass(frozen=True, slots=True)
class Actor:
    """One person acting from one seat in one request.

    `person` and `organisation` are public ids, never primary keys; both are
    empty for nobody and for the system itself.
    """

    person: str
    role: Role
    organisation: str
    request: str
    on_behalf_of: str = ""
    address: str = ""

    @classmethod
    def nobody(cls, request: str, address: str = "") -> Actor:
        """Return the visitor who has not signed in."""
        return cls("", Role.NOBODY, "", request, address=address)

    @classmethod
    def system(cls, request: str) -> Actor:
        """Return the platform itself: the worker, set-up, the clock."""
        return cls("", Role.SYSTEM, "", request)

    @property
    def is_nobody(self) -> bool:
        """Say whether nobody has signed in."""
        return self.role is Role.NOBODY

    @property
    def is_office(self) -> bool:
        """Say whether the seat stands in the programme's office."""
        return self.role in OFFICE

    @property
    def seat(self) -> str:
        """Name the seat as the ledger writes it.

        >>> Actor("P1", Role.AUDITOR, "ORG1", "r").seat
        'auditor@ORG1'
        >>> Actor.nobody("r").seat
        'nobody'
        """
        return f"{self.role}@{self.organisation}" if self.organisation else str(self.role)
