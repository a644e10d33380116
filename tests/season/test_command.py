"""Does `hongbang season` play apart, say what happened, and play the same season by the same seed?

The large season is `make nightly`'s; what it must take is `make bench`'s business, not a test's.
"""

from __future__ import annotations

import os
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as installed
from django.core.management import CommandError, call_command
from django.db import connection
from tests import cast, houses

from hongbang.ops.management.commands import season

HONGBANG = str(Path(sys.executable).with_name("hongbang"))


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[tuple[list[str], dict[str, str]]]:
    """Return what would be run, and in which environment."""
    made: list[tuple[list[str], dict[str, str]]] = []

    def run(call: list[str], *, env: dict[str, str], check: bool) -> Any:
        made.append((call[2:], env))
        return subprocess.CompletedProcess(call, 0)

    monkeypatch.setattr(season.subprocess, "run", run)
    return made


def test_it_plays_in_a_folder_and_a_database_of_its_own(calls: Any, own_folder: Path) -> None:
    out = StringIO()
    call_command("season", "--size", "30", "--seed", "3", stdout=out)

    folder = own_folder / "season-own"
    assert [words for words, _env in calls] == [
        ["install"],
        ["season", "--here", "--size=30", "--seed=3", "--year=2016"],
    ]
    env = calls[0][1]
    assert env["HONGBANG_DATABASE_URL"] == f"sqlite:///{folder}/season.sqlite3"
    assert (env["HONGBANG_VAR"], env["HONGBANG_DEMO"]) == (str(folder), "true")
    assert out.getvalue() == f"played in {folder}\n"


def test_it_plays_into_a_database_that_is_named(calls: Any, own_folder: Path) -> None:
    call_command("season", "--database", "postgresql:///s", stdout=StringIO())

    env = calls[0][1]
    assert env["HONGBANG_DATABASE_URL"] == "postgresql:///s"
    assert Path(env["HONGBANG_VAR"]) != own_folder / "season-own"


def test_it_stops_where_a_step_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    failed = subprocess.CompletedProcess([], 3)
    monkeypatch.setattr(season.subprocess, "run", lambda *_args, **_options: failed)

    with pytest.raises(SystemExit) as ended:
        call_command("season", stdout=StringIO())

    assert ended.value.code == 3


def test_it_refuses_too_few_entrants(db: None) -> None:
    with pytest.raises(CommandError, match="at least 24"):
        call_command("season", "--size", "23")


def test_it_never_plays_into_a_house_that_is_lived_in(db: None) -> None:
    cast.company()

    with pytest.raises(CommandError, match="Somebody lives in this database"):
        call_command("season", "--here")


def test_it_plays_here_in_a_demonstration_only(db: None, settings: Any) -> None:
    settings.HONGBANG_DEMO = False

    with pytest.raises(CommandError, match="HONGBANG_DEMO is off"):
        call_command("season", "--here")


@pytest.mark.nightly
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("size", "honours"), [(24, None), (300, 100)])
def test_the_same_seed_leads_to_the_same_honours(
    size: int, honours: int | None, tmp_path: Path
) -> None:
    here = houses.database_url() if connection.vendor == "postgresql" else ""
    told = [play(size, tmp_path / "one", here)]
    told += [play(size, tmp_path / "two")] if honours is None else []

    lists = {line for account in told for line in account if line.startswith("honours, by")}
    assert len(lists) == 1
    for account in told:
        assert account[-1].startswith("invariants:")
        assert account[-1].endswith(", 0 failed")
    if honours:
        for kind in ("team", "individual"):
            assert f"honoured: {kind}".ljust(30) + f"{honours:>8}" in told[0]


def play(size: int, var: Path, database: str = "") -> list[str]:
    """Play a season into a database or, where none is named, a new file; return what was said."""
    var.mkdir()
    own = houses.environment(var, HONGBANG_BUILD=str(installed.ENV.build), HONGBANG_DEMO="true")
    own["HONGBANG_KEYRING"] = str(var / "keyring.json")
    call = [HONGBANG, "season", f"--size={size}", "--seed=7", f"--database={database}"]
    done = subprocess.run(call, env=os.environ | own, capture_output=True, text=True, check=True)
    lines = done.stdout.splitlines()
    return [line for line in lines if not line.startswith(("✓", "played"))]
