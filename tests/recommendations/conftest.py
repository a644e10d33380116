"""What do the tests of recommendations share: a unit, its organ, another organ of the area."""

from __future__ import annotations

import pytest
from tests.cast import Member
from tests.recommendations import stories
from tests.recommendations.stories import House

from hongbang.kernel.actor import Role


@pytest.fixture
def told(company: dict[Role, Member]) -> House:
    """Return the house that recommendations are tried in."""
    return stories.house(company)
