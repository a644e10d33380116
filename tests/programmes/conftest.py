"""What do the tests of programmes share: the head of the office, sheets that can be used?"""

from __future__ import annotations

import pytest
from tests.cast import Member
from tests.programmes import sample

from hongbang.kernel.actor import Actor, Role
from hongbang.programmes import queries


@pytest.fixture
def head(company: dict[Role, Member]) -> Actor:
    """Return the head of the office."""
    return company[Role.OFFICE_HEAD].actor


@pytest.fixture
def usable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the sheets of the sample be there, without writing each."""
    monkeypatch.setattr(queries, "known_sheets", lambda: frozenset(sample.SHEETS))
    monkeypatch.setattr(queries, "latest_sheets", lambda: {"team_form": 1, "team_score": 2})
