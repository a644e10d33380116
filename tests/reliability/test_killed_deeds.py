"""Is a deed whole or not there at all when its process is killed, and kept once it said yes? (R03)

Processes submit, score and decide without a pause, and get SIGKILL at moments nobody chose.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from tests import cast
from tests.applications import stories as application_stories
from tests.approvals import stories as approval_stories
from tests.cast import Member
from tests.houses import environment
from tests.programmes import sample
from tests.reviews import stories as review_stories
from tests.selections import stories as selection_stories
from tests.sheets.samples import words

from hongbang.applications.models import Application, Revision
from hongbang.approvals.models import Decision, Resolution
from hongbang.audit import queries as audit
from hongbang.audit.models import Entry
from hongbang.kernel.actor import Actor, Role
from hongbang.ops.invariants import CHECKS
from hongbang.reviews.models import ScoreSheet

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
PROGRAM = Path(__file__).with_name("hurried_hand.py")
AT_ONCE, A_MOMENT = 12, 0.15  # deeds between two kills, about; seconds, at most
Work = tuple[str, Actor]


@dataclass
class Drill:
    """A deed to be killed at: what is left of it, what of it is kept, when it happens."""

    deed: str
    verb: str
    kind: str
    at: datetime
    left: Callable[[], list[Work]]
    kept: Callable[[], set[str]]
    answers: dict[str, Any]
    acknowledged: list[str] = field(default_factory=list)

    def kill_one(self, var: Path) -> None:
        """Let somebody work, kill them at some moment, note what they were told yes to."""
        rows = [(code, by.person, str(by.role), by.organisation) for code, by in self.left()]
        told = {"deed": self.deed, "at": self.at.isoformat(), "answers": self.answers, "work": rows}
        hand = subprocess.Popen(
            [sys.executable, str(PROGRAM), json.dumps(told)],
            env=environment(var),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert hand.stdout is not None
        first = hand.stdout.readline()  # they are at it
        timer = threading.Timer(random.SystemRandom().random() * A_MOMENT, hand.kill)
        timer.start()
        rest, fault = hand.communicate()
        timer.join()
        assert first, fault
        assert hand.returncode < 0, f"done before it was killed: {fault}"
        self.acknowledged += [line for line in (first + rest).split("\n") if len(line) > 5]

    def recorded(self) -> Counter[str]:
        """Count the ledger's entries of the deed, by the thing it was done to."""
        told = Entry.objects.filter(verb=self.verb).values_list("subjects", flat=True)
        return Counter(
            code for subjects in told for _room, kind, code in subjects if kind == self.kind
        )


def submitting(seated: dict[Role, Member], kills: int, _patch: pytest.MonkeyPatch) -> Drill:
    """Tell of a unit with many drafts."""
    told = application_stories.house(seated[Role.OFFICE_HEAD].actor)
    for number in range(kills * AT_ONCE):
        team = application_stories.team(told.unit, f"第{number}班组")
        application_stories.begun(told, team=team)

    def kept() -> set[str]:
        sent = Application.objects.filter(state="submitted")
        return set(sent.values_list("public_id", flat=True))

    def left() -> list[Work]:
        drafts = Application.objects.filter(state="draft").order_by("pk")
        return [(code, told.clerk.actor) for code in drafts.values_list("public_id", flat=True)]

    verb, at = "applications.application.submitted", application_stories.IN_TIME
    return Drill("submit", verb, "application", at, left, kept, application_stories.answers())


