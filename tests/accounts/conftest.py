"""Which organ, unit and people do the tests of people stand in?"""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from tests import cast
from tests.accounts.stories import another
from tests.cast import Member

from hongbang.kernel.actor import Role
from hongbang.orgs.models import Organisation


@dataclass(frozen=True)
class Organ:
    """An organ with its head and clerk, and a unit below it with its head and clerk."""

    body: Organisation
    head: Member
    clerk: Member
    unit: Organisation
    unit_head: Member
    unit_clerk: Member


@pytest.fixture
def organ(db: None) -> Organ:
    """Seat an organ and a unit."""
    body = cast.organ()
    unit = cast.unit("示范百货有限公司", body)
    return Organ(
        body,
        another(body, Role.ORGAN_HEAD, "方负责"),
        another(body, Role.ORGAN_CLERK, "何经办"),
        unit,
        another(unit, Role.UNIT_HEAD, "唐店长"),
        another(unit, Role.UNIT_CLERK, "宋店员"),
    )
