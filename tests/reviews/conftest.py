"""What do the tests of reviews share: accepted applications, experts, the office."""

from __future__ import annotations

import pytest
from tests.cast import Member
from tests.reviews import stories
from tests.reviews.stories import World

from hongbang.kernel.actor import Role


@pytest.fixture
def told(company: dict[Role, Member]) -> World:
    """Return the world that reviews are tried in."""
    return stories.world(company[Role.OFFICE_CLERK].actor, company[Role.OFFICE_HEAD].actor)