def scoring(seated: dict[Role, Member], kills: int, _patch: pytest.MonkeyPatch) -> Drill:
    """Tell of experts with many files."""
    clerk, head = seated[Role.OFFICE_CLERK], seated[Role.OFFICE_HEAD]
    told = review_stories.world(clerk, head, files=kills * AT_ONCE // 3)
    review_stories.assigned(told)

    def kept() -> set[str]:
        signed = ScoreSheet.objects.filter(state="signed", total__isnull=False)
        return set(signed.values_list("public_id", flat=True))

    def left() -> list[Work]:
        owed = [one for one in review_stories.sheets_of() if one.state != "signed"]
        return [(one.public_id, told.actor(one)) for one in owed]

    marks, at = review_stories.marks(), review_stories.READ
    return Drill("score", "reviews.sheet.signed", "scoresheet", at, left, kept, marks)


def deciding(seated: dict[Role, Member], kills: int, patch: pytest.MonkeyPatch) -> Drill:
    """Tell of lists that were put to many hosts."""
    chapters = sample.chapters
    more = [{"key": f"host{n}", "name": words(f"示范第{n}协会")} for n in range(kills * AT_ONCE)]

    def with_hosts() -> Any:
        made = chapters()
        made["hosts"] |= {"hosts": made["hosts"]["hosts"] + more}
        return made

    names = [one["name"]["zh"] for one in with_hosts()["hosts"]["hosts"]]
    patch.setattr(sample, "chapters", with_hosts)
    scene = selection_stories.scene(seated)
    selection_stories.Review(patch).close(scene)
    hosts = {}
    for rank, name in enumerate(names, start=2):
        host = cast.host(rank, name)
        hosts[host.public_id] = cast.member(Role.HOST_APPROVER, host, f"审{rank}").actor
    selection_stories.adopted(scene)
    edition = scene.house.edition
    put = approval_stories.put(edition, scene.head)

    def kept() -> set[str]:
        approved = Decision.objects.filter(state="approved", digest=put.digest)
        return set(approved.values_list("host__public_id", flat=True))

    def left() -> list[Work]:
        owed = Decision.objects.filter(state="owed").values_list("host__public_id", flat=True)
        return [(code, hosts[code]) for code in owed]

    verb, at = "approvals.resolution.decided", approval_stories.LATER
    return Drill("decide", verb, "organisation", at, left, kept, {"resolution": put.public_id})


def halves() -> Iterator[str]:
    """Name what is neither as it was nor done."""
    for one in Application.objects.all():
        places = [*Revision.objects.filter(application=one).values_list("place", flat=True)]
        is_sent = one.state == "submitted"
        if is_sent != bool(places) or places != [*range(1, one.revision + 1)]:
            yield one.public_id
    for sheet in ScoreSheet.objects.all():
        if (sheet.state == "signed") != (sheet.total is not None and bool(sheet.signed_at)):
            yield sheet.public_id
    for put in Resolution.objects.all():
        asked = {one.state for one in put.decisions.all()}
        if (put.state == "passed") != (asked == {"approved"}):
            yield put.public_id


def findings() -> set[tuple[str, str]]:
    """Return what the checks between the rooms find."""
    return {(one.name, code) for one in CHECKS for code in one.find()}


SMALL = [pytest.param(submitting, 2, id="small")]
FULL = [
    pytest.param(begin, kills, id=name, marks=pytest.mark.nightly)
    for begin, kills, name in (
        (submitting, 4, "submit"),
        (scoring, 3, "score"),
        (deciding, 3, "sign"),
    )
]


@pytest.mark.parametrize(("begin", "kills"), [*SMALL, *FULL])
def test_a_killed_deed_is_whole_or_not_there(
    begin: Callable[[dict[Role, Member], int, pytest.MonkeyPatch], Drill],
    kills: int,
    transactional_db: None,
    monkeypatch: pytest.MonkeyPatch,
    own_folder: Path,
) -> None:
    drill = begin(cast.company(), kills, monkeypatch)
    before = findings()
    lost: set[str] = set()
    half: list[str] = []

    for _ in range(kills):
        drill.kill_one(own_folder)
        recorded, kept = drill.recorded(), drill.kept()
        lost |= set(drill.acknowledged) - kept
        half += [*halves(), *(set(recorded) ^ kept)]  # kept without an entry, or the other way
        assert audit.examine().problem is None

    unheard = drill.kept() - set(drill.acknowledged)
    twice = [code for code, count in drill.recorded().items() if count > 1]
    new = findings() - before
    sys.stderr.write(
        f"\nR03 {connection.vendor} {drill.deed}: kills {kills}, acknowledged "
        f"{len(drill.acknowledged)}, lost {len(lost)}, half {len(half)}, twice {len(twice)}, "
        f"done but not heard of {len(unheard)}, checks {len(CHECKS)}, new findings {len(new)}\n"
    )
    assert (lost, half, twice, new) == (set(), [], [], set())
    assert len(drill.acknowledged) == len(set(drill.acknowledged)) >= kills
    assert len(unheard) <= kills
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            assert cursor.fetchone() == ("ok",)
