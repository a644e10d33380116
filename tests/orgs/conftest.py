"""Which branch do the tests of bodies stand in? Two districts, three organs, three units."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from tests import cast
from tests.cast import Member

from hongbang.kernel.actor import Actor, Role
from hongbang.orgs.models import Organisation


@dataclass(frozen=True)
class Tree:
    """The office, a host, its organ in one district with a unit, and what stands beside."""

    office: Organisation
    host: Organisation
    organ: Organisation
    unit: Organisation
    neighbour: Organisation
    women: Organisation
    stranger: Organisation

    def seat(self, role: Role, body: Organisation | None = None) -> Actor:
        """Return somebody in `role`, at the body where such a seat stands."""
        places = {
            Role.ORGAN_CLERK: self.organ,
            Role.ORGAN_HEAD: self.organ,
            Role.UNIT_CLERK: self.unit,
            Role.UNIT_HEAD: self.unit,
            Role.HOST_APPROVER: self.host,
        }
        place = body or places.get(role, self.office)
        return Actor("P", role, place.public_id, f"req-{role}")

    def member(self, role: Role, body: Organisation | None = None) -> Member:
        """Seat somebody who can sign in."""
        place = body or {Role.ORGAN_CLERK: self.organ, Role.UNIT_CLERK: self.unit}.get(role)
        return cast.member(role, place or self.office)


@pytest.fixture
def tree(db: None) -> Tree:
    """Register the branch."""
    office, host = cast.office(), cast.host(1, "上海市总工会")
    organ = cast.organ(above=host)
    women = cast.organ("黄浦区妇女联合会", "women")
    return Tree(
        office=office,
        host=host,
        organ=organ,
        unit=cast.unit("示范百货有限公司", organ),
        neighbour=cast.unit("示范酒店有限公司", organ),
        women=women,
        stranger=cast.unit("示范医院", women),
    )


@pytest.fixture
def keeper(tree: Tree) -> Actor:
    """Return the office clerk."""
    return tree.seat(Role.OFFICE_CLERK)
