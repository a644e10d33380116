"""What do the tests of selections share: teams that applied, and what their review closed with.

The world is built once for a module, and every test begins in it: what a test does is undone.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from django.db import transaction
from tests import cast
from tests.cast import Member
from tests.selections import stories
from tests.selections.stories import Review, Scene

from hongbang.kernel.actor import Role

Built = tuple[dict[Role, Member], Scene]


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any) -> Iterator[Built]:
    """Seat the company and let seven teams apply, once for all tests of a module."""
    with django_db_blocker.unblock(), transaction.atomic():
        company = cast.company()
        told = stories.scene(company)
        with django_db_blocker.block():
            yield company, told
        transaction.set_rollback(True)


@pytest.fixture
def review(monkeypatch: pytest.MonkeyPatch) -> Review:
    """Return a review that can be closed."""
    return Review(monkeypatch)


@pytest.fixture
def company(built: Built, db: None) -> dict[Role, Member]:
    """Return the company that was seated with the teams."""
    return deepcopy(built[0])


@pytest.fixture
def told(built: Built, review: Review, db: None) -> Scene:
    """Return seven teams whose review is closed."""
    scene = deepcopy(built[1])
    review.close(scene)
    return scene
