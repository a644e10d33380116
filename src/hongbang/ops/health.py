"""Is the house in order: database, ledger triggers, disk?"""

from __future__ import annotations

import shutil

from django.conf import settings
from django.db import DatabaseError, connection

from hongbang.audit import operations as audit

LEAST_FREE = 200 * 1024 * 1024


def faults() -> list[str]:
    """Name what is out of order; an empty list means ready."""
    found = []
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        found += [f"ledger trigger missing: {name}" for name in audit.missing_triggers()]
    except DatabaseError:
        found.append("database not reached")
    if shutil.disk_usage(settings.HONGBANG_VAR).free < LEAST_FREE:
        found.append("disk almost full")
    return found
