"""What do all tests of the ledger share?"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from hongbang.kernel.actor import Actor, Role

AT = datetime(2026, 11, 10, 2, 30, 15, 123456, tzinfo=UTC)


@pytest.fixture
def clerk() -> Actor:
    return Actor("PERSON1", Role.OFFICE_CLERK, "OFFICE1", "req-1", address="203.0.113.7")


@pytest.fixture
def auditor() -> Actor:
    return Actor("PERSON2", Role.AUDITOR, "OFFICE1", "req-2")


@pytest.fixture
def var(own_folder: Path) -> Path:
    return own_folder
