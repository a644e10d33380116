"""What do the tests of reviews share: accepted applications, experts, the office.

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
from tests.reviews import stories
from tests.reviews.stories import World

from hongbang.kernel.actor import Role

Built = tuple[dict[Role, Member], World]


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any) -> Iterator[Built]:
    """Build the company and the world that this module's reviews are tried in."""
    with django_db_blocker.unblock(), transaction.atomic():
        company = cast.company()
        clerk, head = company[Role.OFFICE_CLERK], company[Role.OFFICE_HEAD]
        told = stories.world(clerk, head)
        with django_db_blocker.block():
            yield company, told
        transaction.set_rollback(True)


@pytest.fixture
def company(built: Built, db: None) -> dict[Role, Member]:
    """Return the company that was seated with the world."""
    return built[0]


@pytest.fixture
def told(built: Built, db: None) -> World:
    """Return the world that reviews are tried in; what a test changes in it is its own."""
    return deepcopy(built[1])
