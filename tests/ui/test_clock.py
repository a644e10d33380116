"""Does time pass in a demonstration, and nowhere else; and never back?"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from tests.cast import moment

from hongbang.ui import clock

NOON = moment("2026-11-24 12:00")


@time_machine.travel(NOON, tick=False)
def test_days_pass_for_whoever_reads_the_file() -> None:
    assert clock.now() == NOON
    clock.let_pass(3)
    clock.let_pass(0)
    clock.let_pass(1)

    assert clock.now() == NOON + timedelta(days=4)
    assert clock.today().isoformat() == "2026-11-28"
    assert clock.unmoved(clock.now()) == NOON


@time_machine.travel(NOON, tick=False)
def test_what_another_process_writes_is_read_at_once(own_folder: Path) -> None:
    for days in (2, 30):
        (own_folder / clock.FILE).write_text(str(days))
        assert clock.now() == NOON + timedelta(days=days)


@time_machine.travel(NOON, tick=False)
def test_time_never_goes_back(own_folder: Path) -> None:
    (own_folder / clock.FILE).write_text("-5")

    assert clock.now() == NOON
    with pytest.raises(ValueError, match="time moves on"):
        clock.let_pass(-1)


@time_machine.travel(NOON, tick=False)
def test_outside_a_demonstration_the_file_is_never_looked_at(
    settings: Any, own_folder: Path
) -> None:
    settings.HONGBANG_DEMO = False
    (own_folder / clock.FILE).write_text("no number")

    assert clock.now() == clock.unmoved(NOON) == NOON
    with pytest.raises(ValueError, match="demonstrations only"):
        clock.let_pass(1)
