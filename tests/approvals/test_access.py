"""Seat × verb: who may do what with approvals, who sees them, and with which reason not?"""

from __future__ import annotations

from itertools import product

import pytest
from tests.approvals import stories
from tests.approvals.stories import Table
from tests.cast import SEATS, SYSTEM, Member

from hongbang.approvals import access, queries
from hongbang.approvals.access import OF_HEAD, OF_HOST, OF_OFFICE, READ
from hongbang.approvals.models import Resolution
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.decision import Refused
from hongbang.kernel.refusal import NotAllowed

VERBS = (*sorted(READ), *sorted(OF_OFFICE), *sorted(OF_HEAD), *sorted(OF_HOST))
WHO = (Role.NOBODY, Role.SYSTEM, *SEATS)


def code_of(verb: str, by: Actor, thing: Resolution | None = None) -> str:
    decision = access.may(verb, by, thing)
    code = decision.code if isinstance(decision, Refused) else ""
    if code:
        with pytest.raises(NotAllowed) as refused:
            access.require(verb, by, thing)
        assert refused.value.code == code
    else:
        access.require(verb, by, thing)
    return code.removeprefix("approvals.")


def expected(role: Role, verb: str) -> str:
    """Say by hand what the matrix holds."""
    is_read = verb in {"read", "prepare"}
    if role is Role.HOST_APPROVER:
        return "" if verb in {"read", "decide"} else "office_prepares"
    if role is Role.AUDITOR:
        return "" if is_read else "auditor_reads"
    if role in {Role.SYSTEM, Role.OFFICE_HEAD}:
        return "hosts_decide" if verb == "decide" else ""
    if role is Role.OFFICE_CLERK:
        heads = {"submit": "head_submits", "strike": "head_submits", "decide": "hosts_decide"}
        return heads.get(verb, "")
    return "not_yours"


@pytest.mark.once
@pytest.mark.parametrize(("role", "verb"), list(product(WHO, VERBS)))
def test_each_seat_may_do_what_is_its_own(role: Role, verb: str) -> None:
    assert code_of(verb, Actor("P", role, "O", "r")) == expected(role, verb)


def test_a_host_sees_and_decides_what_was_put_to_it(
    told: Table, company: dict[Role, Member]
) -> None:
    put = stories.submitted(told)
    stray = company[Role.HOST_APPROVER].actor

    for host in (told.quality, told.union):
        assert (code_of("read", host.actor, put), code_of("decide", host.actor, put)) == ("", "")
        assert [*queries.visible(host.actor)] == [put]
    assert code_of("decide", stray, put) == code_of("read", stray, put) == "other_host"
    lost = Actor("P", Role.HOST_APPROVER, "nowhere", "r")
    assert code_of("decide", lost, put) == "other_host"
    assert [*queries.visible(stray)] == [*queries.visible(lost)] == []
    for role in (Role.OFFICE_CLERK, Role.OFFICE_HEAD, Role.AUDITOR):
        assert [*queries.visible(company[role].actor)] == [put]
    assert [*queries.visible(SYSTEM)] == [put]
    assert [*queries.visible(company[Role.UNIT_CLERK].actor)] == []
