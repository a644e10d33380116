"""What do the tests of applications share: an open edition, a unit, its organ, their clerks."""

from __future__ import annotations

import pytest
from tests.applications import stories
from tests.applications.stories import House
from tests.cast import Member

from hongbang.kernel.actor import Role


@pytest.fixture
def told(company: dict[Role, Member]) -> House:
    """Return the house that applications are tried in."""
    return stories.house(company[Role.OFFICE_HEAD].actor)
