"""Who may do what with postings and objections?"""

from __future__ import annotations

import pytest
from tests.cast import SEATS, Member

from hongbang.kernel.actor import Actor, Role
from hongbang.publicity import access
from hongbang.publicity.models import Objection

pytestmark = pytest.mark.once
VERBS = ("read", "object", "work", "accept", "refuse", "reveal", "post", "close", "rule")
FOR_HEAD = dict.fromkeys(("post", "close", "rule"), "publicity.head_decides")
EXPECTED = {
    Role.OFFICE_HEAD: {},
    Role.OFFICE_CLERK: FOR_HEAD,
    Role.AUDITOR: dict.fromkeys(VERBS[3:], "publicity.auditor_reads"),
}
STRANGER = dict.fromkeys(VERBS[2:], "publicity.not_yours")


@pytest.mark.parametrize("role", [Role.NOBODY, *SEATS])
def test_a_seat_may(role: Role, company: dict[Role, Member]) -> None:
    by = Actor.nobody("visit") if role is Role.NOBODY else company[role].actor
    codes = {verb: getattr(access.may(verb, by), "code", "") for verb in VERBS}

    assert codes == dict.fromkeys(VERBS, "") | EXPECTED.get(role, STRANGER)
    hidden = access.visible_to(by, Objection.objects.all()).query.is_empty()
    assert hidden is (role not in EXPECTED)
