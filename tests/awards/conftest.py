"""What do the tests of awards share: names that came through the notice.

The world is built once for a module, and every test begins in it: what a test does is undone.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from django.db import transaction
from tests import cast
from tests.approvals import stories as approval_stories
from tests.awards import stories
from tests.awards.stories import Through
from tests.cast import Member
from tests.publicity import stories as publicity_stories
from tests.publicity.stories import Street
from tests.selections import stories as selection_stories
from tests.selections.stories import Review

from hongbang.kernel.actor import Role

Built = tuple[dict[Role, Member], Street]


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any) -> Iterator[Built]:
    """Build the company and the list before the public that this module's awards come from."""
    with (
        django_db_blocker.unblock(),
        transaction.atomic(),
        pytest.MonkeyPatch.context() as monkeypatch,
    ):
        company = cast.company()
        scene = selection_stories.scene(company)
        Review(monkeypatch).close(scene)
        street = publicity_stories.street(approval_stories.table(scene))
        with django_db_blocker.block():
            yield company, street
        transaction.set_rollback(True)


@pytest.fixture
def company(built: Built, db: None) -> dict[Role, Member]:
    """Return the company that was seated with the world."""
    return built[0]


@pytest.fixture
def street(built: Built, db: None) -> Street:
    """Return the list before the public; what a test changes in it is its own."""
    return deepcopy(built[1])


@pytest.fixture
def told(street: Street) -> Through:
    """Tell of three teams that came through the notice."""
    return stories.through(street)
