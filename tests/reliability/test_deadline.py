"""Is every application that the house said yes to stored in time, and no other? (R01)

Clients with a ready draft send it around 24:00 of the last day, each through the page and with
words of its own about the time; the house goes by its own clock.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest
from django.db import connection, connections
from django.test import Client
from tests import cast
from tests.applications import stories
from tests.cast import PASSWORD, Member, moment

from hongbang.applications import operations as applications
from hongbang.applications.models import Application, Revision
from hongbang.applications.rules.commands import Save
from hongbang.audit import queries as audit
from hongbang.audit.models import Entry
from hongbang.kernel.actor import Role
from hongbang.kernel.refusal import RuleBroken
from hongbang.ui import clock, refusals

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
CLOSES = moment("2026-11-11 00:00")  # the first moment that is too late
EARLY, LATE = timedelta(seconds=-1.4), timedelta(seconds=0.6)
FORGED = {"submitted_at": "2026-11-01T00:00:00+08:00", "at": "2026-11-01"}
HEADERS = {"HTTP_DATE": "Sun, 01 Nov 2026 00:00:00 GMT", "HTTP_X_REQUEST_START": "t=1793000000"}


@dataclass(frozen=True)
class Sent:
    """A draft that was sent: when, when the answer was there, and what it was."""

    code: str
    sent: datetime
    answered: datetime
    status: int
    told: str


@pytest.fixture
def turn(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Return what turns the house's clock to a moment; from there it runs on."""
    shift, real = [timedelta(0)], clock.now
    monkeypatch.setattr(clock, "now", lambda: real() + shift[0])

    def turned(to: datetime) -> None:
        shift[0] = to - real()

    return turned


def ready(told: stories.House, number: int) -> tuple[Client, Application]:
    """Tell of a unit with a draft that may be sent, its clerk at the page."""
    unit = cast.unit(f"示范{number}号店", told.organ)
    clerk: Member = cast.member(Role.UNIT_CLERK, unit, f"店员{number}")
    draft = stories.begun(told, by=clerk, team=stories.team(unit))
    save = Save(stories.answers(), draft.version)
    kept = applications.save(draft, save, by=clerk.actor, at=stories.IN_TIME)
    client = Client(raise_request_exception=False, **HEADERS)  # type: ignore[arg-type]  # headers for every request
    answer = client.post("/sign-in/", {"login": clerk.login, "password": PASSWORD})
    assert answer.status_code == 302
    return client, kept


def send(client: Client, draft: Application, at: datetime) -> Sent:
    """Send a draft at a moment of the house's clock."""
    try:
        time.sleep(max(0.0, (at - clock.now()).total_seconds()))
        sent, typed = clock.now(), FORGED | {"version": str(draft.version)}
        answer = client.post(f"/applications/{draft.public_id}/submit/", typed)
        told = answer.headers.get("Location", "") or answer.content.decode()
        return Sent(draft.public_id, sent, clock.now(), answer.status_code, told)
    finally:
        connections.close_all()


@pytest.mark.parametrize(
    "clients", [pytest.param(8, id="small"), pytest.param(60, id="full", marks=pytest.mark.nightly)]
)
def test_what_is_sent_around_the_last_second(
    clients: int, transactional_db: None, turn: Callable[[datetime], None]
) -> None:
    turn(CLOSES - timedelta(minutes=10))
    told = stories.house(cast.company()[Role.OFFICE_HEAD].actor)
    drafts = [ready(told, number) for number in range(clients)]
    draw = random.SystemRandom()
    moments = [CLOSES + EARLY + (LATE - EARLY) * (n / clients) for n in range(clients)]
    draw.shuffle(moments)

    turn(CLOSES + EARLY - timedelta(seconds=0.3))
    began = time.monotonic()
    with ThreadPoolExecutor(clients) as pool:
        jobs = [pool.submit(send, *one, at) for one, at in zip(drafts, moments, strict=True)]
        answers = [job.result() for job in jobs]
    took = time.monotonic() - began

    yes = {one.code for one in answers if one.status == 302}
    no = {one.code for one in answers if one.status == 422}
    stored = Revision.objects.filter(application__state="submitted", application__revision=1)
    kept = dict(stored.values_list("application__public_id", "submitted_at"))
    early = {one.code for one in answers if one.answered < CLOSES}
    late = {one.code for one in answers if one.sent >= CLOSES}
    refused = Entry.objects.filter(verb="audit.deed.refused").count()
    sys.stderr.write(
        f"\nR01 {connection.vendor}: sent {len(answers)}, stored {len(kept)}, refused {len(no)}, "
        f"answered in time {len(early)}, sent too late {len(late)}, early lost "
        f"{len(early - set(kept))}, late accepted {len(late & set(kept))}, {took:.1f} s\n"
    )
    assert yes | no == {draft.public_id for _client, draft in drafts}
    assert set(kept) == yes
    assert all(at < CLOSES for at in kept.values())
    assert early <= yes
    assert late <= no
    assert yes
    assert late
    closed = refusals.sentence(RuleBroken("applications.closed", {"last": str(date(2026, 11, 10))}))
    assert all(closed in one.told for one in answers if one.code in no)
    assert all(one.told.endswith("/receipts/1/") for one in answers if one.code in yes)
    assert not Revision.objects.filter(application__public_id__in=no).exists()
    assert set(Application.objects.filter(public_id__in=no).values_list("state")) == {("draft",)}
    assert Entry.objects.filter(verb="applications.application.submitted").count() == len(yes)
    assert refused == len(no)
    assert audit.examine([]).problem is None
