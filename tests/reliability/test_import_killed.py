"""Does a worker that is killed in the middle of an import leave all or nothing, and another end it?

A real house on its own file, a real worker, and SIGKILL at moments spread over the whole import.
"""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.browser.house import HONGBANG, surroundings

pytestmark = [pytest.mark.nightly, pytest.mark.sqlite]
ROWS = 3000
ASK = """
import django; django.setup()
from tests.orgs import workbooks
from tests.cast import SYSTEM
from hongbang.orgs import operations as orgs
from hongbang.ui import clock
content = workbooks.written(workbooks.units({rows}, "黄浦区总工会"))
sheet = orgs.upload_sheet(workbooks.command(content), by=SYSTEM, at=clock.now())
orgs.request_import(sheet, by=SYSTEM, at=clock.now())
"""


def told(folder: Path, question: str) -> list[tuple[object, ...]]:
    """Ask the house's database, or set its clock's leases back."""
    with sqlite3.connect(folder / "hongbang.sqlite3", timeout=30) as database:
        return database.execute(question).fetchall()


def units(folder: Path) -> int:
    return int(
        str(told(folder, "SELECT count(*) FROM orgs_organisation WHERE kind = 'unit'")[0][0])
    )


def state(folder: Path) -> str:
    return str(told(folder, "SELECT state FROM orgs_import")[0][0])


def test_a_killed_import_is_whole_or_nothing_and_ends_once(tmp_path: Path) -> None:
    environment = surroundings(tmp_path) | {
        "DJANGO_SETTINGS_MODULE": "hongbang.config.settings",
        "PYTHONPATH": str(Path(__file__).resolve().parents[2]),
    }
    for line in (
        [HONGBANG, "install"],
        [HONGBANG, "demo", "--this-year"],
        [sys.executable, "-c", ASK.format(rows=ROWS)],
    ):
        subprocess.run(line, env=environment, cwd=tmp_path, check=True)
    before, killed = units(tmp_path), 0

    for patience in (0.8, 1.2, 1.6, 2.0):
        worker = subprocess.Popen([HONGBANG, "worker", "--once"], env=environment, cwd=tmp_path)
        time.sleep(patience)
        worker.send_signal(signal.SIGKILL)
        worker.wait()
        if state(tmp_path) == "finished":
            break
        killed += 1
        assert units(tmp_path) == before
        told(tmp_path, "UPDATE orgs_import SET lease_until = '2020-01-01 00:00:00', tries = 0")
    subprocess.run([HONGBANG, "worker", "--once"], env=environment, cwd=tmp_path, check=True)

    applied = "SELECT count(*) FROM audit_entry WHERE verb = 'orgs.import.applied'"
    assert killed > 0
    assert (state(tmp_path), units(tmp_path)) == ("finished", before + ROWS)
    assert told(tmp_path, applied) == [(1,)]
