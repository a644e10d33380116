"""How do tests guard the ledger as a house does, and lift the guard to empty the tables?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.test import TransactionTestCase

from hongbang.audit import operations as audit
from hongbang.audit.operations import triggers


@contextmanager
def triggers_lifted() -> Iterator[None]:
    """Take the triggers off, as only a test may, and put them back."""
    with connection.cursor() as cursor:
        on_table = " ON audit_entry" if connection.vendor == "postgresql" else ""
        names = triggers._POSTGRESQL if on_table else triggers._SQLITE
        for name in names:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on_table}")
    try:
        yield
    finally:
        audit.install_triggers()


@contextmanager
def guarded(django_db_blocker: Any) -> Iterator[None]:
    """Guard the test database as set-up does; flushes after transactional tests lift the guard."""
    teardown = TransactionTestCase._fixture_teardown

    def lifted(self: TransactionTestCase) -> None:
        with triggers_lifted():
            teardown(self)

    with django_db_blocker.unblock():
        audit.install_triggers()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lifted)
        yield
