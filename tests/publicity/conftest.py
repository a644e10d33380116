"""What do the tests of publicity share: a list that is before the public."""

from __future__ import annotations

import pytest
from tests.approvals import stories as approval_stories
from tests.approvals.stories import Table
from tests.cast import Member
from tests.publicity import stories
from tests.publicity.stories import Street
from tests.selections import stories as selection_stories
from tests.selections.stories import Review

from hongbang.kernel.actor import Role


@pytest.fixture
def table(company: dict[Role, Member], monkeypatch: pytest.MonkeyPatch) -> Table:
    """Tell of a list that is fixed, and of its hosts."""
    scene = selection_stories.scene(company)
    Review(monkeypatch).close(scene)
    return approval_stories.table(scene)


@pytest.fixture
def told(table: Table) -> Street:
    """Tell of three teams before the public."""
    return stories.street(table)
