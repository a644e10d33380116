"""What do the tests of approvals share: an adopted list and the approvers of its hosts.

The world is built once for a module, and every test begins in it: what a test does is undone.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from django.db import transaction
from tests import cast
from tests.approvals import stories
from tests.approvals.stories import Table
from tests.cast import Member
from tests.selections import stories as selection_stories
from tests.selections.stories import Review

from hongbang.kernel.actor import Role

Built = tuple[dict[Role, Member], Table]


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any) -> Iterator[Built]:
    """Seat the company and set the table, once for all tests of a module."""
    with (
        django_db_blocker.unblock(),
        transaction.atomic(),
        pytest.MonkeyPatch.context() as patch,
    ):
        company = cast.company()
        scene = selection_stories.scene(company)
        Review(patch).close(scene)
        told = stories.table(scene)
        patch.undo()
        with django_db_blocker.block():
            yield company, told
        transaction.set_rollback(True)


@pytest.fixture
def review(monkeypatch: pytest.MonkeyPatch) -> Review:
    """Return a review that can be closed."""
    return Review(monkeypatch)


@pytest.fixture
def company(built: Built, db: None) -> dict[Role, Member]:
    """Return the company that was seated with the table."""
    return deepcopy(built[0])


@pytest.fixture
def told(built: Built, review: Review, db: None) -> Table:
    """Return a table set for the hosts; what a test changes in it is its own."""
    table = deepcopy(built[1])
    review.close(table.scene)
    return table
