"""What do the tests of oversight share: two honours, who holds them, and who watches.

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
from tests.oversight import stories
from tests.oversight.stories import Watch

from hongbang.kernel.actor import Role

Built = tuple[dict[Role, Member], Watch]


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any) -> Iterator[Built]:
    """Build the company and the honours that this module watches over."""
    with django_db_blocker.unblock(), transaction.atomic():
        company = cast.company()
        told = stories.watch(company)
        with django_db_blocker.block():
            yield company, told
        transaction.set_rollback(True)


@pytest.fixture
def company(built: Built, db: None) -> dict[Role, Member]:
    """Return the company that was seated with the honours."""
    return built[0]


@pytest.fixture
def told(built: Built, db: None) -> Watch:
    """Return two honours of a unit; what a test changes in them is its own."""
    return deepcopy(built[1])
