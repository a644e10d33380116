"""What do these tests share: a season that was played once for the module, and its folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction

from hongbang.files.operations import child, inspecting
from hongbang.ops.demo.seating import seat_everybody
from hongbang.ops.season.play import Play
from hongbang.ops.season.whole import LEAST, beginning, play_season

SEED, YEAR = 7, 2016


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the data folder of the season."""
    return tmp_path_factory.mktemp("season")


@pytest.fixture(scope="module")
def played(folder: Path, django_db_setup: None, django_db_blocker: Any) -> Iterator[Play]:
    """Play the smallest season; what tests do to it is undone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "HONGBANG_VAR", folder)
        patch.setattr(inspecting, "_asked", lambda _name, told: child._judge(told))
        with django_db_blocker.unblock(), transaction.atomic():
            seat_everybody(beginning(YEAR))
            play = play_season(LEAST, SEED, YEAR)
            with django_db_blocker.block():
                yield play
            transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def own_folder(settings: Any, folder: Path) -> Path:
    """Let each test look into the season's own folder."""
    settings.HONGBANG_VAR = folder
    return folder


@pytest.fixture
def play(played: Play, db: None) -> Play:
    """Return the season that was played."""
    return played
