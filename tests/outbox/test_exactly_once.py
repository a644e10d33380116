"""Do letters leave exactly once while workers are killed at any moment? (R05)"""

from __future__ import annotations

import random
import select
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest
from django.db import connection
from tests.houses import environment
from tests.outbox.relay import fake_relay

from hongbang.outbox import operations as outbox
from hongbang.outbox.models import Delivery
from hongbang.outbox.rules.recipients import Recipient
from hongbang.ui import clock

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
PROGRAM = Path(__file__).with_name("hurried_worker.py")
SIZES = [
    pytest.param(60, 3, id="small"),
    pytest.param(500, 20, id="full", marks=pytest.mark.nightly),
]


class Workers:
    """Two workers, killed and started anew."""

    def __init__(self, mail: str, var: Path, stumble: float) -> None:
        self.env = environment(var, HONGBANG_MAIL=mail)
        self.began, self.stumble = time.time(), stumble
        self.running = [self.start(), self.start()]

    def start(self) -> subprocess.Popen[str]:
        command = [sys.executable, str(PROGRAM), str(self.began), str(self.stumble)]
        return subprocess.Popen(command, env=self.env, stdout=subprocess.PIPE, text=True)

    def kill_one(self) -> None:
        """Kill a worker a moment after it has claimed letters."""
        victim = self.running.pop(0)
        assert victim.stdout is not None
        wait_for_line(victim.stdout)
        time.sleep(random.SystemRandom().random() * self.stumble * 10)
        victim.kill()
        victim.wait()
        victim.stdout.close()
        self.running.append(self.start())

    def end(self) -> None:
        for worker in self.running:
            worker.kill()
            worker.wait()
            assert worker.stdout is not None
            worker.stdout.close()


def wait_for_line(out: IO[str], seconds: float = 3) -> None:
    ready, _, _ = select.select([out], [], [], seconds)
    if ready:
        out.readline()


@pytest.fixture
def asked(request: pytest.FixtureRequest, transactional_db: None) -> Iterator[int]:
    many: int = request.param
    outbox.post(
        "notices.published",
        to=[Recipient(f"P{number:03}", f"p{number}@cast.example") for number in range(many)],
        params={"title": "通知"},
        link="/notices/X/",
        at=clock.now(),
    )
    return many


def wait_until_done(seconds: float = 120) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if not Delivery.objects.filter(state__in=["waiting", "claimed"]).exists():
            return
        time.sleep(0.1)


def told(kind: str, sent: Counter[str], kills: int) -> Counter[str]:
    """Print the figures, and return how the deliveries stand."""
    states = Counter(Delivery.objects.values_list("state", flat=True))
    twice = sum(1 for n in sent.values() if n > 1)
    stuck = states["waiting"] + states["claimed"]
    sys.stderr.write(
        f"\nR05 {connection.vendor} {kind}: sent {states['sent']}, twice {twice}, stuck {stuck}, "
        f"doubtful {states['doubtful']}, kills {kills}\n"
    )
    return states


@pytest.mark.parametrize(("asked", "kills"), SIZES, indirect=["asked"])
def test_letters_into_a_folder_leave_exactly_once(asked: int, kills: int, tmp_path: Path) -> None:
    folder = tmp_path / "mail"
    workers = Workers(f"file://{folder}", tmp_path, 0.02)
    try:
        for _ in range(kills):
            workers.kill_one()
        wait_until_done()
    finally:
        workers.end()

    laid = Counter(path.stem for path in folder.glob("*.eml"))
    states = told("folder", laid, kills)
    assert states == {"sent": asked}
    assert set(laid) == set(Delivery.objects.values_list("effect_key", flat=True))
    assert all(path.read_bytes().endswith(b"\r\n") for path in folder.glob("*.eml"))


@pytest.mark.parametrize(("asked", "kills"), SIZES, indirect=["asked"])
def test_letters_to_a_relay_never_leave_twice_and_none_is_lost_unseen(
    asked: int, kills: int, tmp_path: Path
) -> None:
    with fake_relay() as relay:
        workers = Workers(relay.url, tmp_path, 0.02)
        try:
            for _ in range(kills):
                workers.kill_one()
            wait_until_done()
        finally:
            workers.end()
        taken = relay.keys

    states = told("relay", taken, kills)
    sent = set(Delivery.objects.filter(state="sent").values_list("effect_key", flat=True))
    doubtful = set(Delivery.objects.filter(state="doubtful").values_list("effect_key", flat=True))
    assert [key for key, n in taken.items() if n > 1] == []
    assert sent <= set(taken)
    assert set(taken) <= sent | doubtful
    assert states["sent"] + states["doubtful"] == asked
    assert states["doubtful"] <= kills
