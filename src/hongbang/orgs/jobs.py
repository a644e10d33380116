"""What does the room of bodies do by itself? It takes workbooks in that were asked for."""

from __future__ import annotations

import os
import socket
from datetime import datetime

from hongbang.kernel.actor import Actor
from hongbang.kernel.refusal import Refusal, Stale
from hongbang.kernel.search import search_text
from hongbang.orgs import operations as orgs
from hongbang.orgs import queries
from hongbang.orgs.models import Import
from hongbang.orgs.rules import likeness
from hongbang.orgs.rules.commands import Found
from hongbang.ui import clock
from hongbang.work import operations as work

STEP = 100  # rows between two marks of progress


def run(at: datetime) -> int:
    """Take in one workbook; returns how many were worked on."""
    asked = work.claim(Import, f"{socket.gethostname()[:28]}:{os.getpid()}", at)
    if asked is None:
        return 0
    by = Actor("", Actor.system("").role, "", f"import-{asked.public_id}", asked.requested_by)
    try:
        found = prepare(asked)
        orgs.apply_import(asked, found, by=by, at=clock.now())
    except Stale:
        return 1  # stopped, or taken over by another worker: nothing was written here
    except Refusal as refusal:
        work.fail(asked, refusal, clock.now())
    return 1


def prepare(asked: Import) -> dict[int, Found]:
    """Work out the pinyin of every row before the deed, a mark of progress each hundred rows."""
    steps = queries.plan_of(asked.sheet).steps
    found: dict[int, Found] = {}
    for done, step in enumerate(steps, 1):
        cells = step.cells
        found[step.line] = Found(
            likeness.sound(cells["name"]),
            search_text(cells["name"], cells["name_en"], cells["uscc"]),
        )
        if done % STEP == 0:
            work.advance(asked, done, len(steps), clock.now())
    work.advance(asked, len(steps), len(steps), clock.now())
    return found
