"""Seat × verb: who stops a batch, who hands it over?"""

from __future__ import annotations

from itertools import product

import pytest

from hongbang.documents import access
from hongbang.documents.models import Batch
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.decision import Refused
from hongbang.kernel.refusal import NotAllowed


@pytest.mark.parametrize(
    ("role", "verb", "mine"), list(product(Role, ["stop", "deliver", "read"], [True, False]))
)
def test_may_and_require_agree(role: Role, verb: str, mine: bool) -> None:
    person = "" if role in {Role.NOBODY, Role.SYSTEM} else "P"
    by = Actor(person, role, "O", "r")
    batch = Batch(requested_by="P" if mine else "Q")

    decision = access.may(verb, by, batch)

    is_yes = (verb == "stop" and mine and bool(person)) or (
        verb == "deliver" and role is Role.SYSTEM
    )
    assert decision.ok == is_yes
    if is_yes:
        access.require(verb, by, batch)
    else:
        assert isinstance(decision, Refused)
        with pytest.raises(NotAllowed, match=r"documents\.not_yours"):
            access.require(verb, by, batch)


def test_nothing_is_nobody_s() -> None:
    assert not access.may("stop", Actor("P", Role.OFFICE_CLERK, "O", "r")).ok
