"""Who may do what with the register?"""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests import cast
from tests.cast import SEATS, SYSTEM, Member
from tests.register import stories
from tests.register.stories import House

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


def test_only_the_head_of_its_unit_gives_an_honour_back(
    house: House, company: dict[Role, Member]
) -> None:
    honour = stories.honoured(house)
    own = cast.member(Role.UNIT_HEAD, house.unit).actor
    others = [replace(own, organisation="ELSEWHERE"), replace(own, role=Role.UNIT_CLERK)]

    codes = {
        getattr(access.may("surrender", by, honour), "code", "")
        for by in (*others, company[Role.OFFICE_HEAD].actor)
    }

    assert access.may("surrender", own, honour).ok
    assert codes == {"register.holder_surrenders"}
    assert not access.may("surrender", own).ok
    assert access.may("surrender", SYSTEM).ok
