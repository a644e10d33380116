"""Seat × verb: who may do what with selections, who sees them, and with which reason not?"""

from __future__ import annotations

from itertools import product

import pytest
from tests.cast import SEATS

from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.decision import Refused
from hongbang.kernel.refusal import NotAllowed
from hongbang.selections import access
from hongbang.selections.access import OF_HEAD, OF_OFFICE, READ

VERBS = (*sorted(READ), *sorted(OF_OFFICE), *sorted(OF_HEAD))
WHO = (Role.NOBODY, Role.SYSTEM, *SEATS)

pytestmark = pytest.mark.once


def expected(role: Role, verb: str) -> str:
    """Say by hand what the matrix holds."""
    if role is Role.SYSTEM or role is Role.OFFICE_HEAD:
        return ""
    if role is Role.OFFICE_CLERK:
        return "" if verb in {"read", "take", "set", "make"} else "selections.head_decides"
    if role is Role.AUDITOR:
        return "" if verb in {"read", "take"} else "selections.auditor_reads"
    return "selections.not_yours"


@pytest.mark.parametrize(("role", "verb"), list(product(WHO, VERBS)))
def test_each_seat_may_do_what_is_its_own(role: Role, verb: str) -> None:
    by = Actor("P", role, "O", "r")

    decision = access.may(verb, by)

    assert (decision.code if isinstance(decision, Refused) else "") == expected(role, verb)
    if expected(role, verb):
        with pytest.raises(NotAllowed, match=expected(role, verb)):
            access.require(verb, by)
    else:
        access.require(verb, by)


@pytest.mark.parametrize("role", WHO)
def test_only_office_and_auditor_see_them(role: Role) -> None:
    readers = {Role.SYSTEM, Role.OFFICE_CLERK, Role.OFFICE_HEAD, Role.AUDITOR}

    assert access.sees(Actor("P", role, "O", "r")) == (role in readers)
