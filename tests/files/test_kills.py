"""Is no acknowledged upload lost, no row without its bytes, when the server is killed? (R04)"""

from __future__ import annotations

import random
import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from tests.houses import environment
from tests.worlds import PDF

from hongbang.files import jobs, queries
from hongbang.files.models import StoredFile, storage
from hongbang.files.rules.lifecycle import ABANDONED
from hongbang.kernel.actor import Actor
from hongbang.ui import clock

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
PROGRAM = Path(__file__).with_name("hurried_uploader.py")


def killed(number: int, var: Path) -> dict[str, str]:
    """Let somebody upload, kill them at a moment nobody chose; return what was acknowledged."""
    command = [sys.executable, str(PROGRAM), str(number), PDF.hex()]
    uploader = subprocess.Popen(
        command, env=environment(var), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert uploader.stdout is not None
    acknowledged = [uploader.stdout.readline()]  # it is under way
    timer = threading.Timer(0.05 + random.SystemRandom().random() * 0.4, uploader.kill)
    timer.start()
    rest, told = uploader.communicate()
    timer.cancel()
    assert acknowledged[0], told
    lines = [*acknowledged, *rest.splitlines(keepends=True)]
    return dict(line.split() for line in lines if line.endswith("\n"))


@pytest.mark.parametrize(
    "kills", [pytest.param(2, id="small"), pytest.param(20, id="full", marks=pytest.mark.nightly)]
)
def test_a_kill_loses_nothing_that_was_acknowledged(kills: int, own_folder: Path) -> None:
    acknowledged: dict[str, str] = {}
    for number in range(kills):
        acknowledged |= killed(number, own_folder)

    rows = dict(StoredFile.objects.values_list("public_id", "sha256"))
    lost = {code for code, digest in acknowledged.items() if rows.get(code) != digest}
    dangling = [*queries.faults()]
    later = clock.now() + ABANDONED + timedelta(minutes=1)
    orphans = sum(1 for _ in queries.orphans(later))
    jobs.run(later)
    left = sum(1 for _ in queries.orphans(later))
    stray = [path.name for path in (own_folder / "incoming").iterdir()]
    sys.stderr.write(
        f"\nR04 {connection.vendor}: kills {kills}, acknowledged {len(acknowledged)}, lost "
        f"{len(lost)}, dangling rows {len(dangling)}, orphans {orphans}→{left}, "
        f"stray parts {len(stray)}\n"
    )
    assert (lost, dangling, left, stray) == (set(), [], 0, [])
    assert len(acknowledged) >= kills
    assert all(storage().size(digest) for digest in rows.values())
    assert not queries.my_uploads(Actor.system("r")).exists()
