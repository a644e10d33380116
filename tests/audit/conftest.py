"""What do all tests of the ledger share?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings
from tests.ledger_rig.triggers import guarded

from hongbang.kernel.actor import Actor, Role

AT = datetime(2026, 11, 10, 2, 30, 15, 123456, tzinfo=UTC)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with guarded(django_db_blocker):
        yield


@pytest.fixture
def clerk() -> Actor:
    return Actor("PERSON1", Role.OFFICE_CLERK, "OFFICE1", "req-1", address="203.0.113.7")


@pytest.fixture
def auditor() -> Actor:
    return Actor("PERSON2", Role.AUDITOR, "OFFICE1", "req-2")


@pytest.fixture
def var(settings: Settings, tmp_path: Path) -> Path:
    settings.HONGBANG_VAR = tmp_path
    return tmp_path
