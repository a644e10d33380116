"""Somebody who does one deed after the other without a pause. Run by test_killed_deeds.py.

What is to be done comes in as JSON: the deed, and for each its thing and who does it. A line with
the thing's code is printed once the house has said yes.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import datetime
from typing import Any

os.environ["DJANGO_SETTINGS_MODULE"] = "hongbang.config.settings"
import django

django.setup()
from hongbang.applications import operations as applications  # noqa: E402 - as above
from hongbang.applications import queries as applied  # noqa: E402 - as above
from hongbang.applications.rules.commands import Act, Save  # noqa: E402 - as above
from hongbang.approvals import operations as approvals  # noqa: E402 - as above
from hongbang.approvals import queries as resolving  # noqa: E402 - as above
from hongbang.approvals.rules.commands import Decide  # noqa: E402 - as above
from hongbang.kernel.actor import Actor, Role  # noqa: E402 - as above
from hongbang.reviews import operations as reviews  # noqa: E402 - as above
from hongbang.reviews import queries as reading  # noqa: E402 - as above
from hongbang.reviews.rules.commands import Act as Sign  # noqa: E402 - as above
from hongbang.reviews.rules.commands import Save as Mark  # noqa: E402 - as above
from hongbang.ui import clock  # noqa: E402 - as above

REAL = clock.now
told: dict[str, Any] = json.loads(sys.argv[1])


def submit(code: str, by: Actor) -> None:
    draft = applied.get(by, code)
    kept = applications.save(draft, Save(told["answers"], draft.version), by=by, at=clock.now())
    applications.submit(kept, Act(kept.version), by=by, at=clock.now())


def score(code: str, by: Actor) -> None:
    sheet = reading.get(by, code)
    kept = reviews.save(sheet, Mark(told["answers"], sheet.version), by=by, at=clock.now())
    reviews.sign(kept, Sign(kept.version), by=by, at=clock.now())


def decide(code: str, by: Actor) -> None:
    resolution = resolving.get(by, told["answers"]["resolution"])
    own = resolving.own_decision(by, resolution)
    assert own is not None
    command = Decide(resolution.digest, is_approved=True, opinion="同意", version=own.version)
    approvals.decide(resolution, command, by=by, at=clock.now())


def of_moment() -> None:
    """Let the house's clock say the moment of the story, and run on from there."""
    shift = datetime.fromisoformat(told["at"]) - REAL()
    clock.now = lambda: REAL() + shift


of_moment()
deed = {"submit": submit, "score": score, "decide": decide}[told["deed"]]
for thing, person, role, organisation in told["work"]:
    deed(thing, Actor(person, Role(role), organisation, "drill"))
    sys.stdout.write(f"{thing}\n")
    sys.stdout.flush()
