"""How does another process live in the test's own house, to be killed there?"""

from __future__ import annotations

import os
from pathlib import Path

from django.conf import settings
from django.db import connection


def database_url() -> str:
    """Name the test's own database, as another process reaches it."""
    told = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{told['NAME']}"
    where = f"host={told['HOST']}&port={told['PORT']}&user={told['USER']}"
    return f"postgresql:///{told['NAME']}?{where}"


def environment(var: Path, **more: str) -> dict[str, str]:
    """Return the environment of a process that lives in this house, with its data in `var`."""
    plain = {k: v for k, v in os.environ.items() if not k.startswith(("HONGBANG_", "DJANGO_"))}
    return (
        plain
        | {
            "HONGBANG_DATABASE_URL": database_url(),
            "HONGBANG_VAR": str(var),
            "HONGBANG_KEYRING": str(settings.HONGBANG_KEYRING),
            "PYTHONPATH": os.pathsep.join(["src", "."]),
        }
        | more
    )
