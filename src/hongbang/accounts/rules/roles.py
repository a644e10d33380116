"""Which seats need a second factor, who may grant which, and which may be lent?"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from hongbang.kernel.actor import Role
from hongbang.kernel.refusal import RuleBroken

ADMINS = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDITOR})
OFFICE = frozenset({Role.OFFICE_CLERK, Role.OFFICE_HEAD})
ORGAN = frozenset({Role.ORGAN_CLERK, Role.ORGAN_HEAD})
UNIT = frozenset({Role.UNIT_CLERK, Role.UNIT_HEAD})
HEADS = frozenset({Role.OFFICE_HEAD, Role.ORGAN_HEAD, Role.UNIT_HEAD})

# reliability.md demand 18: staff, those who judge, and every administrator
SECOND_FACTOR = OFFICE | ADMINS | {Role.HOST_APPROVER, Role.EXPERT, Role.INSPECTOR}
LENDABLE = OFFICE | ORGAN | UNIT | {Role.HOST_APPROVER}
LENT_AT_MOST_DAYS = 90

# Whom each seat may invite into its own organisation …
_OWN: dict[Role, frozenset[Role]] = {
    Role.OFFICE_HEAD: OFFICE | {Role.EXPERT, Role.INSPECTOR},
    Role.ORGAN_HEAD: ORGAN,
    Role.UNIT_HEAD: UNIT | {Role.CANDIDATE},
    Role.SYSTEM_ADMIN: OFFICE | ADMINS,
}
# … and into others: the first of each body; its head invites the rest.
_OTHERS: dict[Role, frozenset[Role]] = {
    Role.OFFICE_HEAD: frozenset({Role.HOST_APPROVER, Role.ORGAN_HEAD, Role.UNIT_HEAD}),
    Role.SYSTEM_ADMIN: frozenset({Role.HOST_APPROVER, Role.ORGAN_HEAD, Role.UNIT_HEAD}),
}
_SITS_IN: dict[str, frozenset[Role]] = {
    "office": OFFICE | ADMINS | {Role.EXPERT, Role.INSPECTOR},
    "host": frozenset({Role.HOST_APPROVER}),
    "organ": ORGAN,
    "unit": UNIT | {Role.CANDIDATE},
}


def needs_second_factor(roles: Collection[Role]) -> bool:
    """Say whether somebody in these seats must have a second factor.

    >>> needs_second_factor([Role.UNIT_CLERK]), needs_second_factor([Role.UNIT_CLERK, Role.EXPERT])
    (False, True)
    """
    return bool(SECOND_FACTOR & set(roles))


def grantable(role: Role, kind: str, *, is_own: bool) -> frozenset[Role]:
    """Return which seats `role` may grant in a body of this kind, its own or another.

    >>> sorted(grantable(Role.UNIT_HEAD, "unit", is_own=True))
    [<Role.CANDIDATE: 'candidate'>, <Role.UNIT_CLERK: 'unit_clerk'>, <Role.UNIT_HEAD: 'unit_head'>]
    >>> grantable(Role.UNIT_HEAD, "unit", is_own=False)
    frozenset()
    """
    granted = (_OWN if is_own else _OTHERS).get(role, frozenset())
    return granted & _SITS_IN.get(kind, frozenset())


def check_apart(held: Collection[Role], added: Role) -> None:
    """Keep the three administrators three people (GB/T 22239; reliability demand 18).

    Refuses: `accounts.admins_apart`.

    >>> check_apart([Role.OFFICE_CLERK], Role.SYSTEM_ADMIN)
    >>> check_apart([Role.SYSTEM_ADMIN], Role.AUDITOR)
    Traceback (most recent call last):
    hongbang.kernel.refusal.RuleBroken: accounts.admins_apart
    """
    if added in ADMINS and (set(held) & ADMINS) - {added}:
        raise RuleBroken("accounts.admins_apart")


def check_lending(role: Role, *, today: date, ends_on: date, reason: str) -> None:
    """Refuse a delegation that must not be (ADR 0015).

    Refuses: `accounts.not_lendable`, `accounts.lent_ends_early`, `accounts.lent_too_long`,
    `accounts.no_reason`.

    >>> day = date(2026, 11, 10)
    >>> check_lending(Role.ORGAN_HEAD, today=day, ends_on=date(2026, 11, 20), reason="出差")
    >>> check_lending(Role.EXPERT, today=day, ends_on=day, reason="出差")
    Traceback (most recent call last):
    hongbang.kernel.refusal.RuleBroken: accounts.not_lendable
    """
    if role not in LENDABLE:
        raise RuleBroken("accounts.not_lendable")
    if ends_on < today:
        raise RuleBroken("accounts.lent_ends_early")
    if (ends_on - today).days > LENT_AT_MOST_DAYS:
        raise RuleBroken("accounts.lent_too_long", {"days": LENT_AT_MOST_DAYS})
    check_reason(reason)


def check_reason(reason: str) -> None:
    """Refuse an act on somebody that gives no reason: `accounts.no_reason`.

    >>> check_reason("借调")
    >>> check_reason("　")
    Traceback (most recent call last):
    hongbang.kernel.refusal.RuleBroken: accounts.no_reason
    """
    if not reason.strip():
        raise RuleBroken("accounts.no_reason")
