"""What do the tests of approvals share: an adopted list and the approvers of its hosts."""

from __future__ import annotations

import pytest
from tests.approvals import stories
from tests.approvals.stories import Table
from tests.cast import Member
from tests.selections import stories as selection_stories
from tests.selections.stories import Review

from hongbang.kernel.actor import Role


@pytest.fixture
def review(monkeypatch: pytest.MonkeyPatch) -> Review:
    """Return a review that can be closed."""
    return Review(monkeypatch)


@pytest.fixture
def told(company: dict[Role, Member], review: Review) -> Table:
    """Return a table set for the hosts."""
    scene = selection_stories.scene(company)
    review.close(scene)
    return stories.table(scene)
