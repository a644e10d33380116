"""Who may grant, lend and hold which seats together?"""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from hongbang.accounts.rules import roles
from hongbang.kernel.actor import Role
from hongbang.kernel.refusal import RuleBroken

TODAY = date(2026, 11, 10)
SEATED = [role for role in Role if role not in {Role.NOBODY, Role.SYSTEM}]


@pytest.mark.parametrize("role", SEATED)
def test_second_factor_is_asked_of_staff_judges_and_administrators(role: Role) -> None:
    free = {Role.ORGAN_CLERK, Role.ORGAN_HEAD, Role.UNIT_CLERK, Role.UNIT_HEAD, Role.CANDIDATE}

    assert roles.needs_second_factor([role]) is (role not in free)


GRANTS = {
    (Role.OFFICE_HEAD, "office", True): {
        *(Role.OFFICE_CLERK, Role.OFFICE_HEAD, Role.EXPERT, Role.INSPECTOR)
    },
    (Role.OFFICE_HEAD, "host", False): {Role.HOST_APPROVER},
    (Role.OFFICE_HEAD, "organ", False): {Role.ORGAN_HEAD},
    (Role.OFFICE_HEAD, "unit", False): {Role.UNIT_HEAD},
    (Role.ORGAN_HEAD, "organ", True): {Role.ORGAN_CLERK, Role.ORGAN_HEAD},
    (Role.UNIT_HEAD, "unit", True): {Role.UNIT_CLERK, Role.UNIT_HEAD, Role.CANDIDATE},
    (Role.SYSTEM_ADMIN, "office", True): {
        *(Role.OFFICE_CLERK, Role.OFFICE_HEAD),
        *(Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDITOR),
    },
    (Role.SYSTEM_ADMIN, "host", False): {Role.HOST_APPROVER},
    (Role.SYSTEM_ADMIN, "organ", False): {Role.ORGAN_HEAD},
    (Role.SYSTEM_ADMIN, "unit", False): {Role.UNIT_HEAD},
}


@pytest.mark.parametrize("role", SEATED)
def test_who_grants_what_where(role: Role) -> None:
    for kind in ("office", "leading_group", "host", "organ", "unit", "else"):
        for is_own in (True, False):
            granted = roles.grantable(role, kind, is_own=is_own)
            assert granted == GRANTS.get((role, kind, is_own), frozenset())


@pytest.mark.parametrize("held", sorted(roles.ADMINS))
@pytest.mark.parametrize("added", SEATED)
def test_the_three_administrators_are_three_people(held: Role, added: Role) -> None:
    clash = added in roles.ADMINS and added is not held

    if clash:
        with pytest.raises(RuleBroken, match="admins_apart"):
            roles.check_apart([held], added)
    else:
        roles.check_apart([held], added)


@pytest.mark.parametrize(
    ("role", "days", "reason", "code"),
    [
        (Role.ORGAN_HEAD, 0, "出差", ""),
        (Role.OFFICE_CLERK, 90, "出差", ""),
        (Role.ORGAN_HEAD, -1, "出差", "accounts.lent_ends_early"),
        (Role.ORGAN_HEAD, 91, "出差", "accounts.lent_too_long"),
        (Role.ORGAN_HEAD, 1, " ", "accounts.no_reason"),
        (Role.EXPERT, 1, "出差", "accounts.not_lendable"),
        (Role.AUDITOR, 1, "出差", "accounts.not_lendable"),
        (Role.SYSTEM_ADMIN, 1, "出差", "accounts.not_lendable"),
    ],
)
def test_check_lending(role: Role, days: int, reason: str, code: str) -> None:
    def lend() -> None:
        roles.check_lending(role, today=TODAY, ends_on=TODAY + timedelta(days=days), reason=reason)

    if code:
        with pytest.raises(RuleBroken, match=re.escape(code)):
            lend()
    else:
        lend()
