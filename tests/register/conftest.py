"""What do the tests of the register share: who can be honoured?"""

from __future__ import annotations

import pytest
from tests.register import stories
from tests.register.stories import House


@pytest.fixture
def house(db: None) -> House:
    """Tell of a unit with a team and a nominee, during an edition."""
    return stories.house()
