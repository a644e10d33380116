"""What do the tests of surveys share: an edition, two units, their clerks?"""

from __future__ import annotations

import pytest
from tests.surveys import stories
from tests.surveys.stories import House


@pytest.fixture
def house(db: None) -> House:
    """Tell of two units below one organ, during an edition."""
    return stories.house()
