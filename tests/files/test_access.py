"""Seat × verb: who may bring a file in?"""

from __future__ import annotations

import pytest
from tests.cast import SEATS

from hongbang.files import access
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.decision import Refused
from hongbang.kernel.refusal import NotAllowed

STORES = {*SEATS, Role.SYSTEM}


@pytest.mark.parametrize("role", [Role.NOBODY, Role.SYSTEM, *SEATS])
@pytest.mark.parametrize("verb", ["store", "sweep", "erase"])
def test_may_and_require_agree_with_the_matrix(verb: str, role: Role) -> None:
    by = Actor("P", role, "O", "r")

    decision = access.may(verb, by)

    if (verb == "store" and role in STORES) or (verb == "sweep" and role is Role.SYSTEM):
        assert decision.ok
        access.require(verb, by)
    else:
        assert decision == Refused("files.not_yours")
        with pytest.raises(NotAllowed) as refused:
            access.require(verb, by)
        assert refused.value.code == "files.not_yours"
