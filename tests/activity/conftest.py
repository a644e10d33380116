"""What do the tests of activities share: two organs with units, during an edition.

The world is built once for a module, and every test begins in it: what a test does is undone.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from django.db import transaction
from tests import cast
from tests.activity import stories
from tests.activity.stories import House
from tests.cast import Member

from hongbang.kernel.actor import Role

Built = tuple[dict[Role, Member], House]


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any) -> Iterator[Built]:
    """Build the company and the house that this module's returns are tried in."""
    with django_db_blocker.unblock(), transaction.atomic():
        company = cast.company()
        told = stories.house(company)
        with django_db_blocker.block():
            yield company, told
        transaction.set_rollback(True)


@pytest.fixture
def company(built: Built, db: None) -> dict[Role, Member]:
    """Return the company that was seated with the house."""
    return built[0]


@pytest.fixture
def told(built: Built, db: None) -> House:
    """Return the house; what a test changes in it is its own."""
    return deepcopy(built[1])
