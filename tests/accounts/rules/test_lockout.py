"""When is another try refused, and can it be turned against its owner?"""

from __future__ import annotations

import pytest

from hongbang.accounts.rules.lockout import Limits, is_locked
from hongbang.accounts.rules.sessions import Limits as SessionLimits
from hongbang.accounts.rules.sessions import is_over

LIMITS = Limits(failures=5, failures_per_address=30, minutes=15)


@pytest.mark.parametrize(
    ("here", "address", "locked"),
    [(0, 0, False), (4, 29, False), (5, 5, True), (0, 30, True), (6, 31, True)],
)
def test_is_locked(here: int, address: int, locked: bool) -> None:
    assert is_locked(from_here=here, from_address=address, limits=LIMITS) is locked


@pytest.mark.parametrize(
    ("now", "seen", "since", "over"),
    [
        (1800, 0, 0, False),
        (1801, 0, 0, True),
        (43200, 43000, 0, False),
        (43201, 43200, 0, True),
    ],
)
def test_is_over(now: int, seen: int, since: int, over: bool) -> None:
    limits = SessionLimits(idle_minutes=30, absolute_hours=12)

    assert is_over(now=now, seen=seen, since=since, limits=limits) is over
