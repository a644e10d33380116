"""What do the tests of selections share: teams that applied, and what their review closed with."""

from __future__ import annotations

import pytest
from tests.cast import Member
from tests.selections import stories
from tests.selections.stories import Review, Scene

from hongbang.kernel.actor import Role


@pytest.fixture
def review(monkeypatch: pytest.MonkeyPatch) -> Review:
    """Return a review that can be closed."""
    return Review(monkeypatch)


@pytest.fixture
def told(company: dict[Role, Member], review: Review) -> Scene:
    """Return seven teams whose review is closed."""
    scene = stories.scene(company)
    review.close(scene)
    return scene
