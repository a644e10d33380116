"""Who may see the structure of an edition?"""

from __future__ import annotations

import pytest
from tests.cast import SEATS

from hongbang.journey import access
from hongbang.kernel.actor import Actor, Role
from hongbang.kernel.refusal import NotAllowed

READERS = {Role.OFFICE_CLERK, Role.OFFICE_HEAD, Role.AUDITOR, Role.HOST_APPROVER}


@pytest.mark.parametrize("role", SEATS)
def test_the_matrix(role: Role) -> None:
    by = Actor("P", role, "S", "request")

    assert access.may("structure", by).ok is (role in READERS)
    assert access.may("desk", by).ok
    if role in READERS:
        access.require("structure", by)
    else:
        with pytest.raises(NotAllowed, match=r"journey\.not_yours"):
            access.require("structure", by)
