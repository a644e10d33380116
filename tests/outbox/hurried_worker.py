"""A worker in a hurry: its clock runs sixty times as fast, and it stumbles at odd moments.

Run as a program by test_exactly_once.py, which kills it.
"""

from __future__ import annotations

import os
import random
import sys
import time
from datetime import UTC, datetime, timedelta
from typing import Any

os.environ["DJANGO_SETTINGS_MODULE"] = "hongbang.config.settings"
import django

django.setup()
from django.db import DatabaseError, connections  # noqa: E402 - as above

from hongbang.outbox import jobs  # noqa: E402 - as above
from hongbang.outbox.jobs import carrying  # noqa: E402 - as above
from hongbang.outbox.jobs.folder import Folder  # noqa: E402 - as above
from hongbang.outbox.jobs.relay import Relay  # noqa: E402 - as above

HASTE = 60
BEGAN, STUMBLE = float(sys.argv[1]), float(sys.argv[2])
carry = carrying.carry
chance = random.SystemRandom()


def now() -> datetime:
    return datetime.fromtimestamp(BEGAN, UTC) + timedelta(seconds=(time.time() - BEGAN) * HASTE)


def stumbling(method: Any) -> Any:
    def slow(*args: Any) -> Any:
        time.sleep(chance.random() * STUMBLE)
        answer = method(*args)
        time.sleep(chance.random() * STUMBLE)
        return answer

    return slow


def told(batch: Any, clock: Any) -> int:
    sys.stdout.write("claimed\n")
    sys.stdout.flush()
    return carry(batch, clock)


Folder.deliver = stumbling(Folder.deliver)  # type: ignore[method-assign]
Folder._lay = stumbling(Folder._lay)  # type: ignore[method-assign]
Relay._ended = stumbling(Relay._ended)  # type: ignore[method-assign]
jobs.carry = told  # type: ignore[attr-defined]
jobs.BATCH = 8
while True:
    try:
        done = jobs.run(now(), now)
    except (DatabaseError, OSError):  # as `hongbang worker` does
        connections.close_all()
        done = 0
    if not done:
        time.sleep(0.05)
