"""What do tests set differently, and only they?"""

from __future__ import annotations

import os
import tempfile

_VAR = tempfile.mkdtemp(prefix="hongbang-test-")
os.environ.setdefault("HONGBANG_BUILD", os.environ.get("HONGBANG_BUILD", "var/build"))
os.environ["HONGBANG_VAR"] = _VAR
os.environ.setdefault("HONGBANG_DATABASE_URL", f"sqlite:///{_VAR}/test.sqlite3")
os.environ["HONGBANG_DEMO"] = "1"
os.environ["HONGBANG_DEMO_WITHOUT_TOTP"] = "1"  # tests of the second factor switch it off

from hongbang.config.settings import *  # noqa: E402, F403 - values above come first
from hongbang.config.settings import DATABASES, HONGBANG_KEYRING, INSTALLED_APPS  # noqa: E402
from hongbang.privacy.models import make_keyring  # noqa: E402

make_keyring(HONGBANG_KEYRING)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
INSTALLED_APPS = [*INSTALLED_APPS, "tests.ledger_rig"]
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": f"{_VAR}/test.sqlite3"}
    DATABASES["default"]["OPTIONS"] |= {
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON;"
    }
