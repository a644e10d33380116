"""Who may do what with the register?"""

from __future__ import annotations

import pytest
from tests.cast import SEATS, Member

from hongbang.kernel.actor import Role
from hongbang.register import access

pytestmark = pytest.mark.once
WRITERS, QUIET = {Role.OFFICE_HEAD}, {Role.OFFICE_HEAD, Role.OFFICE_CLERK, Role.AUDITOR}


@pytest.mark.parametrize("role", SEATS)
def test_a_seat_may(role: Role, company: dict[Role, Member]) -> None:
    by = company[role].actor
    codes = {verb: getattr(access.may(verb, by), "code", "") for verb in ("read", "enter", "turn")}

    why = "register.auditor_reads" if role is Role.AUDITOR else "register.head_writes"
    write = "" if role in WRITERS else why
    assert codes == {"read": "", "enter": write, "turn": write}
    assert access.sees_quiet(by) is (role in QUIET)
